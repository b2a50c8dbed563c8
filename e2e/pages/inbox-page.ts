// The combined inbox and what is open beside it.
import { expect, type Locator, type Page } from "@playwright/test";
import { ApplicationView } from "./application-view.ts";
import { InvoiceView } from "./invoice-view.ts";

export class InboxPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  /** The record that is open. */
  readonly reading: Locator;
  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole("grid", { name: "Einträge im Eingang" });
    this.search = page.getByRole("searchbox", { name: "Im Eingang suchen" });
    this.reading = page.getByRole("region", { name: "Gewählter Eintrag" });
  }

  /** The rows in which a text stands. */
  row(text: string): Locator {
    return this.grid.getByRole("row").filter({ hasText: text });
  }

  /** The rows without the head. */
  rows(): Locator {
    return this.grid.locator(".grid__row[aria-rowindex]");
  }

  async newestFirst(): Promise<void> {
    await this.page.getByRole("button", { name: /Sortieren nach/u }).click();
    await this.page.getByRole("option", { name: "Eingang" }).click();
    await expect(this.page.getByRole("button", { name: "absteigend sortiert" })).toBeVisible();
  }

  async view(name: "Alle" | "Meine" | "Einheit" | "Niemand"): Promise<void> {
    await this.page
      .getByRole("radiogroup", { name: "Ansicht" })
      .getByRole("radio", { name: new RegExp(`^${name}`, "u") })
      .click();
  }

  async openApplication(text: string): Promise<ApplicationView> {
    const view = new ApplicationView(this.page);
    await this.#open(text, view.region.getByText(text).first());
    return view;
  }

  /** Opens the first row with a text: an invoice's number or supplier. */
  async openInvoice(text: string): Promise<InvoiceView> {
    const view = new InvoiceView(this.page);
    await this.#open(text, view.region.locator(".record__head").filter({ hasText: text }));
    return view;
  }

  /** Clicks the first row with a text until it is open: a list that is just being sorted moves away beneath the pointer. */
  async #open(text: string, opened: Locator): Promise<void> {
    await expect(async () => {
      await this.row(text).first().click();
      await expect(opened).toBeVisible({ timeout: 5000 });
    }).toPass({ timeout: 30_000 });
  }
}
