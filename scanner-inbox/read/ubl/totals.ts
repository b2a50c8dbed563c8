// The sums of an invoice in UBL: BG-20 to BG-23, and allowances and charges of lines, which are written alike.
import type { AllowanceOrCharge, Totals, VatBreakdown } from "../../../shared/einvoice/model.ts";
import { attributeOf, childOf, childrenOf, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { amountIn, lines, vatTotals } from "../xml-values.ts";

/** Allowances and charges right below an element, told apart by their indicator. */
export function allowancesAndCharges(element: XmlElement): {
  readonly allowances: readonly AllowanceOrCharge[];
  readonly charges: readonly AllowanceOrCharge[];
} {
  const all = childrenOf(element, "AllowanceCharge");
  const isCharge = (each: XmlElement): boolean => /^(?:true|1)$/iu.test(writtenAt(each, "ChargeIndicator") ?? "");
  return {
    allowances: all.filter((each) => !isCharge(each)).map(allowanceOrChargeIn),
    charges: all.filter(isCharge).map(allowanceOrChargeIn),
  };
}

export function totalsOf(root: XmlElement): Totals {
  const sums = childOf(root, "LegalMonetaryTotal");
  const { inInvoiceCurrency, inAccountingCurrency } = taxTotalsOf(root);
  return {
    lines: amountIn(childOf(sums, "LineExtensionAmount")),
    allowances: amountIn(childOf(sums, "AllowanceTotalAmount")),
    charges: amountIn(childOf(sums, "ChargeTotalAmount")),
    net: amountIn(childOf(sums, "TaxExclusiveAmount")),
    vat: amountIn(childOf(inInvoiceCurrency, "TaxAmount")),
    vatInAccountingCurrency: amountIn(childOf(inAccountingCurrency, "TaxAmount")),
    gross: amountIn(childOf(sums, "TaxInclusiveAmount")),
    prepaid: amountIn(childOf(sums, "PrepaidAmount")),
    rounding: amountIn(childOf(sums, "PayableRoundingAmount")),
    payable: amountIn(childOf(sums, "PayableAmount")),
  };
}

/** Every group of every total but that in the accounting currency, so that nothing is lost of senders who write a total a rate. */
export function vatBreakdownOf(root: XmlElement): readonly VatBreakdown[] {
  const { inAccountingCurrency } = taxTotalsOf(root);
  const totals = childrenOf(root, "TaxTotal").filter((total) => total !== inAccountingCurrency);
  return totals
    .flatMap((total) => childrenOf(total, "TaxSubtotal"))
    .map((group) => ({
      base: amountIn(childOf(group, "TaxableAmount")),
      amount: amountIn(childOf(group, "TaxAmount")),
      category: writtenAt(group, "TaxCategory", "ID"),
      rate: writtenAt(group, "TaxCategory", "Percent"),
      exemptionReason: lines(elementsAt(group, "TaxCategory", "TaxExemptionReason").map(writtenOf)),
      exemptionCode: writtenAt(group, "TaxCategory", "TaxExemptionReasonCode"),
    }));
}

function taxTotalsOf(root: XmlElement): ReturnType<typeof vatTotals<XmlElement>> {
  return vatTotals(
    childrenOf(root, "TaxTotal"),
    (total) => attributeOf(childOf(total, "TaxAmount"), "currencyID"),
    writtenAt(root, "DocumentCurrencyCode"),
    writtenAt(root, "TaxCurrencyCode"),
  );
}

function allowanceOrChargeIn(element: XmlElement): AllowanceOrCharge {
  return {
    amount: amountIn(childOf(element, "Amount")),
    base: amountIn(childOf(element, "BaseAmount")),
    percent: writtenAt(element, "MultiplierFactorNumeric"),
    vatCategory: writtenAt(element, "TaxCategory", "ID"),
    vatRate: writtenAt(element, "TaxCategory", "Percent"),
    reason: lines(childrenOf(element, "AllowanceChargeReason").map(writtenOf)),
    reasonCode: writtenAt(element, "AllowanceChargeReasonCode"),
  };
}
