// Gives the parts that pdf.js draws their German names for screen readers. Must never fetch anything.
import { GenericL10n } from "pdfjs-dist/web/pdf_viewer.mjs";

/** pdf.js' localization service, reduced to what a viewer without editing shows: the pages. */
export class GermanLabels extends GenericL10n {
  readonly #observers = new Map<Element, MutationObserver>();

  readonly #pageLabel: (page: string) => string;

  constructor(pageLabel: (page: string) => string) {
    super("de");
    this.#pageLabel = pageLabel;
  }

  override getLanguage(): string {
    return "de";
  }

  override getDirection(): string {
    return "ltr";
  }

  override async get(): Promise<string> {
    return "";
  }

  override async translate(root: Element): Promise<void> {
    this.#label(root);
    const observer = new MutationObserver(() => {
      this.#label(root);
    });
    observer.observe(root, { subtree: true, childList: true });
    this.#observers.set(root, observer);
  }

  override async translateOnce(element: Element): Promise<void> {
    this.#label(element);
  }

  override async destroy(): Promise<void> {
    for (const observer of this.#observers.values()) observer.disconnect();
    this.#observers.clear();
  }

  override pause(): void {
    // Labels are set on new nodes only, so there is no storm of changes to pause for.
  }

  override resume(): void {
    // See pause.
  }

  #label(root: Element): void {
    for (const page of root.querySelectorAll('[data-l10n-id="pdfjs-page-landmark"]:not([aria-label])'))
      page.setAttribute("aria-label", this.#pageLabel(page.getAttribute("data-page-number") ?? ""));
  }
}
