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
  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole("grid", { name: "Dokumente" });
    this.search = page.getByRole("searchbox", { name: "Im Archiv suchen" });
    this.marks = this.grid.locator("mark");
    this.pdf = new PdfView(page.getByRole("main"));
  }

  row(text: string): Locator {
    return this.grid.getByRole("row").filter({ hasText: text });
  }

  async find(words: string): Promise<void> {
    await this.search.fill(words);
    await expect(this.page.getByRole("status").filter({ hasText: "Treffer" })).toBeVisible();
  }

  /** Opens a document of the list. */
  async open(title: string): Promise<void> {
    await this.row(title).first().click();
    await expect(this.page.getByRole("heading", { level: 2, name: title })).toBeVisible();
  }
}
