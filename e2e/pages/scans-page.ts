// The Scan-Eingang: folders with their pulse, files with their stage, the balance of the days.
import type { Locator, Page } from "@playwright/test";

export class ScansPage {
  readonly page: Page;
  /** Files of all folders, one a row. */
  readonly files: Locator;
  readonly balances: Locator;
  constructor(page: Page) {
    this.page = page;
    this.files = page.getByRole("table", { name: /^Dateien in/u }).locator("tbody tr");
    this.balances = page.getByRole("table", { name: /^Tagesbilanz von/u }).locator("tbody tr");
  }

  /** Opens how a file is to be divided; resolves once its pages are listed. */
  async pagesOf(name: string): Promise<Locator> {
    await this.file(name)
      .getByRole("button", { name: /^Seiten prüfen/u })
      .click();
    const dialog = this.page.getByRole("dialog", { name: `${name}: Seiten prüfen` });
    await dialog.getByRole("listbox", { name: "Seiten der Datei" }).waitFor();
    return dialog;
  }

  file(name: string): Locator {
    return this.files.filter({ hasText: name });
  }
}
