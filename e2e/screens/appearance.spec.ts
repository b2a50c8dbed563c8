// Every area in dark colours and at twice the size: still readable, still reachable.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("every area holds in dark colours and at 200 %", async ({ open, town }) => {
  const { page } = await open();
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  const frame = await new SignInPage(page).signIn("jlueders", town.passwordOf("jlueders"));
  const inbox = await frame.inbox();
  await inbox.rows().nth(2).click();
  await expect(inbox.reading.getByRole("heading", { level: 2 })).toBeVisible();
  await expectAccessible(page);
  await frame.archive();
  await expectAccessible(page);
  await frame.outbox();
  await expectAccessible(page);
  // Twice the size leaves half of the window.
  await page.setViewportSize({ width: 720, height: 450 });
  await expectAccessible(page);
  await frame.settings();
  await expectAccessible(page);
  await frame.archive();
  await expectAccessible(page);
  await frame.inbox();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
