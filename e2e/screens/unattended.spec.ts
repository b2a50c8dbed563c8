// Nobody is signed in: files wait and are counted; once the administration has let the device scan, it seals them, and the server books them.
// Whoever captures there finds the server's folder in the Scan-Eingang, and what it could not take.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { DevicesPart } from "../pages/devices-part.ts";
import { Frame } from "../pages/frame.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

/** The device asks each minute how it stands while nobody is signed in. */
const aMinute = { timeout: 100_000 };

test("files wait while nobody may take them; then they lie sealed, and the server books them", async ({ open, town, folder, cable }) => {
  const scannerFolder = join(folder, "Scanner");
  await mkdir(scannerFolder);
  await writeFile(join(scannerFolder, "Nachts-1.xml"), "<brief><zeile>Eins</zeile></brief>");
  await writeFile(join(scannerFolder, "Nachts-2.xml"), "<brief><zeile>Zwei</zeile></brief>");
  const { page } = await open({ scannerFolder, serverUrl: cable.url });
  const door = new SignInPage(page);
  await door.isShown();
  const scans = page.getByRole("status");
  await expect(scans).toContainText("2 Dateien warten im Scan-Ordner.");
  await expect(page.getByText("Nachts-1")).toHaveCount(0);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });

  const office = await open();
  const officeFrame = await new SignInPage(office.page).signIn("aseidel", town.passwordOf("aseidel"));
  await officeFrame.settings();
  const devices = new DevicesPart(office.page);
  // Of those that nobody has sat at, the one that was set up last; devices of other specs come behind it.
  const row = devices.table.getByRole("row").filter({ hasText: "noch niemand" }).first();
  await row.getByRole("button", { name: "Einlesen …" }).focus();
  await office.page.keyboard.press("Enter");
  const dialog = office.page.getByRole("dialog", { name: "Einlesen ohne Anmeldung" });
  await expect(dialog).toContainText("auf dem Gerät versiegelt");
  await expectAccessible(office.page);
  await dialog.getByRole("button", { name: /Für die Einheit/u }).click();
  await office.page.getByRole("option", { name: "Finanzen" }).click();
  await dialog.getByRole("button", { name: "Übernehmen" }).click();
  await expect(row).toContainText("liest ohne Anmeldung ein, für Finanzen");
  await expectAccessible(office.page);

  await expect(scans).toHaveCount(0, aMinute);
  cable.cut();
  await writeFile(join(scannerFolder, "Nachts-3.pdf"), "%PDF-1.7\nkein Inhalt\nstartxref\n9\n%%EOF\n");
  await expect(scans).toContainText("1 Datei liegt versiegelt bereit.", aMinute);
  expect((await readdir(scannerFolder)).sort()).toEqual(["done", "failed", "processing"]);
  expect(await readdir(join(scannerFolder, "done"))).toEqual([]);
  await expectAccessible(page);
  cable.restore();
  await expect(scans).toHaveCount(0, aMinute);

  const frame = await door.signIn("mpetersen", town.passwordOf("mpetersen"));
  await frame.scans();
  const server = page.getByRole("region", { name: "Ordner des Servers" });
  await expect(server.getByRole("table", { name: /^Quarantäne von/u })).toContainText("Nachts-3.pdf", aMinute);
  await expect(
    server
      .getByRole("table", { name: /^Tagesbilanz von/u })
      .locator("tbody tr")
      .first(),
  ).toContainText(/3201/u);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await server.getByRole("button", { name: /^Trotzdem übernehmen/u }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Trotzdem übernehmen" }).click();
  await expect(page.getByText("Der Server übernimmt die Datei ohne gelesene Felder.")).toBeVisible();
  const inbox = await new Frame(page).inbox();
  // Other people's entries may stand above it, more than the list shows at once.
  await inbox.search.fill("Nachts-3");
  await expect(inbox.rows().filter({ hasText: "Nachts-3.pdf" })).toHaveCount(1);
});
