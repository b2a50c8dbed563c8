// UBL 2.1 Invoice and CreditNote to the semantic model, by the paths of EN 16931-3-2; never falls back to text.
import type { InvoiceNote, SemanticInvoice } from "../../shared/einvoice/model.ts";
import { precedingInvoicesOf, referencesOf, supportingDocumentsOf } from "./ubl/documents.ts";
import { invoiceLinesOf } from "./ubl/lines.ts";
import { buyerOf, deliveryOf, payeeOf, sellerOf, taxRepresentativeOf } from "./ubl/parties.ts";
import { hasDirectDebit, paymentMeansOf, paymentTermsOf, thirdPartyPaymentsOf } from "./ubl/payment.ts";
import { periodIn } from "./ubl/period.ts";
import { allowancesAndCharges, totalsOf, vatBreakdownOf } from "./ubl/totals.ts";
import { childOf, childrenOf, writtenAt, writtenOf, type XmlElement } from "./xml-element.ts";
import { dayOf, present } from "./xml-values.ts";

/** The invoice of a UBL root element. Whatever the XML lacks is null. */
export function readUbl(root: XmlElement): SemanticInvoice {
  const collected = hasDirectDebit(root);
  return {
    syntax: "ubl",
    root: root.name === "CreditNote" ? "creditNote" : "invoice",
    businessProcess: writtenAt(root, "ProfileID"),
    specification: writtenAt(root, "CustomizationID"),
    number: writtenAt(root, "ID"),
    issueDate: dayOf(writtenAt(root, "IssueDate")),
    typeCode: writtenAt(root, "InvoiceTypeCode") ?? writtenAt(root, "CreditNoteTypeCode"),
    currency: writtenAt(root, "DocumentCurrencyCode"),
    vatCurrency: writtenAt(root, "TaxCurrencyCode"),
    taxPointDate: dayOf(writtenAt(root, "TaxPointDate")),
    taxPointCode: writtenAt(root, "InvoicePeriod", "DescriptionCode"),
    dueDate: dayOf(dueDateOf(root)),
    buyerReference: writtenAt(root, "BuyerReference"),
    ...referencesOf(root),
    accountingReference: writtenAt(root, "AccountingCost"),
    paymentTerms: paymentTermsOf(root),
    notes: present(childrenOf(root, "Note").map(noteIn)),
    precedingInvoices: precedingInvoicesOf(root),
    seller: sellerOf(root, collected),
    buyer: buyerOf(root),
    payee: payeeOf(root, collected),
    taxRepresentative: taxRepresentativeOf(root),
    delivery: deliveryOf(root),
    period: periodIn(childOf(root, "InvoicePeriod")),
    paymentMeans: paymentMeansOf(root),
    ...allowancesAndCharges(root),
    totals: totalsOf(root),
    vatBreakdown: vatBreakdownOf(root),
    supportingDocuments: supportingDocumentsOf(root),
    lines: invoiceLinesOf(root),
    thirdPartyPayments: thirdPartyPaymentsOf(root),
  };
}

/** BT-9: a CreditNote has it at the means of payment, and some senders at the terms. */
function dueDateOf(root: XmlElement): string | null {
  return (
    writtenAt(root, "DueDate") ?? writtenAt(root, "PaymentMeans", "PaymentDueDate") ?? writtenAt(root, "PaymentTerms", "PaymentDueDate")
  );
}

/** BG-1: the subject code stands between number signs before the text. */
function noteIn(element: XmlElement): InvoiceNote | null {
  const written = writtenOf(element);
  if (written === null) return null;
  const subject = /^#([^#\s]{3})#/u.exec(written)?.[1] ?? null;
  const text = subject === null ? written : written.slice(subject.length + 2).trim();
  return { subject, text: text === "" ? null : text };
}
