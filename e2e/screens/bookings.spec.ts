// Account assignment: the budget comes in by a file whose changes are seen before, an invoice is split by keyboard alone, the budget it
// overdraws is said before anybody signs, and it is certified.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const file = "RE-Elektro-Rademann.pdf";
const sample = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples", file);
/** As a finance system writes it: Windows-1252, German figures, a row that is wrong. */
const budget = (small: string): Buffer =>
  Buffer.from(
    `HHJ;PSK;Bezeichnung;Ansatz\r\n2026;211100.443100;Bürobedarf Schulen;${small}\r\n2026;365100.443100;Kita;5.000,00\r\n2026;1;x;zehn\r\n`,
    "latin1",
  );

test("a budget file is seen before it is taken, and a split by keyboard is warned of the budget it overdraws", async ({
  open,
  town,
  folder,
}) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));

  await frame.ledger();
  const screen = page.getByRole("region", { name: "Haushalt", exact: true });
  await expect(screen.getByRole("row", { name: /111200\.443100/u })).toBeVisible();
  await expectAccessible(page);
  await screen.getByRole("radio", { name: "Haushaltsansätze" }).click();
  await expect(screen.getByRole("columnheader", { name: "Verfügbar" })).toBeVisible();
  const choose = async (bytes: Buffer): Promise<void> => {
    const chooser = page.waitForEvent("filechooser");
    await screen.getByRole("button", { name: "CSV-Datei einlesen …" }).click();
    await (await chooser).setFiles({ name: "haushalt.csv", mimeType: "text/csv", buffer: bytes });
  };
  await choose(budget("50,00"));
  const preview = page.getByRole("dialog", { name: "Vorschau: haushalt.csv" });
  await expect(preview.getByRole("status")).toHaveText(/^2 neu · 0 geändert · 0 unverändert · 0 fehlen in der Datei · 1 fehlerhaft$/u);
  await expect(preview.getByText("Zeile 4 Ansatz: „zehn“ ist kein Betrag wie 1.234,56.")).toBeVisible();
  await expect(preview.getByText("2026 211100.443100 Bürobedarf Schulen")).toBeVisible();
  await expectAccessible(page);
  await preview.getByRole("button", { name: "2 Änderungen übernehmen" }).click();
  await expect(preview).toBeHidden();
  await choose(budget("60,00"));
  await expect(preview.getByText("Ansatz: 50,00 € → 60,00 €")).toBeVisible();
  await preview.getByRole("button", { name: "1 Änderung übernehmen" }).click();
  await choose(budget("60,00"));
  await expect(preview.getByRole("status")).toHaveText(/^0 neu · 0 geändert · 2 unverändert/u);
  await preview.getByRole("button", { name: "Abbrechen" }).click();

  await copyFile(sample, join(scannerFolder, file));
  const scans = await frame.scans();
  await expect(scans.file(file)).toContainText("gebucht");
  const inbox = await frame.inbox();
  await inbox.search.fill(file);
  const invoice = await inbox.openInvoice("Rademann");
  const { bookings } = invoice;

  // From here on by keyboard alone: an account by words, a cost centre, a share; the second line takes the rest.
  await bookings.cell("Produktsachkonto", 1).focus();
  await page.keyboard.type("211100 bürobedarf");
  await expect(page.getByRole("option", { name: /211100\.443100/u })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(bookings.cell("Produktsachkonto", 1)).toHaveValue("211100.443100");
  await expect(bookings.cell("Kostenstelle", 1)).toBeFocused();
  await page.keyboard.type("2110");
  await page.keyboard.press("Enter");
  await expect(bookings.cell("Betrag oder Anteil", 1)).toBeFocused();
  await page.keyboard.type("75 %");
  await expect(bookings.rest).toContainText("Noch zu verteilen");
  for (const column of ["Kostenträger", "Haushaltsjahr", "Steuerschlüssel", "Buchungstext"]) {
    await page.keyboard.press("Enter");
    await expect(bookings.cell(column, 1)).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(bookings.cell("Produktsachkonto", 2)).toBeFocused();
  await page.keyboard.type("365100.443100");
  await page.keyboard.press("F4");
  await expect(bookings.cell("Produktsachkonto", 2)).toBeHidden();
  await page.keyboard.press("F3");
  await expect(bookings.cell("Produktsachkonto", 2)).toHaveValue("365100.443100");
  await bookings.cell("Produktsachkonto", 2).focus();
  await expect(bookings.rest).toHaveText("Alles verteilt");
  await expect(bookings.budget.getByText("211100.443100 (2026)", { exact: false })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await bookings.cell("Betrag oder Anteil", 2).press("Control+Enter");
  await expect(bookings.save).toBeHidden();
  await expect(bookings.cell("Betrag oder Anteil", 2)).toHaveValue("25 %");

  await invoice.sign("factual", async () => {
    const dialog = page.getByRole("dialog", { name: "Sachliche Richtigkeit feststellen" });
    await expect(dialog.getByText("Der Ansatz 211100.443100 (2026) reicht nicht: verfügbar sind 60,00 €", { exact: false })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: "/tmp/ac-sign.png" });
  });
  await invoice.isIn("in Prüfung");
  await frame.isSettled();
});
