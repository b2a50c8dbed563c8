// UN/CEFACT CrossIndustryInvoice (and ZUGFeRD 1.0, its elder) to the semantic model, by the paths of EN 16931-3-3; never falls back to text.
import type { InvoiceNote, SemanticInvoice } from "../../shared/einvoice/model.ts";
import { precedingInvoicesOf, referencesOf, supportingDocumentsOf } from "./cii/documents.ts";
import { invoiceLinesOf } from "./cii/lines.ts";
import { dayIn, partsOf, periodIn } from "./cii/parts.ts";
import { buyerOf, deliveryOf, payeeOf, sellerOf, taxRepresentativeOf } from "./cii/parties.ts";
import { dueDateOf, paymentMeansOf, paymentTermsOf, thirdPartyPaymentsOf } from "./cii/payment.ts";
import { allowancesAndCharges, taxPointOf, totalsOf, vatBreakdownOf } from "./cii/totals.ts";
import { childOf, childrenOf, writtenAt, writtenOf, type XmlElement } from "./xml-element.ts";
import { lines, orNull, present } from "./xml-values.ts";

/** The invoice of a CII root element. Whatever the XML lacks is null. */
export function readCii(root: XmlElement): SemanticInvoice {
  const parts = partsOf(root);
  const { context, document, agreement, settlement } = parts;
  return {
    syntax: "cii",
    root: "invoice",
    businessProcess: writtenAt(context, "BusinessProcessSpecifiedDocumentContextParameter", "ID"),
    specification: writtenAt(context, "GuidelineSpecifiedDocumentContextParameter", "ID"),
    number: writtenAt(document, "ID"),
    issueDate: dayIn(childOf(document, "IssueDateTime")),
    typeCode: writtenAt(document, "TypeCode"),
    currency: writtenAt(settlement, "InvoiceCurrencyCode"),
    vatCurrency: writtenAt(settlement, "TaxCurrencyCode"),
    ...taxPointOf(parts),
    dueDate: dueDateOf(parts),
    buyerReference: writtenAt(agreement, "BuyerReference"),
    ...referencesOf(parts),
    accountingReference: writtenAt(settlement, "ReceivableSpecifiedTradeAccountingAccount", "ID"),
    paymentTerms: paymentTermsOf(parts),
    notes: present(childrenOf(document, "IncludedNote").map(noteIn)),
    precedingInvoices: precedingInvoicesOf(parts),
    seller: sellerOf(parts),
    buyer: buyerOf(parts),
    payee: payeeOf(parts),
    taxRepresentative: taxRepresentativeOf(parts),
    delivery: deliveryOf(parts),
    period: periodIn(childOf(settlement, "BillingSpecifiedPeriod")),
    paymentMeans: paymentMeansOf(parts),
    ...allowancesAndCharges(settlement),
    totals: totalsOf(parts),
    vatBreakdown: vatBreakdownOf(parts),
    supportingDocuments: supportingDocumentsOf(parts),
    lines: invoiceLinesOf(parts),
    thirdPartyPayments: thirdPartyPaymentsOf(parts),
  };
}

/** BG-1. */
function noteIn(element: XmlElement): InvoiceNote | null {
  return orNull({ subject: writtenAt(element, "SubjectCode"), text: lines(childrenOf(element, "Content").map(writtenOf)) });
}
