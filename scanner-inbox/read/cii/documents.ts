// Papers an invoice in CII points to: BT-11 to BT-18, BG-3 and BG-24.
import type { Identifier, PrecedingInvoice, SemanticInvoice, SupportingDocument } from "../../../shared/einvoice/model.ts";
import { attributeOf, childOf, childrenOf, elementAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { dayOf, identifierIn, lines } from "../xml-values.ts";
import { dayIn, type CiiParts } from "./parts.ts";

type References = Pick<
  SemanticInvoice,
  "project" | "contract" | "purchaseOrder" | "salesOrder" | "receivingAdvice" | "despatchAdvice" | "tender" | "object"
>;

/** Type codes of additional references that are terms of their own. */
const OBJECT = "130";
const TENDER = "50";

export function referencesOf({ agreement, delivery }: CiiParts): References {
  return {
    project: writtenAt(agreement, "SpecifiedProcuringProject", "ID"),
    contract: numberOf(childOf(agreement, "ContractReferencedDocument")),
    purchaseOrder: numberOf(childOf(agreement, "BuyerOrderReferencedDocument")),
    salesOrder: numberOf(childOf(agreement, "SellerOrderReferencedDocument")),
    receivingAdvice: numberOf(childOf(delivery, "ReceivingAdviceReferencedDocument")),
    despatchAdvice: numberOf(childOf(delivery, "DespatchAdviceReferencedDocument")),
    tender: numberOf(typed(agreement, TENDER)),
    object: objectIn(typed(agreement, OBJECT)),
  };
}

export function precedingInvoicesOf({ settlement }: CiiParts): readonly PrecedingInvoice[] {
  return childrenOf(settlement, "InvoiceReferencedDocument").map((reference) => ({
    number: numberOf(reference),
    issueDate: dayIn(childOf(reference, "FormattedIssueDateTime")) ?? dayOf(writtenAt(reference, "IssueDateTime")),
  }));
}

export function supportingDocumentsOf({ agreement }: CiiParts): readonly SupportingDocument[] {
  const others = [typed(agreement, OBJECT), typed(agreement, TENDER)];
  return childrenOf(agreement, "AdditionalReferencedDocument")
    .filter((reference) => !others.includes(reference))
    .map((reference) => ({
      reference: numberOf(reference),
      description: lines(childrenOf(reference, "Name").map(writtenOf)),
      location: writtenAt(reference, "URIID"),
      file: fileIn(elementAt(reference, "AttachmentBinaryObject")),
    }));
}

/** BT-18 and BT-128 with the scheme that says what kind of object it is. */
export function objectIn(reference: XmlElement | undefined): Identifier | null {
  const identifier = identifierIn(childOf(reference, "IssuerAssignedID", "ID"));
  return identifier === null ? null : { ...identifier, scheme: writtenAt(reference, "ReferenceTypeCode") ?? identifier.scheme };
}

/** The first additional reference of a type. */
export function typed(parent: XmlElement | undefined, code: string): XmlElement | undefined {
  return childrenOf(parent, "AdditionalReferencedDocument").find((reference) => writtenAt(reference, "TypeCode") === code);
}

/** The number of a paper; ZUGFeRD 1.0 calls it ID. */
function numberOf(reference: XmlElement | undefined): string | null {
  return writtenAt(reference, "IssuerAssignedID") ?? writtenAt(reference, "ID");
}

function fileIn(element: XmlElement | undefined): SupportingDocument["file"] {
  const base64 = writtenOf(element);
  return base64 === null ? null : { base64, mimeType: attributeOf(element, "mimeCode"), name: attributeOf(element, "filename") };
}
