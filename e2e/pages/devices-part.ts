// The devices in the settings: the list, codes, locking out.
import { expect, type Locator, type Page } from "@playwright/test";

export class DevicesPart {
  readonly page: Page;
  readonly table: Locator;
  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Geräte" });
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ hasText: name });
  }

  async refresh(): Promise<void> {
    await this.page.getByRole("button", { name: "Aktualisieren" }).click();
  }

  /** Asks for a code; its dialog stays open. */
  async makeCode(): Promise<string> {
    await this.page.getByRole("button", { name: "Code erstellen …" }).click();
    await this.page.getByRole("button", { name: "Code erstellen", exact: true }).click();
    const code = this.page.getByRole("dialog", { name: "Einrichtungscode" }).getByRole("status");
    await expect(code).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
    return (await code.textContent()) ?? "";
  }

  async closeCode(): Promise<void> {
    await this.page.getByRole("button", { name: "Fertig" }).click();
  }

  /** Opens the question whether the device shall be locked out. */
  async askToRevoke(name: string): Promise<Locator> {
    await this.row(name).getByRole("button", { name: "Sperren …" }).click();
    return this.page.getByRole("alertdialog", { name: "Gerät sperren" });
  }
}
