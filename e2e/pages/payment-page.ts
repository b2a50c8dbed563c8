// The screen of the cash office: choosing what is paid, releasing, the file, the statement.
import { expect, type Locator, type Page } from "@playwright/test";

export class PaymentPage {
  readonly page: Page;
  readonly region: Locator;
  readonly run: Locator;
  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole("main");
    this.run = page.getByRole("region", { name: "Zahlungslauf", exact: true });
  }

  async view(name: "Bereit zur Zahlung" | "Zahlungsläufe" | "Kontoauszug"): Promise<void> {
    await this.region.getByRole("radio", { name }).click();
  }

  /** The lines that can be chosen. */
  get choices(): Locator {
    return this.region.getByRole("checkbox", { name: /^Auswählen: / });
  }

  /** Chooses the first invoices by keyboard and makes a run of them; answers with its number. */
  async makeRun(count: number): Promise<string> {
    const free = this.choices.and(this.page.locator(":enabled"));
    for (let index = 0; index < count; index += 1) await free.nth(index).press("Space");
    const make = this.region.getByRole("button", { name: "Zahlungslauf zusammenstellen" });
    await make.focus();
    await make.press("Enter");
    await expect(this.run.getByText("zusammengestellt", { exact: true })).toBeVisible();
    return (await this.run.getByRole("heading", { level: 2 }).textContent()) ?? "";
  }

  async openRun(number: string): Promise<void> {
    await this.page.getByRole("listbox", { name: "Liste der Zahlungsläufe" }).getByRole("option", { name: number }).click();
  }

  async press(button: string): Promise<void> {
    await this.run.getByRole("button", { name: button }).click();
  }

  /** Presses a button of the open dialog; it closes. */
  async confirm(button: string): Promise<void> {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: button, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Writes the confirmed file; answers with its path. */
  async saveFile(): Promise<string> {
    await this.run.getByRole("button", { name: "Datei speichern" }).click();
    const saved = this.run.getByText(/^Gespeichert: /u);
    return ((await saved.textContent()) ?? "").replace("Gespeichert: ", "");
  }

  async readStatement(text: string): Promise<void> {
    await this.page
      .locator("input[type=file]")
      .setInputFiles({ name: "auszug.xml", mimeType: "application/xml", buffer: Buffer.from(text) });
  }
}
