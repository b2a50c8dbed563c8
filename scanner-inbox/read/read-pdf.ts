// A PDF's text with positions and the invoice XML inside it; never renders a page and never runs what a PDF carries.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { loadPdfjs } from "./load-pdfjs.ts";
import { readInvoiceXml } from "./read-invoice-xml.ts";
import { ReadError, type ReadLimits, type ReadPage, type ReadProblem, type Reading } from "./reading.ts";
import { isSigned } from "./pdf-signature.ts";
import { linesOfRuns, type TextRun } from "./text-lines.ts";

export type PdfContent = Pick<Reading, "pageCount" | "pages" | "invoice" | "invoiceOrigin" | "problems"> & {
  /** The file that `invoice` was read from. */
  readonly invoiceXml: Uint8Array | null;
};

/** Reads a PDF, with its password where it has one. `outOfTime` is asked between pages. Throws a ReadError for a locked or unreadable file. */
export async function readPdf(bytes: Uint8Array, limits: ReadLimits, outOfTime: () => boolean, password?: string): Promise<PdfContent> {
  const pdfjs = await loadPdfjs();
  const task = pdfjs.getDocument({
    // pdf.js takes the buffer for itself, and the caller may still want it.
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  });
  try {
    const document = await task.promise;
    const problems: ReadProblem[] = [];
    if (isSigned(bytes)) problems.push({ code: "pdf-signed", detail: "not verified" });
    // A mail has one password for all its files, locked or not.
    if (password !== undefined && Buffer.from(bytes).includes("/Encrypt"))
      problems.push({ code: "pdf-encrypted", detail: "read with a password" });
    const embedded = await readEmbedded(document, limits, problems);
    const pages: ReadPage[] = [];
    const wanted = Math.min(document.numPages, limits.textPages);
    if (wanted < document.numPages) problems.push({ code: "pages-cut", detail: `${wanted} of ${document.numPages}` });
    for (let number = 1; number <= wanted; number += 1) {
      if (outOfTime()) throw new ReadError("timed-out", `before page ${number}`);
      pages.push(await readPage(document, number, limits, problems));
    }
    return { pageCount: document.numPages, pages, ...embedded, problems };
  } catch (error) {
    if (error instanceof ReadError) throw error;
    const name = error instanceof Error ? error.name : "";
    if (name === "PasswordException") {
      if (password === undefined) throw new ReadError("pdf-password", "a password is needed to open it");
      throw new ReadError("pdf-password-wrong", "the password does not open it");
    }
    throw new ReadError("pdf-damaged", name === "" ? "unknown error" : name);
  } finally {
    await task.destroy();
  }
}

async function readPage(document: PDFDocumentProxy, number: number, limits: ReadLimits, problems: ReadProblem[]): Promise<ReadPage> {
  try {
    const page = await document.getPage(number);
    const view = page.getViewport({ scale: 1 });
    const reader = page.streamTextContent({ includeMarkedContent: false, disableNormalization: false }).getReader();
    const runs: TextRun[] = [];
    for (;;) {
      const chunk: { readonly done: boolean; readonly value?: unknown } = await reader.read();
      if (chunk.done) break;
      for (const item of itemsOf(chunk.value)) {
        const run = runOf(item, view.transform);
        if (run) runs.push(run);
      }
      if (runs.length > limits.textRunsPerPage) {
        problems.push({ code: "page-text-cut", detail: `page ${number}` });
        await reader.cancel(new Error("enough text"));
        break;
      }
    }
    page.cleanup();
    return { number, width: view.width, height: view.height, lines: linesOfRuns(runs.slice(0, limits.textRunsPerPage)) };
  } catch {
    problems.push({ code: "page-unreadable", detail: `page ${number}` });
    return { number, width: 0, height: 0, lines: [] };
  }
}

function itemsOf(chunk: unknown): readonly unknown[] {
  return typeof chunk === "object" && chunk !== null && "items" in chunk && Array.isArray(chunk.items) ? chunk.items : [];
}

/** A run in the page's own view, turned pages upright; null for what stands askew on it, such as notes in the margin. */
function runOf(item: unknown, view: readonly number[]): TextRun | null {
  if (typeof item !== "object" || item === null || !("str" in item) || !("transform" in item) || !("width" in item)) return null;
  const { str, transform, width } = item;
  if (typeof str !== "string" || str.trim() === "" || !Array.isArray(transform) || typeof width !== "number") return null;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = view;
  const [ta = 0, tb = 0, tc = 0, td = 0, te = 0, tf = 0] = transform.map(Number);
  const along = { x: a * ta + c * tb, y: b * ta + d * tb };
  const length = Math.hypot(along.x, along.y);
  if (length === 0 || along.x <= 0 || Math.abs(along.y) > length * 0.05) return null;
  return { text: str, x: a * te + c * tf + e, top: b * te + d * tf + f, width, size: Math.hypot(tc, td) || length };
}

const INVOICE_NAMES: ReadonlySet<string> = new Set(["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "cii.xml", "ubl.xml"]);

/** The usual names first; failing those, the one XML inside whose root element is an invoice. */
async function readEmbedded(
  document: PDFDocumentProxy,
  limits: ReadLimits,
  problems: ReadProblem[],
): Promise<Pick<PdfContent, "invoice" | "invoiceOrigin" | "invoiceXml">> {
  const attachments = [...((await document.getAttachments())?.entries() ?? [])].slice(0, limits.attachments);
  const named = attachments.map(([id, { filename }]) => ({ id, name: filename }));
  const xml = named.filter(({ name }) => name.toLowerCase().endsWith(".xml"));
  const usual = (name: string): number => (INVOICE_NAMES.has(name.toLowerCase()) ? 0 : 1);
  for (const { id, name } of xml.sort((left, right) => usual(left.name) - usual(right.name))) {
    const content = await document.getAttachmentContent(id);
    if (!(content instanceof Uint8Array)) continue;
    try {
      const { invoice } = readInvoiceXml(content, limits);
      if (invoice) return { invoice, invoiceOrigin: { kind: "attachment", name }, invoiceXml: content };
      problems.push({ code: "attachment-not-invoice", detail: "an XML that is no invoice" });
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      problems.push({ code: "attachment-refused", detail: error.failure.code });
    }
  }
  return { invoice: null, invoiceOrigin: null, invoiceXml: null };
}
