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

  file(name: string): Locator {
    return this.files.filter({ hasText: name });
  }
}
