// Scan-Eingang by keyboard alone: a damaged file is told, taken as it is, and found in the inbox; the day comes out even, in the dark too.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ublForTests } from "../../scanner-inbox/read/ubl-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { ScansPage } from "../pages/scans-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("a damaged file is taken as it is, without the mouse", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await writeFile(join(scannerFolder, "kaputt.pdf"), "%PDF-1.7\nkein Inhalt\nstartxref\n9\n%%EOF\n");
  await writeFile(join(scannerFolder, "leer.pdf"), "");
  const { page } = await open({ scannerFolder });
  await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await page.keyboard.press("Alt+5");
  const scans = new ScansPage(page);
  await expect(scans.file("kaputt.pdf")).toContainText("in Quarantäne");
  await expect(scans.file("leer.pdf")).toContainText("ist leer");
  await expect(page.getByText(/^zuletzt geprüft \d\d:\d\d$/u)).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
  await scans
    .file("kaputt.pdf")
    .getByRole("button", { name: /Trotzdem übernehmen/u })
    .focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Ungelesen übernehmen?" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Trotzdem übernehmen" }).focus();
  await page.keyboard.press("Enter");
  // The file that waited and the one that is booked may stand side by side for a moment.
  await expect(scans.file("kaputt.pdf")).toHaveText([/gebucht/u]);
  // Seen and booked one, nothing twice, aside or waiting.
  await expect(scans.balances.first()).toContainText(/11000stimmt$/u);
  await expect(scans.file("kaputt.pdf").getByRole("button")).toHaveCount(0);

  // A file from elsewhere, chosen by keyboard, lies in the folder and is booked like any scan.
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Dateien aufnehmen/u }).focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "Portal.xml", mimeType: "application/xml", buffer: Buffer.from(ublForTests({ number: "P-1" })) });
  await expect(page.getByRole("group", { name: "Aufgenommene Dateien" })).toContainText("liegt im Ordner und wird gelesen");
  await expect(scans.file("Portal.xml")).toHaveText([/gebucht/u]);
  await expectAccessible(page);
});

test("a folder that can only be read is shown as normal work", async ({ open, town }) => {
  // Nobody may make a folder there, the administrator neither.
  const { page } = await open({ scannerFolder: "/sys" });
  await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await page.keyboard.press("Alt+5");
  const folder = page.getByRole("region", { name: "/sys" });
  await expect(folder.getByText("schreibgeschützt", { exact: true })).toBeVisible();
  await expect(folder.getByText(/^zuletzt geprüft \d\d:\d\d$/u)).toBeVisible();
  await expect(folder.getByText(/die Dateien selbst bleiben darin liegen/u)).toBeVisible();
  await expect(folder.getByRole("alert")).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
});
