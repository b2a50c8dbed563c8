// From XML bytes to invoice data, by the namespace of the root element; never by a file's name.
import type { SemanticInvoice } from "../../shared/einvoice/model.ts";
import { ciiDiscounts, ublDiscounts } from "./discount-elements.ts";
import { summaryOf, type EInvoice } from "./e-invoice.ts";
import type { FileFormat } from "./reading.ts";
import type { XmlLimits } from "./scan-xml.ts";
import { readCii } from "./semantic-cii.ts";
import { readUbl } from "./semantic-ubl.ts";
import { parseXml, type XmlElement } from "./xml-element.ts";

export type InvoiceXml = {
  readonly format: Extract<FileFormat, "ubl-invoice" | "ubl-credit-note" | "cii" | "xml">;
  readonly invoice: EInvoice | null;
  /** The whole invoice with its attachments: may be as large as the file, so no record and no journal holds it. */
  readonly semantic: SemanticInvoice | null;
  /** How it is written, for the rules that ask that. */
  readonly root: XmlElement;
};

/** What an XML file says; `xml` without an invoice for any other root element. Throws a ReadError for a hostile or broken file. */
export function readInvoiceXml(bytes: Uint8Array, limits: XmlLimits): InvoiceXml {
  const root = parseXml(bytes, limits);
  const format = formatOf(root);
  if (format === "xml") return { format, invoice: null, semantic: null, root };
  const semantic = format === "cii" ? readCii(root) : readUbl(root);
  return { format, invoice: summaryOf(semantic, format === "cii" ? ciiDiscounts(root) : ublDiscounts(root)), semantic, root };
}

/** The whole invoice of an XML, a file's or one that was embedded in a PDF; null for any other XML. Throws a ReadError as above. */
export function readSemanticInvoice(bytes: Uint8Array, limits: XmlLimits): SemanticInvoice | null {
  return readInvoiceXml(bytes, limits).semantic;
}

function formatOf(root: XmlElement): InvoiceXml["format"] {
  const { namespace, name } = root;
  if (namespace === "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" && name === "Invoice") return "ubl-invoice";
  if (namespace === "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" && name === "CreditNote") return "ubl-credit-note";
  if (namespace.startsWith("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:") && name === "CrossIndustryInvoice") return "cii";
  if (namespace.startsWith("urn:ferd:CrossIndustryDocument:") && name === "CrossIndustryDocument") return "cii";
  return "xml";
}
