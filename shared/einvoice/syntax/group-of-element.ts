// Which group of EN 16931 an element begins, so that a finding about the XML has a place on the sheet. Must never be asked below a line.
import type { Place } from "../check/rule.ts";
import type { XmlTree } from "./tree.ts";

const groups: ReadonlyMap<string, Place["term"]> = new Map([
  // UBL 2.1
  ["BillingReference", "BG-3"],
  ["AccountingSupplierParty", "BG-4"],
  ["AccountingCustomerParty", "BG-7"],
  ["PayeeParty", "BG-10"],
  ["TaxRepresentativeParty", "BG-11"],
  ["Delivery", "BG-13"],
  ["InvoicePeriod", "BG-14"],
  ["PaymentMeans", "BG-16"],
  ["AllowanceCharge", "BG-20"],
  ["LegalMonetaryTotal", "BG-22"],
  ["TaxTotal", "BG-23"],
  ["AdditionalDocumentReference", "BG-24"],
  ["PrepaidPayment", "BG-DEX-09"],
  // CII D16B
  ["IncludedNote", "BG-1"],
  ["InvoiceReferencedDocument", "BG-3"],
  ["SellerTradeParty", "BG-4"],
  ["BuyerTradeParty", "BG-7"],
  ["PayeeTradeParty", "BG-10"],
  ["SellerTaxRepresentativeTradeParty", "BG-11"],
  ["ApplicableHeaderTradeDelivery", "BG-13"],
  ["BillingSpecifiedPeriod", "BG-14"],
  ["SpecifiedTradeSettlementPaymentMeans", "BG-16"],
  ["SpecifiedTradeAllowanceCharge", "BG-20"],
  ["SpecifiedTradeSettlementHeaderMonetarySummation", "BG-22"],
  ["ApplicableTradeTax", "BG-23"],
  ["AdditionalReferencedDocument", "BG-24"],
]);

/** The place of what stands in this element, or undefined where that is the place around it. */
export function groupOf({ name }: XmlTree): Place | undefined {
  const term = groups.get(name);
  return term === undefined ? undefined : { term };
}
