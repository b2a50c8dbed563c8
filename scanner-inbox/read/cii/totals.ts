// The sums of an invoice in CII: BG-20 to BG-23 with BT-7 and BT-8, and allowances and charges of lines, which are written alike.
import type { AllowanceOrCharge, SemanticInvoice, Totals, VatBreakdown } from "../../../shared/einvoice/model.ts";
import { attributeOf, childOf, childrenOf, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { amountIn, lines, vatTotals } from "../xml-values.ts";
import { dayIn, type CiiParts } from "./parts.ts";

/** Allowances and charges right below an element, told apart by their indicator; freight in an element of its own is a charge. */
export function allowancesAndCharges(element: XmlElement | undefined): {
  readonly allowances: readonly AllowanceOrCharge[];
  readonly charges: readonly AllowanceOrCharge[];
} {
  const all = childrenOf(element, "SpecifiedTradeAllowanceCharge");
  const indicator = (each: XmlElement): string =>
    writtenAt(each, "ChargeIndicator", "Indicator") ?? writtenAt(each, "ChargeIndicator") ?? "";
  const isCharge = (each: XmlElement): boolean => /^(?:true|1)$/iu.test(indicator(each));
  return {
    allowances: all.filter((each) => !isCharge(each)).map(allowanceOrChargeIn),
    charges: [...all.filter(isCharge).map(allowanceOrChargeIn), ...childrenOf(element, "SpecifiedLogisticsServiceCharge").map(freightIn)],
  };
}

export function totalsOf({ settlement }: CiiParts): Totals {
  const sums = childOf(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation");
  const { inInvoiceCurrency, inAccountingCurrency } = vatTotals(
    childrenOf(sums, "TaxTotalAmount"),
    (total) => attributeOf(total, "currencyID"),
    writtenAt(settlement, "InvoiceCurrencyCode"),
    writtenAt(settlement, "TaxCurrencyCode"),
  );
  return {
    lines: amountIn(childOf(sums, "LineTotalAmount")),
    allowances: amountIn(childOf(sums, "AllowanceTotalAmount")),
    charges: amountIn(childOf(sums, "ChargeTotalAmount")),
    net: amountIn(childOf(sums, "TaxBasisTotalAmount")),
    vat: amountIn(inInvoiceCurrency),
    vatInAccountingCurrency: amountIn(inAccountingCurrency),
    gross: amountIn(childOf(sums, "GrandTotalAmount")),
    prepaid: amountIn(childOf(sums, "TotalPrepaidAmount")),
    rounding: amountIn(childOf(sums, "RoundingAmount")),
    payable: amountIn(childOf(sums, "DuePayableAmount")),
  };
}

export function vatBreakdownOf({ settlement }: CiiParts): readonly VatBreakdown[] {
  return childrenOf(settlement, "ApplicableTradeTax").map((group) => ({
    base: amountIn(childOf(group, "BasisAmount")),
    amount: amountIn(childOf(group, "CalculatedAmount")),
    category: writtenAt(group, "CategoryCode"),
    rate: rateIn(group),
    exemptionReason: lines(childrenOf(group, "ExemptionReason").map(writtenOf)),
    exemptionCode: writtenAt(group, "ExemptionReasonCode"),
  }));
}

/** BT-7 and BT-8, which CII writes at the groups of VAT. */
export function taxPointOf({ settlement }: CiiParts): Pick<SemanticInvoice, "taxPointDate" | "taxPointCode"> {
  return {
    taxPointDate:
      elementsAt(settlement, "ApplicableTradeTax", "TaxPointDate")
        .map(dayIn)
        .find((day) => day !== null) ?? null,
    taxPointCode: writtenAt(settlement, "ApplicableTradeTax", "DueDateTypeCode"),
  };
}

/** A rate of VAT, by today's name or that of ZUGFeRD 1.0. */
export function rateIn(tax: XmlElement | undefined): string | null {
  return writtenAt(tax, "RateApplicablePercent") ?? writtenAt(tax, "ApplicablePercent");
}

function allowanceOrChargeIn(element: XmlElement): AllowanceOrCharge {
  const tax = childOf(element, "CategoryTradeTax");
  return {
    amount: amountIn(childOf(element, "ActualAmount")),
    base: amountIn(childOf(element, "BasisAmount")),
    percent: writtenAt(element, "CalculationPercent"),
    vatCategory: writtenAt(tax, "CategoryCode"),
    vatRate: rateIn(tax),
    reason: writtenAt(element, "Reason"),
    reasonCode: writtenAt(element, "ReasonCode"),
  };
}

function freightIn(element: XmlElement): AllowanceOrCharge {
  const tax = childOf(element, "AppliedTradeTax");
  return {
    amount: amountIn(childOf(element, "AppliedAmount")),
    base: null,
    percent: null,
    vatCategory: writtenAt(tax, "CategoryCode"),
    vatRate: rateIn(tax),
    reason: lines(childrenOf(element, "Description").map(writtenOf)),
    reasonCode: null,
  };
}
