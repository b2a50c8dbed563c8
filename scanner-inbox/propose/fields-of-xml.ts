// The fields an invoice's XML gives; it names its terms, so nothing is searched and nothing guessed.
import { electronicFormatIBAN } from "ibantools";
import { centsOfDecimal } from "../../shared/base/money.ts";
import type { EInvoice } from "../read/e-invoice.ts";
import type { VatLine } from "../../shared/domain/invoice/terms-schema.ts";
import { discountsOf } from "./find-discounts.ts";
import type { InvoiceFields, ProposedField } from "./proposal.ts";

/** Fields of the XML. A Skonto-only term or a missing due date leaves the due date to `dueDateOfTerms`. */
export function fieldsOfXml(invoice: EInvoice): InvoiceFields {
  const iban = invoice.ibans[0] ?? null;
  return {
    number: given(invoice.number),
    issueDate: given(invoice.issueDate),
    dueDate: given(invoice.dueDate),
    deliveryDate: given(invoice.deliveryDate),
    discounts: given(invoice.discounts) ?? discountsOf(invoice.paymentTerms ?? "", invoice.issueDate),
    supplier: given(invoice.sellerName),
    supplierVatId: given(invoice.sellerVatId?.replace(/\s/gu, "") ?? null),
    supplierTaxNumber: given(invoice.sellerTaxNumber),
    buyerReference: given(invoice.buyerReference),
    orderReference: given(invoice.orderReference),
    customerNumber: given(invoice.customerNumber),
    iban: given(iban === null ? null : (electronicFormatIBAN(iban) ?? iban)),
    bic: given(invoice.bic?.replace(/\s/gu, "") ?? null),
    net: given(invoice.net),
    vat: given(invoice.vat),
    gross: given(invoice.gross),
    vatLines: given(vatLinesOf(invoice.vatLines)),
    payable: invoice.payable === invoice.gross ? null : given(invoice.payable),
    currency: given(invoice.currency),
    remittance: given(invoice.remittance),
  };
}

/** The breakdown as far as it is whole. A category without a rate (not subject to VAT, say) is one of 0 %. */
function vatLinesOf(lines: EInvoice["vatLines"]): readonly VatLine[] | null {
  const whole = lines.flatMap(({ ratePercent, net, vat }): VatLine[] => {
    const rate = ratePercent === null ? 0 : centsOfDecimal(ratePercent);
    return net === null || vat === null || rate === null || rate < 0 || rate > 10_000 ? [] : [{ rate, net, vat }];
  });
  if (whole.length === 0 || whole.length < lines.length || whole.length > 12) return null;
  return whole.toSorted((one, other) => other.rate - one.rate);
}

function given<T>(value: T | null): ProposedField<T> | null {
  return value === null ? null : { value, source: "xml", confidence: 1 };
}
