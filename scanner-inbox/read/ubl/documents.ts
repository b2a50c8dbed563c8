// Papers an invoice in UBL points to: BT-11 to BT-18, BG-3 and BG-24.
import type { PrecedingInvoice, SemanticInvoice, SupportingDocument } from "../../../shared/einvoice/model.ts";
import { attributeOf, childrenOf, elementAt, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { dayOf, identifierIn, lines } from "../xml-values.ts";

type References = Pick<
  SemanticInvoice,
  "project" | "contract" | "purchaseOrder" | "salesOrder" | "receivingAdvice" | "despatchAdvice" | "tender" | "object"
>;

/** Type codes of additional references that are terms of their own; a CreditNote has no other place for its project. */
const OBJECT = "130";
const PROJECT_OF_CREDIT_NOTE = "50";

export function referencesOf(root: XmlElement): References {
  return {
    project:
      writtenAt(root, "ProjectReference", "ID") ?? (isCreditNote(root) ? writtenAt(typed(root, PROJECT_OF_CREDIT_NOTE), "ID") : null),
    contract: writtenAt(root, "ContractDocumentReference", "ID"),
    purchaseOrder: writtenAt(root, "OrderReference", "ID"),
    salesOrder: writtenAt(root, "OrderReference", "SalesOrderID"),
    receivingAdvice: writtenAt(root, "ReceiptDocumentReference", "ID"),
    despatchAdvice: writtenAt(root, "DespatchDocumentReference", "ID"),
    tender: writtenAt(root, "OriginatorDocumentReference", "ID"),
    object: identifierIn(elementAt(typed(root, OBJECT), "ID")),
  };
}

export function precedingInvoicesOf(root: XmlElement): readonly PrecedingInvoice[] {
  return elementsAt(root, "BillingReference", "InvoiceDocumentReference").map((reference) => ({
    number: writtenAt(reference, "ID"),
    issueDate: dayOf(writtenAt(reference, "IssueDate")),
  }));
}

export function supportingDocumentsOf(root: XmlElement): readonly SupportingDocument[] {
  const others = [typed(root, OBJECT), isCreditNote(root) ? typed(root, PROJECT_OF_CREDIT_NOTE) : undefined];
  return childrenOf(root, "AdditionalDocumentReference")
    .filter((reference) => !others.includes(reference))
    .map((reference) => ({
      reference: writtenAt(reference, "ID"),
      description: lines(childrenOf(reference, "DocumentDescription").map(writtenOf)),
      location: writtenAt(reference, "Attachment", "ExternalReference", "URI"),
      file: fileIn(elementAt(reference, "Attachment", "EmbeddedDocumentBinaryObject")),
    }));
}

function fileIn(element: XmlElement | undefined): SupportingDocument["file"] {
  const base64 = writtenOf(element);
  return base64 === null ? null : { base64, mimeType: attributeOf(element, "mimeCode"), name: attributeOf(element, "filename") };
}

function isCreditNote({ name }: XmlElement): boolean {
  return name === "CreditNote";
}

/** The first additional reference of a type. */
function typed(root: XmlElement, code: string): XmlElement | undefined {
  return childrenOf(root, "AdditionalDocumentReference").find((reference) => writtenAt(reference, "DocumentTypeCode") === code);
}
