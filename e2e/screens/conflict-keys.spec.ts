// A conflict solved by keyboard alone: reached, compared, edited half-way, left, found again after a reload, sent.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { ConflictPage } from "../pages/conflict-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");

test("reached, edited, left half-way, found again after a reload, and sent: by keyboard alone", async ({ open, cable, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await copyFile(join(samples, "Uhlenbusch Rechnung November.pdf"), join(scannerFolder, "Uhlenbusch.pdf"));
  const [one, two] = await Promise.all([open({ serverUrl: cable.url, scannerFolder }), open()]);
  const mine = await new SignInPage(one.page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const theirs = await new SignInPage(two.page).signIn("lwinkel", town.passwordOf("lwinkel"));
  const [myInbox, theirInbox] = [await mine.inbox(), await theirs.inbox()];
  await myInbox.search.fill("R-202602491");
  await theirInbox.search.fill("R-202602491");
  const [myInvoice, theirInvoice] = [await myInbox.openInvoice("Uhlenbusch"), await theirInbox.openInvoice("Uhlenbusch")];
  await mine.isSettled();
  const before = await myInvoice.field("Bestellnummer").inputValue();
  expect(before).not.toBe("DEREN-2");
  cable.cut();
  await mine.isOffline();
  await myInvoice.edit("Bestellnummer", "Papier für den Bauhof");
  await theirInvoice.edit("Bestellnummer", "Papier für das Museum");
  await theirs.isSettled();
  cable.restore();
  await expect(one.page.getByRole("link", { name: /1 abgelehnter Schritt/u })).toBeVisible();

  const conflict = new ConflictPage(one.page);
  await conflict.reachByKeys();
  await expectAccessible(one.page);
  const number = conflict.field("Bestellnummer");
  await expect(number.getByText(/geändert von Lena Winkel|geändert von L/u)).toBeVisible();
  await expect(number.locator("mark").first()).toContainText("Unterschied:");
  await one.page.keyboard.press("n");
  await one.page.keyboard.press("b");
  await expect(conflict.edited("Bestellnummer")).toBeFocused();
  await one.page.keyboard.type("Papier für beide");
  await expectAccessible(one.page);

  // It blocks nothing: other work goes on, and what was typed is there again.
  await one.page.keyboard.press("Alt+1");
  await expect(one.page.getByRole("heading", { name: "Eingang", level: 1 })).toBeAttached();
  await one.page.keyboard.press("Alt+3");
  await expect(conflict.edited("Bestellnummer")).toHaveValue("Papier für beide");
  await one.page.reload();
  await expect(conflict.edited("Bestellnummer")).toHaveValue("Papier für beide");
  await expect(conflict.entries.first().getByRole("heading", { level: 2 })).toBeFocused();
  await one.page.keyboard.press("Control+Enter");
  await expect(conflict.nothingLeft).toBeVisible();
  await one.page.keyboard.press("Escape");
  await expect(one.page.getByRole("region", { name: "Verbindung zum Server" })).toBeVisible();
  await mine.isSettled();
  await expect(theirInvoice.field("Bestellnummer")).toHaveValue("Papier für beide");
});
