// UBL 2.1 Invoice and CreditNote to an EInvoice, by the paths of EN 16931-3-2; never falls back to text.
import { centsOfDecimal, type Cents } from "../../shared/base/money.ts";
import { isOfficeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";
import { isCreditTypeCode, type EInvoice } from "./e-invoice.ts";
import { childOf, elementAt, elementsAt, textAt, textOf, type XmlElement } from "./xml-element.ts";

/** The invoice data of a UBL root element. Whatever the XML lacks is null. */
export function readUbl(root: XmlElement): EInvoice {
  const currency = textAt(root, "DocumentCurrencyCode");
  const typeCode = textAt(root, "InvoiceTypeCode") ?? textAt(root, "CreditNoteTypeCode");
  const seller = elementAt(root, "AccountingSupplierParty", "Party");
  const totals = childOf(root, "LegalMonetaryTotal");
  const taxTotal = taxTotalIn(root, currency);
  const accounts = elementsAt(root, "PaymentMeans", "PayeeFinancialAccount");
  return {
    syntax: "ubl",
    kind: root.name === "CreditNote" || isCreditTypeCode(typeCode) ? "creditNote" : "invoice",
    typeCode,
    profile: textAt(root, "CustomizationID"),
    number: textAt(root, "ID"),
    issueDate: dateAt(root, "IssueDate"),
    dueDate: dateAt(root, "DueDate") ?? dateAt(root, "PaymentMeans", "PaymentDueDate") ?? dateAt(root, "PaymentTerms", "PaymentDueDate"),
    currency,
    buyerReference: textAt(root, "BuyerReference"),
    orderReference: textAt(root, "OrderReference", "ID"),
    sellerName: partyName(seller),
    sellerVatId: taxId(seller, true),
    sellerTaxNumber: taxId(seller, false),
    buyerName: partyName(elementAt(root, "AccountingCustomerParty", "Party")),
    customerNumber: textAt(root, "AccountingCustomerParty", "Party", "PartyIdentification", "ID"),
    deliveryDate:
      dateAt(root, "Delivery", "ActualDeliveryDate") ??
      dateAt(root, "InvoicePeriod", "EndDate") ??
      dateAt(root, "InvoicePeriod", "StartDate"),
    ibans: [...new Set(accounts.map((account) => textAt(account, "ID")).filter((id) => id !== null))],
    bic: textAt(accounts[0], "FinancialInstitutionBranch", "ID"),
    remittance: textAt(root, "PaymentMeans", "PaymentID"),
    paymentTerms: notesOf(root),
    discounts: discountsIn(root),
    net: centsAt(totals, "TaxExclusiveAmount"),
    vat: centsAt(taxTotal, "TaxAmount"),
    gross: centsAt(totals, "TaxInclusiveAmount"),
    prepaid: centsAt(totals, "PrepaidAmount"),
    payable: centsAt(totals, "PayableAmount"),
    vatLines: elementsAt(taxTotal, "TaxSubtotal").map((line) => ({
      ratePercent: textAt(line, "TaxCategory", "Percent"),
      category: textAt(line, "TaxCategory", "ID"),
      net: centsAt(line, "TaxableAmount"),
      vat: centsAt(line, "TaxAmount"),
    })),
  };
}

function notesOf(root: XmlElement): string | null {
  const notes = elementsAt(root, "PaymentTerms", "Note").flatMap((note) => textOf(note) ?? []);
  return notes.length === 0 ? null : notes.join(" ");
}

/** Discounts in elements of their own, as senders beyond EN 16931 write them. */
function discountsIn(root: XmlElement): Discount[] | null {
  const steps = elementsAt(root, "PaymentTerms").flatMap((term) => {
    const rate = centsAt(term, "SettlementDiscountPercent");
    const until = dateAt(term, "SettlementPeriod", "EndDate");
    return rate === null || rate <= 0 || rate > 10_000 || until === null ? [] : [{ rate, until }];
  });
  return steps.length === 0 ? null : steps.toSorted((one, other) => (one.until < other.until ? -1 : 1)).slice(0, 6);
}

/** BT-27 is the registered name; older senders give only the trading name. */
function partyName(party: XmlElement | undefined): string | null {
  return textAt(party, "PartyLegalEntity", "RegistrationName") ?? textAt(party, "PartyName", "Name");
}

function taxId(party: XmlElement | undefined, vat: boolean): string | null {
  const schemes = elementsAt(party, "PartyTaxScheme");
  return textAt(
    schemes.find((scheme) => (textAt(scheme, "TaxScheme", "ID")?.toUpperCase() === "VAT") === vat),
    "CompanyID",
  );
}

/** BT-110 stands in the invoice's currency; a second total in the seller's accounting currency (BT-111) may stand first. */
function taxTotalIn(root: XmlElement, currency: string | null): XmlElement | undefined {
  const totals = elementsAt(root, "TaxTotal");
  return totals.find((total) => currency !== null && childOf(total, "TaxAmount")?.attributes.get("currencyID") === currency) ?? totals[0];
}

function centsAt(element: XmlElement | undefined, name: string): Cents | null {
  const text = textAt(element, name);
  return text === null ? null : centsOfDecimal(text);
}

function dateAt(root: XmlElement, ...path: readonly string[]): OfficeDate | null {
  for (const element of elementsAt(root, ...path)) {
    // xs:date may carry a time zone, which a calendar day has no use for.
    const day = textOf(element)?.slice(0, 10) ?? "";
    if (isOfficeDate(day)) return day;
  }
  return null;
}
