// The list of suppliers and the one that is open.
import type { Locator, Page } from "@playwright/test";

export class SuppliersPage {
  readonly page: Page;
  readonly search: Locator;
  readonly rows: Locator;
  /** The supplier that is open. */
  readonly open: Locator;
  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole("searchbox", { name: "Lieferanten suchen" });
    this.rows = page.getByRole("listbox", { name: "Liste der Lieferanten" }).getByRole("option");
    this.open = page.getByRole("region", { name: "Lieferant", exact: true });
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }
}
