// The VAT breakdown (BG-23), whatever its categories: EN 16931-1, BR-45 to BR-48, BR-CO-17 and BR-CO-18.
import type Big from "big.js";
import { amountOf, cents, decimalOf } from "../decimal.ts";
import type { SemanticInvoice, VatBreakdown } from "../model.ts";
import type { Place, Rule } from "./rule.ts";
import { given, required, requiredOfEach } from "./terms.ts";

const groups = (invoice: SemanticInvoice): readonly VatBreakdown[] => invoice.vatBreakdown;

/** Not subject to VAT (UNTDID 5305), which has no rate. */
const outOfScope = "O";

/**
 * Whether the VAT of a group is its base times its rate. The publishers allow one unit of the currency in between, since VAT may be
 * rounded line by line, and half a unit where nothing is due; they compare without signs. A missing rate stands for none.
 */
export function taxFits(tax: Big, base: Big, rate: Big): boolean {
  const due = cents(base.abs().times(rate).div(100));
  return rate.eq(0) ? tax.abs().lt("0.5") : tax.abs().minus(due).abs().lte(1);
}

function taxOf({ base, amount, rate }: VatBreakdown, index: number): readonly Place[] {
  const [tax, basis] = [amountOf(amount), amountOf(base)];
  const percent = decimalOf(given(rate) ? rate : "0");
  if (tax === null || basis === null || percent === null || taxFits(tax, basis, percent)) return [];
  const computed = cents(basis.times(percent).div(100)).toString();
  return [{ term: "BT-117", index, values: { stated: tax.toString(), computed, rate: percent.toString(), base: basis.toString() } }];
}

export const breakdownRules: readonly Rule[] = [
  requiredOfEach("BR-45", "BT-116", groups, ({ base }) => amountOf(base) !== null),
  requiredOfEach("BR-46", "BT-117", groups, ({ amount }) => amountOf(amount) !== null),
  requiredOfEach("BR-47", "BT-118", groups, ({ category }) => given(category)),
  requiredOfEach("BR-48", "BT-119", groups, ({ rate, category }) => decimalOf(rate) !== null || category?.trim() === outOfScope),
  { id: "BR-CO-17", severity: "fatal", broken: ({ vatBreakdown }) => vatBreakdown.flatMap(taxOf) },
  required("BR-CO-18", "BG-23", ({ vatBreakdown }) => vatBreakdown.length > 0),
];
