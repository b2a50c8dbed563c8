// An open invoice: fields, signatures, filing; and the picture beside it.
import { expect, type Locator, type Page } from "@playwright/test";
import { BookingsPart } from "./bookings-part.ts";
import { fileInto } from "./filing-dialog.ts";
import { PdfView } from "./pdf-view.ts";
import { passwordOn } from "./typed-passwords.ts";

const signatures = {
  factual: { step: "Sachlich richtig …", dialog: "Sachliche Richtigkeit feststellen", sign: "Sachlich richtig" },
  arithmetic: { step: "Rechnerisch richtig …", dialog: "Rechnerische Richtigkeit feststellen", sign: "Rechnerisch richtig" },
  order: { step: "Anordnen …", dialog: "Auszahlung anordnen", sign: "Auszahlung anordnen" },
} as const;

export class InvoiceView {
  readonly page: Page;
  readonly region: Locator;
  readonly steps: Locator;
  readonly pdf: PdfView;
  readonly bookings: BookingsPart;
  /** What is said of an electronic invoice, and the sheet of its data. */
  readonly eInvoice: { readonly section: Locator; readonly sheet: Locator };
  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole("region", { name: "Gewählter Eintrag" });
    this.steps = this.region.getByRole("toolbar", { name: "Schritte" });
    this.pdf = new PdfView(this.region);
    this.bookings = new BookingsPart(this.region);
    this.eInvoice = {
      section: this.region
        .locator("section")
        .filter({ has: page.getByRole("heading", { name: "E-Rechnung", exact: true }) })
        .last(),
      sheet: this.region.getByRole("group", { name: /^Rechnungsdaten: / }),
    };
  }

  async isIn(state: string): Promise<void> {
    await expect(this.region.locator(".record__top").getByText(state)).toBeVisible();
  }

  field(label: string): Locator {
    return this.region.getByRole("textbox", { name: label, exact: true });
  }

  /** Writes one field and saves. */
  async edit(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
    await this.region.getByRole("button", { name: "Speichern", exact: true }).click();
    await expect(this.region.getByRole("button", { name: "Speichern", exact: true })).toBeHidden();
  }

  /** Gives a signature; `check` may look at the dialog before. */
  async sign(as: keyof typeof signatures, check?: () => Promise<void>): Promise<void> {
    const dialog = await this.beginSigning(as);
    await check?.();
    // Specs of both hosts share a town, so the other host's bill may stand beside this one.
    const alike = dialog.getByRole("checkbox", { name: /^Ich habe die Rechnungen verglichen/u });
    const button = dialog.getByRole("button", { name: signatures[as].sign });
    await expect(button).toBeEnabled();
    if (await alike.isVisible()) await alike.check({ force: true });
    await dialog.getByLabel("Ihr Passwort").fill(passwordOn(this.page));
    await button.click();
    await expect(dialog).toBeHidden();
  }

  /** Opens the dialog of a signature; the cursor stands in the field for the password. */
  async beginSigning(as: keyof typeof signatures): Promise<Locator> {
    if (as === "factual") await this.bookings.bookAll();
    await this.steps.getByRole("button", { name: signatures[as].step }).click();
    const dialog = this.page.getByRole("dialog", { name: signatures[as].dialog });
    await expect(dialog.getByLabel("Ihr Passwort")).toBeFocused();
    return dialog;
  }

  /** Opens the payment order as a sheet; its first page is drawn. */
  async orderSheet(): Promise<Locator> {
    await this.steps.getByRole("button", { name: "Auszahlungsanordnung …" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Auszahlungsanordnung" });
    await new PdfView(dialog).isDrawn();
    return dialog;
  }

  /** What the server found right of the signatures. */
  get proofs(): Locator {
    return this.region
      .locator("section")
      .filter({ has: this.page.getByRole("heading", { name: "Am Server geprüft" }) })
      .last();
  }

  async fileAway(words: string, title: string): Promise<void> {
    await this.steps.getByRole("button", { name: "Zu den Akten …" }).click();
    await fileInto(this.page, words, title);
  }
}
