// The accountant's stack: separator sheets divide it, the pages are looked at and put right without the mouse, and two invoices are booked.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { ourSheet } from "../../scanner-inbox/separate/sheets-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { ScansPage } from "../pages/scans-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

/** Numbers that no other spec of this town uses. */
const numbers = ["STAPEL-2026-01", "STAPEL-2026-02"] as const;

const invoice = (number: string): Promise<Uint8Array> =>
  drawPdf({
    pages: [
      [
        [70, 60, "Malerbetrieb Heide GmbH", 16],
        [70, 160, `Rechnung Nr. ${number} vom 03.11.2026`, 12],
        [70, 220, "Gesamtbetrag 119,00 EUR", 12],
        [70, 260, "IBAN DE02 1203 0000 0000 2020 51", 12],
      ],
    ],
  });

/** A sheet, an invoice with a blank back, a sheet, an invoice. */
async function stack(): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  const blank = await drawPdf({ pages: [[]] });
  for (const part of [await ourSheet(), await invoice(numbers[0]), blank, await ourSheet(), await invoice(numbers[1])]) {
    const from = await PDFDocument.load(part);
    for (const page of await whole.copyPages(from, from.getPageIndices())) whole.addPage(page);
  }
  return whole.save();
}

test("a stack is divided by keyboard and becomes two invoices", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await writeFile(join(scannerFolder, "Stapel.pdf"), await stack());
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await page.keyboard.press("Alt+5");
  const scans = new ScansPage(page);
  await expect(scans.file("Stapel.pdf")).toContainText("wartet auf Sie");
  const dialog = await scans.pagesOf("Stapel.pdf");
  const documents = dialog.getByRole("group", { name: /^Dokument/u });
  await expect(documents).toHaveCount(2);
  await expect(dialog.getByRole("option", { name: "Seite 3, leer" })).toBeVisible();
  // Every page that is in sight is drawn.
  await expect(dialog.locator(".page-picture img").first()).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.keyboard.press("End");
  await expect(dialog.getByRole("option", { name: "Seite 4, Trennblatt" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await page.keyboard.press("Delete");
  await expect(documents).toHaveCount(1);
  await page.keyboard.press("Backspace");
  await expect(documents).toHaveCount(2);
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(scans.file("Stapel.pdf")).toHaveText([/gebucht/u]);
  const inbox = await frame.inbox();
  for (const number of numbers) {
    await inbox.search.fill(number);
    await expect(inbox.row(number)).toBeVisible();
  }
});
