// A file kept offline is there without the network, after a reload too; one that is not here says so and what to do.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("a document kept offline opens without the network after a reload; another one says what to do", async ({ open, cable, town }) => {
  const { page } = await open({ serverUrl: cable.url });
  const frame = await new SignInPage(page).signIn("jlueders", town.passwordOf("jlueders"));
  await frame.isSettled();
  const archive = await frame.archive();
  const away = archive.rows().filter({ hasText: "Nicht auf diesem Gerät" });
  await expect(away.nth(1)).toBeVisible();
  await away.first().click();
  await archive.pdf.isDrawn();
  const title = (await archive.openHeading.textContent()) ?? "";
  await archive.keepSwitch.click();
  await expect(archive.keepSwitch).toHaveAttribute("aria-pressed", "true");
  await expect(archive.offlineState).toContainText("Auf diesem Gerät");

  cable.cut();
  await frame.isOffline();
  await page.reload();
  await frame.isShown();
  await archive.open(title);
  await archive.pdf.isDrawn();
  await expect(archive.keepSwitch).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);

  await away.last().click();
  await expect(archive.openHeading).not.toHaveText(title);
  await expect(archive.offlineState).toContainText("stellen Sie die Verbindung zum Server her");
  await expectAccessible(page);
});
