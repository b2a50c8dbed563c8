// What a screen is shown of an electronic invoice: everything it says, but of the files it carries only what they are; their bytes stay at the desk.
import type { InvoiceLine, SemanticInvoice, SupportingDocument } from "./model.ts";

/** A supporting document (BG-24) without its bytes; `size` in bytes. */
export type ShownDocument = Omit<SupportingDocument, "file"> & {
  readonly file: { readonly name: string | null; readonly mimeType: string | null; readonly size: number } | null;
};

/** The invoice without its lines (BG-25), which a window takes page by page. */
export type ShownInvoice = Omit<SemanticInvoice, "supportingDocuments" | "lines"> & {
  readonly supportingDocuments: readonly ShownDocument[];
};

export type SplitInvoice = { readonly invoice: ShownInvoice; readonly lines: readonly InvoiceLine[] };

/** Parts an invoice into what a window shows at once and its lines. */
export function shownInvoice({ lines, supportingDocuments, ...rest }: SemanticInvoice): SplitInvoice {
  return { invoice: { ...rest, supportingDocuments: supportingDocuments.map(shownDocument) }, lines };
}

function shownDocument({ file, ...rest }: SupportingDocument): ShownDocument {
  if (file === null) return { ...rest, file };
  const { base64, ...what } = file;
  return { ...rest, file: { ...what, size: sizeOfBase64(base64) } };
}

/** Bytes that Base64 stands for, without unpacking it. */
function sizeOfBase64(base64: string): number {
  const digits = base64.replace(/[^A-Za-z0-9+/]/gu, "").length;
  return Math.floor((digits * 3) / 4);
}
