// Electronic invoices: checked in words, shown in full, held beside their picture, by mouse and by key.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { ublForTests } from "../../scanner-inbox/read/ubl-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const supplier = "Gartenbau Heide GmbH";

/** The picture wants ten times what the XML says. */
const picture = [
  [60, 60, `${supplier} · Heideweg 1 · 29549 Musterau`, 8],
  [60, 120, "Samtgemeinde Musterau"],
  [60, 240, "Rechnung", 16],
  [60, 270, "Rechnungsnummer: GH-2026-0077"],
  [60, 285, "Rechnungsdatum: 02.11.2026"],
  [60, 400, "Gesamtbetrag netto"],
  [540, 400, "3.000,00 €<"],
  [60, 415, "zzgl. 19 % USt"],
  [540, 415, "570,00 €<"],
  [60, 430, "Rechnungsbetrag brutto"],
  [540, 430, "3.570,00 €<"],
  [60, 470, "Zahlbar bis 02.12.2026"],
  [60, 700, "IBAN DE02 1203 0000 0000 2020 51"],
] as const;

test("an XRechnung that breaks a rule says which, and is shown in full with all its lines", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await writeFile(join(scannerFolder, "xrechnung.xml"), ublForTests({ number: "GH-2026-0071", lines: 600, lineSum: "601.00" }));
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const inbox = await frame.inbox();
  await inbox.search.fill("GH-2026-0071");
  const invoice = await inbox.openInvoice(supplier);
  const { section, sheet } = invoice.eInvoice;
  await expect(section.getByText(/Der Absender muss nachbessern$/u)).toBeVisible();
  await expect(section.getByText("BR-CO-10", { exact: true })).toBeVisible();
  await expect(sheet.getByText("250 von 600 Positionen")).toBeVisible();
  await section.getByRole("button", { name: /^In den Rechnungsdaten zeigen: BR-CO-10/ }).focus();
  await page.keyboard.press("Enter");
  await expect(sheet.locator("[data-marked]")).toBeFocused();
  await expect(sheet.locator("[data-marked]")).toContainText("BT-106");
  await expect(sheet.locator("[data-marked]")).toBeInViewport();
  await sheet.getByRole("button", { name: "stunden.csv ansehen" }).click();
  const file = page.getByRole("dialog", { name: "Anlage: stunden.csv" });
  await expect(file.getByText("Für diese Art von Datei gibt es keine Vorschau.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(file).toBeHidden();

  await sheet.getByRole("button", { name: "Alle zeigen" }).focus();
  await page.keyboard.press("Enter");
  await expect(sheet.getByText("Baumpflege, Stunde 600", { exact: true })).toBeAttached();
  await invoice.region.getByRole("button", { name: "Quelltext anzeigen" }).click();
  await expect(invoice.region.getByText(/<cbc:ID>GH-2026-0071<\/cbc:ID>/u)).toBeVisible();
  await invoice.region.getByRole("button", { name: "Lesbare Ansicht" }).click();
  await expect(sheet.getByText("250 von 600 Positionen")).toBeVisible();
});

test("a PDF whose picture wants more than its XML is warned of, and its data are one key away", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const attachments = [{ name: "xrechnung.xml", content: ublForTests({ number: "GH-2026-0077", lines: 300 }) }];
  await writeFile(join(scannerFolder, "Rechnung.pdf"), await drawPdf({ pages: [[...picture]], attachments }));
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const inbox = await frame.inbox();
  await inbox.search.fill("GH-2026-0077");
  const invoice = await inbox.openInvoice(supplier);
  await invoice.pdf.isDrawn();
  const { section, sheet } = invoice.eInvoice;
  await expect(section.getByText("Die E-Rechnung erfüllt die geprüften Regeln")).toBeVisible();
  await expect(section.getByText("Das Bild sagt an 3 Stellen etwas anderes")).toBeVisible();
  const comparison = section.getByRole("table", { name: "XML und Bild im Vergleich" });
  await expect(comparison.getByText("357,00 €")).toBeVisible();
  await expect(comparison.getByText("3.570,00 €")).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("F9");
  await expect(sheet).toBeVisible();
  await expect(sheet.getByText("250 von 300 Positionen")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("F9");
  await expect(sheet).toBeHidden();
  await invoice.pdf.isDrawn();
  await section.getByRole("button", { name: "Rechnungsdaten zeigen" }).click();
  await expect(sheet).toBeVisible();
});
