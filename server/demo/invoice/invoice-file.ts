// An invoice as the file that comes in: a PDF with text, a PDF with XML inside, XML alone, or the picture of a page.
import type { AllFields } from "../../../shared/domain/invoice/terms.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { asciiName } from "../person-data.ts";
import { scanOf } from "../pdf/picture.ts";
import { textOfPages } from "../pdf/sheet.ts";
import { pdfOfPages, pdfOfPictures, type PdfOptions } from "../pdf/write-pdf.ts";
import { invoicePages } from "./draw-invoice.ts";
import { ciiOf, facturXMetadata, ublOf } from "./invoice-xml.ts";
import { invoiceFacts, truthOf, type InvoiceFacts } from "./invoice-facts.ts";
import type { InvoiceForm } from "./supplier-row.ts";
import { suppliers } from "./suppliers.ts";

export interface InvoiceFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

function pdfOptions(facts: InvoiceFacts): PdfOptions {
  const word = facts.kind === "creditNote" ? "Gutschrift" : "Rechnung";
  return { title: `${word} ${facts.number}`, author: facts.supplier.name, createdAt: `${facts.issueDate}T09:30:00.000Z` };
}

/** What the scanner calls a page, or the sender a file. */
function nameOf(random: Random, facts: InvoiceFacts, extension: string): string {
  if (facts.form === "scan") return `SCAN${String(random.int(1, 9999)).padStart(4, "0")}.pdf`;
  const [first = "Firma"] = facts.supplier.name.split(" ");
  const safe = asciiName(first).replace(/^-|-$/gu, "");
  const word = safe.charAt(0).toUpperCase() + safe.slice(1);
  const plainNumber = facts.number.replace(/[^A-Za-z0-9-]+/gu, "-");
  return `${random.pick([`Rechnung_${word}_${facts.issueDate.slice(0, 7)}`, plainNumber, `${word}_${plainNumber}`])}.${extension}`;
}

/** The bytes of an invoice in the form its facts name; only scans draw from `random` (crooked paper). */
export function invoiceFile(random: Random, facts: InvoiceFacts, giroCode = false): InvoiceFile {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8");
  const names = random.fork("name");
  switch (facts.form) {
    case "ubl":
      return { name: nameOf(names, facts, "xml"), mime: "application/xml", bytes: utf8(ublOf(facts)) };
    case "cii":
      return { name: nameOf(names, facts, "xml"), mime: "application/xml", bytes: utf8(ciiOf(facts, "xrechnung")) };
    case "text":
      return {
        name: nameOf(names, facts, "pdf"),
        mime: "application/pdf",
        bytes: pdfOfPages(invoicePages(facts, giroCode), pdfOptions(facts)),
      };
    case "scan": {
      const pages = invoicePages(facts, giroCode).map((page, index) => scanOf(page, random.fork("page", index)));
      const options = { ...pdfOptions(facts), title: "Scan", author: "Scanner", producer: "Kopierer Flur 1" };
      return { name: nameOf(names, facts, "pdf"), mime: "application/pdf", bytes: pdfOfPictures(pages, options) };
    }
    case "zugferd": {
      const options = pdfOptions(facts);
      const bytes = pdfOfPages(invoicePages(facts, giroCode), {
        ...options,
        metadata: facturXMetadata(options.title),
        attachment: {
          name: "factur-x.xml",
          mime: "text/xml",
          bytes: utf8(ciiOf(facts, "en16931")),
          description: "Factur-X/ZUGFeRD",
        },
      });
      return { name: nameOf(names, facts, "pdf"), mime: "application/pdf", bytes };
    }
  }
}

/** What a text extractor gets out of the file; the drawn page's words for XML, because it says the same. */
export function invoiceText(facts: InvoiceFacts): string {
  return textOfPages(invoicePages(facts));
}

export interface MadeInvoice extends InvoiceFile {
  readonly facts: InvoiceFacts;
  /** What a perfect reader finds. */
  readonly truth: AllFields;
}

export interface InvoiceWish {
  readonly form: InvoiceForm;
  readonly kind?: "invoice" | "creditNote";
  readonly lines?: number;
  readonly issueDate?: string;
  /** Name of the supplier; drawn where absent. */
  readonly supplier?: string;
  /** Prints a GiroCode on the paper. */
  readonly giroCode?: boolean;
}

/** One incoming invoice file with what it says: for tests, bench and the sample folder. */
export function makeInvoiceFile(random: Random, wish: InvoiceWish): MadeInvoice {
  const { supplier: wanted, issueDate = "2026-11-03", giroCode, ...rest } = wish;
  const supplier = suppliers.find((candidate) => candidate.name === wanted) ?? random.pick(suppliers);
  const facts = invoiceFacts(random, { ...rest, supplier, issueDate });
  return { ...invoiceFile(random, facts, giroCode), facts, truth: truthOf(facts) };
}
