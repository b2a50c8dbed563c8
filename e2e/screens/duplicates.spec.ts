// An invoice that comes twice, as paper and as another file: it is told, compared side by side, set aside, and brought back.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const invoice = (number: string, head: string) =>
  drawPdf({
    pages: [
      [
        [70, 60, head, 16],
        [70, 160, `Rechnung Nr. ${number} vom 03.11.2026`, 12],
        [70, 220, "Gesamtbetrag 1.347,11 EUR", 12],
        [70, 260, "IBAN DE02 1203 0000 0000 2020 51", 12],
      ],
    ],
  });

test("a second file of an invoice is told, compared, set aside as its duplicate, and brought back", async ({ open, town, folder }, {
  project,
}) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const number = `MH-77-${project.name}`;
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const scans = await frame.scans();
  await writeFile(join(scannerFolder, "papier.pdf"), await invoice(number, "Malerbetrieb Heide GmbH"));
  await expect(scans.file("papier.pdf")).toContainText("gebucht");
  await writeFile(join(scannerFolder, "mail.pdf"), await invoice(number, "Malerbetrieb Heide GmbH   Kopie"));
  await expect(scans.file("mail.pdf")).toContainText("gebucht");

  const inbox = await frame.inbox();
  await inbox.search.fill(number);
  await expect(inbox.row(number)).toHaveCount(2);
  await expect(inbox.row(number).filter({ hasText: "Doppelt?" })).toHaveCount(2);
  await page.getByRole("button", { name: "Doppelt?" }).click();
  await expect(inbox.row(number)).toHaveCount(2);
  await expectAccessible(page);
  const { region, steps, bookings } = await inbox.openInvoice(number);
  await expect(region.getByText(/^Vermutlich doppelt/u)).toBeVisible();
  // No sum bears the total out: a person says that it is right before anybody signs.
  await region.getByRole("button", { name: "Stimmt: Brutto" }).click();
  await expect(region.getByText("Noch zu bestätigen", { exact: false })).toHaveCount(0);
  await bookings.bookAll();
  await steps.getByRole("button", { name: "Sachlich richtig …" }).click();
  const signing = page.getByRole("dialog", { name: "Sachliche Richtigkeit feststellen" });
  await expect(signing.getByText(/^Vermutlich doppelt/u)).toBeVisible();
  await signing.getByRole("button", { name: "Sachlich richtig" }).click();
  await expect(signing.getByText(/^Vergleichen Sie erst/u)).toBeVisible();
  await expectAccessible(page);
  // A window that is made narrow shows one pane only; what is open over it stays.
  await page.setViewportSize({ width: 720, height: 450 });
  await expect(page.getByRole("grid", { name: "Einträge im Eingang", includeHidden: true })).toHaveCount(0);
  await expect(signing.getByText(/^Vergleichen Sie erst/u)).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signing.getByRole("button", { name: "Abbrechen" }).click();
  await region.getByRole("button", { name: "Vergleichen …" }).click();
  const dialog = page.getByRole("dialog", { name: "Zwei Rechnungen vergleichen" });
  await expect(dialog.getByRole("row", { name: /^Brutto gleich/u })).toContainText("1.347,11");
  await expect(dialog.getByRole("row", { name: /^Form/u })).toContainText("PDF");
  for (const paper of ["Diese Rechnung", "Andere Rechnung"])
    await expect(dialog.getByRole("region", { name: paper }).locator(".page[data-loaded=true]").first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Diese als Dublette ablegen" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Doppelt?" }).click();
  await expect(inbox.row(number)).toHaveCount(1);
  await expect(region.getByText("Er wird nicht bezahlt und bleibt erhalten.", { exact: false })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("Control+z");
  await expect(inbox.row(number)).toHaveCount(2);
  await frame.isSettled();
});
