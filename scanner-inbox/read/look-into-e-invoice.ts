// Everything there is to say of the electronic invoice in one file: its terms, the rules it breaks, and where its picture says something else.
// Must never hand on the bytes of what it carries unasked.
import { checkInvoice } from "../../shared/einvoice/check/check-invoice.ts";
import { profileOf } from "../../shared/einvoice/check/profile.ts";
import type { Finding } from "../../shared/einvoice/check/rule.ts";
import type { Difference } from "../../shared/einvoice/difference.ts";
import { shownInvoice, type SplitInvoice } from "../../shared/einvoice/shown-invoice.ts";
import { compareWithText } from "../propose/compare-e-invoice.ts";
import { readInvoiceXml, type InvoiceXml } from "./read-invoice-xml.ts";
import { readPdf } from "./read-pdf.ts";
import { ReadError, type ReadLimits } from "./reading.ts";
import { sniffFormat, SNIFF_BYTES, type SniffedFormat } from "./sniff-format.ts";

export type EInvoiceLook = {
  /** Null where the file is no electronic invoice and holds none. */
  readonly eInvoice:
    | (SplitInvoice & {
        /** False for profiles that are no whole invoice: no rule is asked of them. */
        readonly checked: boolean;
        /** Every one of them, the fatal first. */
        readonly findings: readonly Finding[];
        /** Of a PDF; none for an XML alone. */
        readonly differences: readonly Difference[];
      })
    | null;
};

/** Looks into an XML or a PDF that carries one. Throws a ReadError for a hostile, locked or broken file. */
export async function lookIntoEInvoice(bytes: Uint8Array, limits: ReadLimits): Promise<EInvoiceLook> {
  if (bytes.byteLength > limits.fileBytes) throw new ReadError("too-large", `${bytes.byteLength} bytes`);
  const end = performance.now() + limits.milliseconds;
  const outOfTime = (): boolean => performance.now() > end;
  const { semantic: invoice, root } = (await invoiceXmlIn(bytes, limits, outOfTime)) ?? { semantic: null };
  if (invoice === null) return { eInvoice: null };
  // The text is read only where there is an invoice to compare it with: most PDFs are scans.
  const differences = formatOf(bytes) === "pdf" ? compareWithText(invoice, (await readPdf(bytes, limits, outOfTime)).pages) : [];
  return {
    eInvoice: { ...shownInvoice(invoice), checked: profileOf(invoice) !== "hints", findings: checkInvoice(invoice, root), differences },
  };
}

/** The bytes of the file that stands at a place among the supporting documents (BG-24). Throws a ReadError where there is none. */
export async function fileOfEInvoice(bytes: Uint8Array, index: number, limits: ReadLimits): Promise<Uint8Array> {
  const end = performance.now() + limits.milliseconds;
  const file = (await invoiceXmlIn(bytes, limits, () => performance.now() > end))?.semantic?.supportingDocuments[index]?.file;
  if (file === null || file === undefined) throw new ReadError("not-readable", "no such file");
  return Buffer.from(file.base64, "base64");
}

async function invoiceXmlIn(bytes: Uint8Array, limits: ReadLimits, outOfTime: () => boolean): Promise<InvoiceXml | null> {
  const format = formatOf(bytes);
  if (format !== "xml" && format !== "pdf") return null;
  const xml = format === "xml" ? bytes : (await readPdf(bytes, { ...limits, textPages: 0 }, outOfTime)).invoiceXml;
  return xml === null ? null : readInvoiceXml(xml, limits);
}

function formatOf(bytes: Uint8Array): SniffedFormat {
  return sniffFormat(bytes.subarray(0, SNIFF_BYTES));
}
