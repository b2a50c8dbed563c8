// Feeds pdf.js with just the bytes it asks for. Must never fetch ahead of what is shown.
import { PDFDataRangeTransport } from "pdfjs-dist";
import { readRange, type ContentReader } from "./content-reader.ts";

/** A transport over the desk's content; `onFailure` hears the first read that failed, after which the document is given up. */
export class ContentTransport extends PDFDataRangeTransport {
  readonly #read: ContentReader;
  readonly #onFailure: (error: unknown) => void;
  #aborted = false;

  constructor(size: number, start: Uint8Array<ArrayBuffer>, read: ContentReader, onFailure: (error: unknown) => void) {
    super(size, start);
    this.#read = read;
    this.#onFailure = onFailure;
  }

  override requestDataRange(begin: number, end: number): void {
    // One answer a request: pdf.js knows a range by where it begins.
    readRange(this.#read, begin, end).then(
      (bytes) => {
        if (!this.#aborted) this.onDataRange(begin, bytes);
      },
      (error: unknown) => {
        if (!this.#aborted) this.#onFailure(error);
      },
    );
  }

  override abort(): void {
    this.#aborted = true;
  }
}
