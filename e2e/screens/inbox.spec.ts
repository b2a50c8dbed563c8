// The inbox by keyboard alone, and the place that a reload keeps.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("arrows, Enter, claim, next, search and help work without a mouse", async ({ open, town }) => {
  const { page } = await open();
  const frame = await new SignInPage(page).signIn("jlueders", town.passwordOf("jlueders"));
  const inbox = await frame.inbox();
  await expect(inbox.rows().nth(3)).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByRole("radio", { name: /^Niemand/u })).toBeChecked();
  await page.getByRole("button", { name: "Anträge" }).press("Space");
  await page.keyboard.press("/");
  await expect(inbox.search).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(inbox.grid.locator('[role="row"]:focus')).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(inbox.reading).toContainText("2 von ");
  await page.keyboard.press("Enter");
  await expect(inbox.reading).toBeFocused();
  await page.keyboard.press("z");
  await expect(inbox.reading.getByRole("button", { name: "Zurückgeben" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(inbox.reading.getByRole("button", { name: "Übernehmen" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Tasten" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Tasten" })).toBeHidden();
});

test("a search narrows at once, an empty result offers the way back, and a reload keeps the open record", async ({ open, town }) => {
  const { page } = await open();
  const frame = await new SignInPage(page).signIn("jlueders", town.passwordOf("jlueders"));
  const inbox = await frame.inbox();
  await inbox.search.pressSequentially("einhornzucht");
  await expect(page.getByText("Nichts gefunden")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Filter zurücksetzen" }).click();
  await inbox.rows().nth(2).click();
  const title = inbox.reading.getByRole("heading", { level: 2 });
  await expect(title).toBeVisible();
  const before = await title.textContent();
  const address = page.url();
  await page.reload();
  await expect(title).toHaveText(before ?? "");
  expect(page.url()).toBe(address);
});
