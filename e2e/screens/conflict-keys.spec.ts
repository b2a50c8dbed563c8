// A conflict solved by keyboard alone: reached, compared, edited half-way, left, found again after a reload, sent.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { twoAtOneField } from "../fixtures/two-at-one-field.ts";
import { ConflictPage } from "../pages/conflict-page.ts";

test("reached, edited, left half-way, found again after a reload, and sent: by keyboard alone", async ({ open, cable, town, folder }) => {
  const values = { mine: "Papier für den Bauhof", theirs: "Papier für das Museum" };
  const { page, mine, theirInvoice } = await twoAtOneField({ open, cable, town, folder }, values);
  await expect(page.getByRole("link", { name: /1 abgelehnter Schritt/u })).toBeVisible();

  const conflict = new ConflictPage(page);
  await conflict.reachByKeys();
  await expectAccessible(page);
  const number = conflict.field("Bestellnummer");
  await expect(number.getByText(/geändert von Lena Winkel|geändert von L/u)).toBeVisible();
  await expect(number.locator("mark").first()).toContainText("Unterschied:");
  await page.keyboard.press("n");
  await page.keyboard.press("b");
  await expect(conflict.edited("Bestellnummer")).toBeFocused();
  await page.keyboard.type("Papier für beide");
  await expectAccessible(page);

  // It blocks nothing: other work goes on, and what was typed is there again.
  await page.keyboard.press("Alt+1");
  await expect(page.getByRole("heading", { name: "Eingang", level: 1 })).toBeAttached();
  await page.keyboard.press("Alt+3");
  await expect(conflict.edited("Bestellnummer")).toHaveValue("Papier für beide");
  await page.reload();
  await expect(conflict.edited("Bestellnummer")).toHaveValue("Papier für beide");
  await expect(conflict.entries.first().getByRole("heading", { level: 2 })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(conflict.nothingLeft).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Verbindung zum Server" })).toBeVisible();
  await mine.isSettled();
  await expect(theirInvoice.field("Bestellnummer")).toHaveValue("Papier für beide");
});
