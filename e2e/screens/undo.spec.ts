// Undo by keyboard: a bulk action over the inbox, taken back after a reload; and the list of own steps.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("three chosen and taken by keyboard, taken back by Ctrl+Z after a reload, and told in the list of own steps", async ({
  open,
  town,
}) => {
  const { page } = await open();
  const frame = await new SignInPage(page).signIn("jlueders", town.passwordOf("jlueders"));
  await frame.isSettled();
  const inbox = await frame.inbox();
  await page.getByRole("button", { name: "Anträge" }).click();
  await inbox.view("Niemand");
  await expect(inbox.rows().nth(3)).toBeVisible();
  await inbox.search.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("group", { name: "Auswahl" })).toContainText("3 ausgewählt");
  await expectAccessible(page);
  await page.keyboard.press("z");
  await expect(page.getByText("3 übernommen")).toBeVisible();
  await frame.isSettled();

  await page.reload();
  await frame.isShown();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Rückgängig: Übernehmen, 3 Einträge")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Rückgängig: Übernehmen, 3 Einträge" })).toBeAttached();
  await frame.isSettled();
  await page.keyboard.press("Alt+4");
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText("Übernehmen");
  await expect(first).toContainText("zurückgenommen");
  await expect(first).toContainText("Dieser Schritt ist bereits zurückgenommen.");
  await expectAccessible(page);
});
