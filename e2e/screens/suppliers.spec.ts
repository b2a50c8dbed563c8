// A supplier the list does not know: entered from its invoice with one button, its paper teaches where the number stands, the next one is
// read by that, and an account that nobody has entered is said. The list is kept by keyboard.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";
import { SuppliersPage } from "../pages/suppliers-page.ts";

const accounts = {
  loopback: ["DE75 5121 0800 1245 1261 99", "DE12 5001 0517 0648 4898 90"],
  shell: ["DE12 5001 0517 0648 4898 90", "DE75 5121 0800 1245 1261 99"],
} as const;

/** The number stands under a heading that no rule knows. */
const paper = (name: string, number: string, iban: string, total: string) =>
  drawPdf({
    pages: [
      [
        [70, 60, name, 18],
        [70, 240, "Rechnung", 16],
        [330, 270, "Vorgang Holz:"],
        [470, 270, number],
        [330, 284, "Rechnungsdatum:"],
        [470, 284, "03.11.2026"],
        [330, 700, "Gesamtbetrag"],
        [525, 700, `${total} EUR<`],
        [70, 780, `IBAN ${iban}`],
      ],
    ],
  });

test("a supplier is entered from an invoice, its paper teaches, and the next one is read by it", async ({ open, town, folder }, {
  project,
}) => {
  const [iban, otherIban] = project.name === "shell" ? accounts.shell : accounts.loopback;
  const name = `Sägewerk Elbholz ${project.name} KG`;
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const scans = await frame.scans();
  await writeFile(join(scannerFolder, "erste.pdf"), await paper(name, "7731/44", iban, "119,00"));
  await expect(scans.file("erste.pdf")).toContainText("gebucht");

  const inbox = await frame.inbox();
  await inbox.search.fill("erste.pdf");
  const invoice = await inbox.openInvoice(name);
  await expect(invoice.region.getByText("Neuer Lieferant?")).toBeVisible();
  await expectAccessible(page);
  await invoice.region.getByRole("button", { name: "In die Liste eintragen" }).click();
  await expect(invoice.region.getByText("über IBAN")).toBeVisible();
  await invoice.edit("Rechnungsnummer", "7731/44");
  await invoice.region.getByRole("button", { name: `Lieferanten öffnen: ${name}` }).click();

  const suppliers = new SuppliersPage(page);
  await expect(suppliers.open.getByRole("heading", { name })).toBeVisible();
  await expect(suppliers.open.getByText("Rechnungsnummer steht rechts von „Vorgang Holz“, Seite 1", { exact: true })).toBeVisible();
  await expect(suppliers.open.getByText("1-mal richtig", { exact: false })).toBeVisible();
  await expect(suppliers.open.getByRole("button", { name: "Rechnung 7731/44" })).toBeVisible();
  await expectAccessible(page);

  await frame.scans();
  await writeFile(join(scannerFolder, "zweite.pdf"), await paper(name, "7802/09", otherIban, "357,00"));
  await expect(scans.file("zweite.pdf")).toContainText("gebucht");
  await frame.inbox();
  await inbox.search.fill("7802/09");
  const second = await inbox.openInvoice(name);
  await expect(second.field("Rechnungsnummer")).toHaveValue("7802/09");
  await expect(second.region.getByText("an gelernter Stelle", { exact: false })).toBeVisible();
  await expect(second.region.getByText(`Die IBAN ist beim Lieferanten „${name}“ nicht hinterlegt.`, { exact: false })).toBeVisible();
  await expectAccessible(page);

  // From here on by keyboard alone.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+6");
  await expect(suppliers.search).toBeVisible();
  await page.keyboard.press("/");
  await expect(suppliers.search).toBeFocused();
  await page.keyboard.type("nirgends zu finden");
  await expect(page.getByText("Kein Lieferant gefunden")).toBeVisible();
  await expectAccessible(page);
  await suppliers.search.fill(`elbholz ${project.name}`);
  await expect(suppliers.rows).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(suppliers.row(name)).toBeFocused();
  await page.keyboard.press("Enter");
  await suppliers.open.getByRole("button", { name: "IBAN hinterlegen …" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Bankverbindungen" });
  await dialog.getByRole("textbox", { name: "IBAN", exact: true }).fill("DE00 0000");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Die Prüfziffern stimmen nicht.", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "IBAN", exact: true }).fill(otherIban);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(suppliers.open.getByText(otherIban, { exact: false }).first()).toBeVisible();

  const learned = suppliers.open.getByRole("button", { name: /^Vergessen: Rechnungsnummer/u });
  await learned.focus();
  await page.keyboard.press("Enter");
  await expect(learned).toBeHidden();
  await suppliers.open.getByRole("button", { name: "Angaben ändern …" }).focus();
  await page.keyboard.press("Control+z");
  await expect(learned).toBeVisible();
  await frame.isSettled();
});
