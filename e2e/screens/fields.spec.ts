// From the paper to the fields: each value is shown where it stands, words of the page fill a field, and nobody signs a guess.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const supplier = "Tischlerei Moorhof GmbH";

/** The number stands under a weak label, the due date under none that a rule knows, and there are two accounts. */
const paper = [
  [60, 60, `${supplier} · Am Moor 4 · 29549 Bad Bevensen`, 8],
  [60, 120, "Samtgemeinde Bevensen-Ebstorf"],
  [60, 135, "Lindenstraße 12"],
  [60, 150, "29549 Bad Bevensen"],
  [60, 240, "Rechnung", 16],
  [60, 270, "Nummer: TM-2026-4711"],
  [60, 285, "Datum: 12.11.2026"],
  [60, 400, "Gesamtbetrag netto"],
  [540, 400, "1.000,00 €<"],
  [60, 415, "zzgl. 19 % USt"],
  [540, 415, "190,00 €<"],
  [60, 430, "Rechnungsbetrag brutto"],
  [540, 430, "1.190,00 €<"],
  [60, 470, "Valuta 30. November 2026"],
  [60, 700, "IBAN DE02 1203 0000 0000 2020 51 · BIC BYLADEM1001"],
  [60, 715, "IBAN DE84 2005 0550 0000 1234 56"],
] as const;

test("an invoice is checked by keyboard and by pointing at its page, confirmed and certified", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await writeFile(join(scannerFolder, "Moorhof.pdf"), await drawPdf({ pages: [[...paper]] }));
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const inbox = await frame.inbox();
  await inbox.search.fill("TM-2026-4711");
  const invoice = await inbox.openInvoice(supplier);
  await invoice.pdf.isDrawn();
  const mark = invoice.region.locator(".page-mark");
  const markCovers = async (words: string): Promise<void> => {
    const word = await invoice.pdf.text.getByText(words).first().boundingBox();
    const box = await mark.boundingBox();
    const inside =
      word !== null &&
      box !== null &&
      box.x >= word.x - 6 &&
      box.x + box.width <= word.x + word.width + 12 &&
      Math.abs(box.y + box.height / 2 - word.y - word.height / 2) < 6;
    expect(inside, `the mark is on „${words}“`).toBe(true);
  };

  // Signing is refused with the field named; the way to it is one key, and its place is marked.
  await expect(invoice.steps.getByRole("button", { name: "Sachlich richtig …" })).toHaveAccessibleDescription(
    /Noch zu bestätigen: Rechnungsnummer/u,
  );
  await expect(invoice.region.getByText("1 Angabe ist noch zu bestätigen")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("F8");
  await expect(invoice.field("Rechnungsnummer")).toBeFocused();
  await expect(mark).toHaveCount(1);
  await markCovers("Nummer: TM-2026-4711");
  await page.keyboard.press("Enter");
  await expect(invoice.region.getByText("1 Angabe ist noch zu bestätigen")).toBeHidden();

  // A word on the page fills the field one is in, with the whole value; a wrong one changes nothing.
  await invoice.field("Fällig am").focus();
  const word = async (words: string, share: number): Promise<void> => {
    const box = await invoice.pdf.text.getByText(words).first().boundingBox();
    if (box === null) throw new Error(`${words} is not drawn`);
    await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
  };
  await word("Samtgemeinde", 0.2);
  await expect(invoice.region.getByText("„Samtgemeinde“ ist kein Datum. „Fällig am“ bleibt, wie es ist.")).toBeVisible();
  await expect(invoice.field("Fällig am")).toHaveValue("");
  await expect(invoice.field("Fällig am")).toBeFocused();
  await word("Valuta 30. November 2026", 0.5);
  await expect(invoice.field("Fällig am")).toHaveValue("30.11.2026");
  await expect(invoice.field("Fällig am")).toBeFocused();
  await markCovers("Valuta 30. November 2026");
  await expectAccessible(page);

  // The other account is offered by key, and so are values of the page.
  await invoice.field("IBAN").focus();
  await page.keyboard.press("Alt+ArrowDown");
  const menu = page.getByRole("menu", { name: "Vorschläge für IBAN" });
  await expect(menu.getByRole("menuitem", { name: /DE84 2005 0550 0000 1234 56/u })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(menu).toBeHidden();
  await expect(invoice.field("IBAN")).toHaveValue("DE84 2005 0550 0000 1234 56");
  await expect(invoice.field("IBAN")).toBeFocused();
  await markCovers("IBAN DE84 2005 0550 0000 1234 56");

  // Both are drafts until they are saved; then they are a person's, with their place.
  await page.keyboard.press("Enter");
  await expect(invoice.region.getByText(/noch nicht gespeichert/u)).toBeHidden();
  await expect(invoice.region.getByText("von der Seite übernommen")).toHaveCount(2);
  await invoice.field("Brutto").focus();
  await markCovers("1.190,00 €");
  await invoice.sign("factual");
  await invoice.isIn("in Prüfung");
  await expectAccessible(page);
});
