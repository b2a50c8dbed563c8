// UN/CEFACT CrossIndustryInvoice (and ZUGFeRD 1.0, its elder) to an EInvoice, by the paths of EN 16931-3-3; never falls back to text.
import { centsOfDecimal, type Cents } from "../../shared/base/money.ts";
import { addDays, isOfficeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";
import { isCreditTypeCode, type EInvoice } from "./e-invoice.ts";
import { childOf, childrenOf, elementAt, elementsAt, textAt, textOf, type XmlElement } from "./xml-element.ts";

/** The invoice data of a CII root element. Whatever the XML lacks is null. */
export function readCii(root: XmlElement): EInvoice {
  const document = childOf(root, "ExchangedDocument", "HeaderExchangedDocument");
  const transaction = childOf(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction");
  const agreement = childOf(transaction, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement");
  const settlement = childOf(transaction, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement");
  const totals = childOf(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation");
  const seller = childOf(agreement, "SellerTradeParty");
  const means = childrenOf(settlement, "SpecifiedTradeSettlementPaymentMeans");
  const terms = childrenOf(settlement, "SpecifiedTradePaymentTerms");
  const currency = textAt(settlement, "InvoiceCurrencyCode");
  const typeCode = textAt(document, "TypeCode");
  const ibans = means.map((each) => textAt(each, "PayeePartyCreditorFinancialAccount", "IBANID")).filter((iban) => iban !== null);
  const delivery = childOf(transaction, "ApplicableHeaderTradeDelivery", "ApplicableSupplyChainTradeDelivery");
  const issueDate = dateIn(childOf(document, "IssueDateTime"));
  return {
    syntax: "cii",
    kind: isCreditTypeCode(typeCode) ? "creditNote" : "invoice",
    typeCode,
    profile: textAt(
      childOf(root, "ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"),
      "GuidelineSpecifiedDocumentContextParameter",
      "ID",
    ),
    number: textAt(document, "ID"),
    issueDate,
    dueDate: terms.map((term) => dateIn(childOf(term, "DueDateDateTime"))).find((date) => date !== null) ?? null,
    currency,
    buyerReference: textAt(agreement, "BuyerReference"),
    orderReference:
      textAt(agreement, "BuyerOrderReferencedDocument", "IssuerAssignedID") ?? textAt(agreement, "BuyerOrderReferencedDocument", "ID"),
    sellerName: textAt(seller, "Name"),
    sellerVatId: taxId(seller, "VA"),
    sellerTaxNumber: taxId(seller, "FC"),
    buyerName: textAt(agreement, "BuyerTradeParty", "Name"),
    customerNumber: textAt(agreement, "BuyerTradeParty", "ID"),
    deliveryDate:
      dateIn(elementAt(delivery, "ActualDeliverySupplyChainEvent", "OccurrenceDateTime")) ??
      dateIn(elementAt(settlement, "BillingSpecifiedPeriod", "EndDateTime")) ??
      dateIn(elementAt(settlement, "BillingSpecifiedPeriod", "StartDateTime")),
    ibans: [...new Set(ibans)],
    bic: textOf(
      means.map((each) => elementAt(each, "PayeeSpecifiedCreditorFinancialInstitution", "BICID")).find((bic) => bic !== undefined),
    ),
    remittance: textAt(settlement, "PaymentReference"),
    paymentTerms: joined(terms.map((term) => textAt(term, "Description"))),
    discounts: discountsIn(terms, issueDate),
    net: centsOf(childOf(totals, "TaxBasisTotalAmount")),
    vat: centsOf(taxTotalIn(totals, currency)),
    gross: centsOf(childOf(totals, "GrandTotalAmount")),
    prepaid: centsOf(childOf(totals, "TotalPrepaidAmount")),
    payable: centsOf(childOf(totals, "DuePayableAmount")),
    vatLines: childrenOf(settlement, "ApplicableTradeTax").map((line) => ({
      ratePercent: textAt(line, "RateApplicablePercent") ?? textAt(line, "ApplicablePercent"),
      category: textAt(line, "CategoryCode"),
      net: centsOf(childOf(line, "BasisAmount")),
      vat: centsOf(childOf(line, "CalculatedAmount")),
    })),
  };
}

function joined(texts: readonly (string | null)[]): string | null {
  const given = texts.filter((text) => text !== null);
  return given.length === 0 ? null : given.join(" ");
}

/** Discounts in elements of their own, which profiles beyond EN 16931 have; counted from their own day or that of the invoice. */
function discountsIn(terms: readonly XmlElement[], issueDate: OfficeDate | null): Discount[] | null {
  const steps = terms.flatMap((term) => {
    const discount = childOf(term, "ApplicableTradePaymentDiscountTerms");
    const from = dateIn(childOf(discount, "BasisDateTime")) ?? issueDate;
    const period = childOf(discount, "BasisPeriodMeasure");
    const rate = centsOfDecimal(textAt(discount, "CalculationPercent") ?? "");
    const days = Number(textOf(period) ?? Number.NaN);
    const isDays = (period?.attributes.get("unitCode") ?? "DAY") === "DAY";
    if (from === null || rate === null || rate <= 0 || rate > 10_000 || !isDays || !Number.isInteger(days)) return [];
    return [{ rate, until: addDays(from, days) }];
  });
  return steps.length === 0 ? null : steps.toSorted((one, other) => (one.until < other.until ? -1 : 1)).slice(0, 6);
}

function taxId(party: XmlElement | undefined, scheme: "VA" | "FC"): string | null {
  return textOf(elementsAt(party, "SpecifiedTaxRegistration", "ID").find((id) => id.attributes.get("schemeID") === scheme));
}

/** BT-110 stands in the invoice's currency; the same total in the seller's accounting currency (BT-111) may stand first. */
function taxTotalIn(totals: XmlElement | undefined, currency: string | null): XmlElement | undefined {
  const amounts = childrenOf(totals, "TaxTotalAmount");
  return amounts.find((amount) => currency !== null && amount.attributes.get("currencyID") === currency) ?? amounts[0];
}

function centsOf(element: XmlElement | undefined): Cents | null {
  const text = textOf(element);
  return text === null ? null : centsOfDecimal(text);
}

/** Format 102 is YYYYMMDD; senders that write ISO dates there are understood too. */
function dateIn(element: XmlElement | undefined): OfficeDate | null {
  const text = textAt(element, "DateTimeString") ?? textAt(element, "DateTime") ?? "";
  const day = /^(\d{4})-?(\d{2})-?(\d{2})/u.exec(text)?.slice(1).join("-") ?? "";
  return isOfficeDate(day) ? day : null;
}
