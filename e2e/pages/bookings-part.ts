// The account assignment of an open invoice, typed by keyboard as into a ledger.
import { expect, type Locator, type Page } from "@playwright/test";

export class BookingsPart {
  readonly page: Page;
  readonly grid: Locator;
  readonly rest: Locator;
  readonly budget: Locator;
  readonly save: Locator;
  constructor(region: Locator) {
    this.page = region.page();
    this.grid = region.getByRole("group", { name: "Kontierung", exact: true });
    this.rest = region.locator(".bookings__rest");
    this.budget = region.getByRole("list", { name: "Haushalt" });
    this.save = region.getByRole("button", { name: "Kontierung speichern" });
  }

  cell(column: string, row: number): Locator {
    return this.grid.getByLabel(`${column}, Zeile ${row}`, { exact: true });
  }

  /** Books everything on one account where nothing is booked yet: a town with a chart of accounts certifies nothing else as factual. */
  async bookAll(account = "111200.443100"): Promise<void> {
    const first = this.cell("Produktsachkonto", 1);
    await expect(first).toBeVisible();
    if ((await first.inputValue()) !== "") return;
    await first.fill(account);
    await this.cell("Betrag oder Anteil", 1).press("Control+Enter");
    await expect(this.save).toBeHidden();
  }
}
