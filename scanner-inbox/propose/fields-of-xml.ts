// The fields an invoice's XML gives; it names its terms, so nothing is searched and nothing guessed.
import { electronicFormatIBAN } from "ibantools";
import type { EInvoice } from "../read/e-invoice.ts";
import type { InvoiceFields, ProposedField } from "./proposal.ts";

/** Fields of the XML. A Skonto-only term or a missing due date leaves the due date to `dueDateOfTerms`. */
export function fieldsOfXml(invoice: EInvoice): InvoiceFields {
  const iban = invoice.ibans[0] ?? null;
  return {
    number: given(invoice.number),
    issueDate: given(invoice.issueDate),
    dueDate: given(invoice.dueDate),
    supplier: given(invoice.sellerName),
    supplierVatId: given(invoice.sellerVatId?.replace(/\s/gu, "") ?? null),
    supplierTaxNumber: given(invoice.sellerTaxNumber),
    buyerReference: given(invoice.buyerReference),
    orderReference: given(invoice.orderReference),
    iban: given(iban === null ? null : (electronicFormatIBAN(iban) ?? iban)),
    bic: given(invoice.bic?.replace(/\s/gu, "") ?? null),
    net: given(invoice.net),
    vat: given(invoice.vat),
    gross: given(invoice.gross),
    payable: invoice.payable === invoice.gross ? null : given(invoice.payable),
    currency: given(invoice.currency),
    remittance: given(invoice.remittance),
  };
}

function given<T>(value: T | null): ProposedField<T> | null {
  return value === null ? null : { value, source: "xml", confidence: 1 };
}
