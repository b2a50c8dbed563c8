// What the reader hands on: plain data that crosses threads; never a judgement about what the values mean.
import type { Box } from "../../shared/domain/page-box.ts";
import type { EInvoice } from "./e-invoice.ts";

export type FileFormat = "pdf" | "ubl-invoice" | "ubl-credit-note" | "cii" | "xml" | "tiff" | "jpeg" | "png" | "unknown";

/** A piece of text without a wide gap in it. Points from the left and upper edge of the page as a person sees it. */
export type TextCell = {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  /** Of the least sure word in it, 0 to 1, where the text was recognised in a picture. */
  readonly confidence?: number;
  /** The runs it was made of where there are several: first character in `text`, how many, place. One that is missing is the whole cell. */
  readonly runs?: readonly CellRun[];
};

export type CellRun = { readonly at: number; readonly length: number; readonly x: number; readonly width: number };

/** Cells that stand on one base line, left to right. `top` is the base line's distance from the upper edge. */
export type TextLine = { readonly top: number; readonly height: number; readonly cells: readonly TextCell[] };

/** One page, counted from 1; a page that is only a picture has no lines. */
export type ReadPage = {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  /**
   * Where the text was recognised in a picture: how far the sheet was turned clockwise for it, and how sure its words are, 0 to 1.
   * `slope` is the skew that was taken out of the lines: so far has a base line sunk for each point it goes to the right.
   */
  readonly recognised?: { readonly turn: 0 | 90 | 180 | 270; readonly confidence: number; readonly slope?: number };
};

/** A QR code on a page: its text and where it stands on the page as the file shows it. */
export type PageCode = { readonly page: number; readonly text: string; readonly box: Box };

export type ReadProblemCode =
  | "attachment-refused"
  | "attachment-not-invoice"
  | "pages-cut"
  | "page-unreadable"
  | "page-text-cut"
  | "pages-not-recognised"
  | "pdf-signed"
  | "pdf-encrypted";

/** Something worth knowing that did not stop the reading; `detail` is for logs and holds no content of the file. */
export type ReadProblem = { readonly code: ReadProblemCode; readonly detail: string };

export type Reading = {
  readonly format: FileFormat;
  /** SHA-256 of the bytes, 64 lower-case hex digits: the file's identity. */
  readonly sha256: string;
  readonly byteLength: number;
  /** Pages of a PDF, directories of a TIFF, 1 for other pictures, 0 for XML. May exceed `pages.length`. */
  readonly pageCount: number;
  readonly pages: readonly ReadPage[];
  /** Codes that were looked for on the pages as pictures; absent where nobody looked. */
  readonly codes?: readonly PageCode[];
  readonly invoice: EInvoice | null;
  /** Where the invoice data came from: the file itself or the name of the attachment inside it. */
  readonly invoiceOrigin: { readonly kind: "file" } | { readonly kind: "attachment"; readonly name: string } | null;
  readonly problems: readonly ReadProblem[];
};

export type ReadFailureCode =
  | "empty"
  | "too-large"
  | "not-readable"
  | "pdf-password"
  | "pdf-password-wrong"
  | "pdf-damaged"
  | "picture-damaged"
  | "xml-forbidden"
  | "xml-too-large"
  | "xml-too-deep"
  | "xml-too-many-elements"
  | "xml-giant-attribute"
  | "xml-malformed"
  | "mail-damaged"
  | "mail-empty"
  | "mail-too-many"
  | "timed-out"
  | "reader-crashed";

/** Why a file could not be read; `detail` is for logs and holds no content of the file. */
export type ReadFailure = { readonly code: ReadFailureCode; readonly detail: string };

/** Carries a failure up to the reader's door, where it becomes a value. */
export class ReadError extends Error {
  readonly failure: ReadFailure;

  constructor(code: ReadFailureCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = "ReadError";
    this.failure = { code, detail };
  }
}

/** Bounds of one reading. Sizes in bytes or characters, `milliseconds` of wall time. */
export type ReadLimits = {
  readonly fileBytes: number;
  readonly mailBytes: number;
  readonly xmlBytes: number;
  readonly xmlDepth: number;
  readonly xmlElements: number;
  /** Longest start tag with all its attributes. */
  readonly xmlTagCharacters: number;
  readonly attachments: number;
  readonly textPages: number;
  readonly textRunsPerPage: number;
  readonly milliseconds: number;
};

export const defaultReadLimits: ReadLimits = {
  fileBytes: 256 * 1024 * 1024,
  mailBytes: 64 * 1024 * 1024,
  xmlBytes: 32 * 1024 * 1024,
  xmlDepth: 64,
  xmlElements: 400_000,
  xmlTagCharacters: 32 * 1024,
  attachments: 64,
  textPages: 200,
  textRunsPerPage: 30_000,
  milliseconds: 60_000,
};
