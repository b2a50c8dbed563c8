// The archive: words, hits, and the document that is open.
import { expect, type Locator, type Page } from "@playwright/test";
import { PdfView } from "./pdf-view.ts";

export class ArchivePage {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  /** Hits marked in the list. */
  readonly marks: Locator;
  readonly pdf: PdfView;
  /** The document that is open, by its title. */
  readonly openHeading: Locator;
  /** How much of the open document's file is on this device. */
  readonly offlineState: Locator;
  readonly keepSwitch: Locator;
  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole("grid", { name: "Dokumente" });
    this.search = page.getByRole("searchbox", { name: "Im Archiv suchen" });
    this.marks = this.grid.locator("mark");
    this.pdf = new PdfView(page.getByRole("main"));
    this.openHeading = page.getByRole("main").locator(".record__head").getByRole("heading", { level: 2 });
    const bar = page.getByRole("group", { name: "Verfügbarkeit auf diesem Gerät" });
    this.offlineState = bar.getByRole("status");
    this.keepSwitch = bar.getByRole("button", { name: "Offline verfügbar halten" });
  }

  /** The rows without the head. */
  rows(): Locator {
    return this.grid.locator(".grid__row[aria-rowindex]");
  }

  row(text: string): Locator {
    return this.grid.getByRole("row").filter({ hasText: text });
  }

  async find(words: string): Promise<void> {
    await this.search.fill(words);
    await expect(this.page.getByRole("status").filter({ hasText: "Treffer" })).toBeVisible();
  }

  /** Opens a document of the list: clicks until it is open, for hits that are just being ordered move away beneath the pointer. */
  async open(title: string): Promise<void> {
    await expect(async () => {
      await this.row(title).first().click();
      await expect(this.page.getByRole("heading", { level: 2, name: title })).toBeVisible({ timeout: 5000 });
    }).toPass({ timeout: 30_000 });
  }
}
