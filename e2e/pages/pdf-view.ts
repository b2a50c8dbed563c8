// A PDF as pdf.js draws it, within the record it belongs to.
import { expect, type Locator } from "@playwright/test";

export class PdfView {
  readonly pages: Locator;
  readonly toolbar: Locator;
  readonly highlights: Locator;
  readonly text: Locator;
  readonly zoom: Locator;
  constructor(within: Locator) {
    this.pages = within.locator(".pdfViewer .page[data-loaded=true]");
    this.toolbar = within.getByRole("toolbar", { name: "Werkzeuge der Anzeige" });
    this.highlights = within.locator(".textLayer .highlight");
    this.text = within.locator(".textLayer");
    this.zoom = this.toolbar.getByRole("button", { name: "Darstellungsgröße" });
  }

  /** Waits until a page is drawn with its text. */
  async isDrawn(): Promise<void> {
    await expect(this.pages.first()).toBeVisible();
    await expect(this.text.first()).not.toBeEmpty();
  }
}
