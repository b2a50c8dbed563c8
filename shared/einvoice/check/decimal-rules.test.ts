// Each rule about decimals, broken by a third digit, and kept by two whatever the amount.
import fc from "fast-check";
import { expect, test } from "vitest";
import { euro } from "../../testing/einvoice-builder.ts";
import {
  anAllowance,
  brokenOf,
  expected,
  missingWords,
  type Mutation,
  untested,
  withAllowance,
  withBreakdown,
  withCharge,
  withLine,
  withTotals,
} from "../../testing/einvoice-mutations.ts";
import type { AmountText, SemanticInvoice } from "../model.ts";
import { checkInvoice } from "./check-invoice.ts";
import { decimalRules } from "./decimal-rules.ts";

/** How an amount gets where the rule looks, and where that is. */
const cases: readonly (readonly [
  rule: string,
  term: `BT-${string}`,
  index: number | null,
  put: (amount: AmountText) => SemanticInvoice,
])[] = [
  ["BR-DEC-01", "BT-92", 0, (amount) => withAllowance({ amount })],
  ["BR-DEC-02", "BT-93", 0, (base) => withAllowance({ base })],
  ["BR-DEC-05", "BT-99", 0, (amount) => withCharge({ amount })],
  ["BR-DEC-06", "BT-100", 0, (base) => withCharge({ base })],
  ["BR-DEC-09", "BT-106", null, (lines) => withTotals({ lines })],
  ["BR-DEC-10", "BT-107", null, (allowances) => withTotals({ allowances })],
  ["BR-DEC-11", "BT-108", null, (charges) => withTotals({ charges })],
  ["BR-DEC-12", "BT-109", null, (net) => withTotals({ net })],
  ["BR-DEC-13", "BT-110", null, (vat) => withTotals({ vat })],
  ["BR-DEC-14", "BT-112", null, (gross) => withTotals({ gross })],
  ["BR-DEC-15", "BT-111", null, (vatInAccountingCurrency) => withTotals({ vatInAccountingCurrency })],
  ["BR-DEC-16", "BT-113", null, (prepaid) => withTotals({ prepaid })],
  ["BR-DEC-17", "BT-114", null, (rounding) => withTotals({ rounding })],
  ["BR-DEC-18", "BT-115", null, (payable) => withTotals({ payable })],
  ["BR-DEC-19", "BT-116", 0, (base) => withBreakdown({ base })],
  ["BR-DEC-20", "BT-117", 0, (amount) => withBreakdown({ amount })],
  ["BR-DEC-23", "BT-131", 1, (net) => withLine({ net })],
  ["BR-DEC-24", "BT-136", 1, (amount) => withLine({ allowances: [anAllowance({ amount })] })],
  ["BR-DEC-25", "BT-137", 1, (base) => withLine({ allowances: [anAllowance({ base })] })],
  ["BR-DEC-27", "BT-141", 1, (amount) => withLine({ charges: [anAllowance({ amount })] })],
  ["BR-DEC-28", "BT-142", 1, (base) => withLine({ charges: [anAllowance({ base })] })],
];

const mutations = cases.map(([rule, term, index, put]): Mutation => {
  const mutation = { rule, term, values: { stated: "1.500" }, invoice: put(euro("1.500")) };
  return index === null ? mutation : { ...mutation, index };
});

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
  expect(brokenOf(decimalRules, mutation.invoice)).toHaveLength(1);
});

test("every rule has its mutation", () => {
  expect(untested(decimalRules, mutations)).toEqual([]);
});

test("two digits and fewer are right everywhere", () => {
  const amount = fc
    .tuple(fc.maxSafeInteger(), fc.constantFrom("", ".", ".5", ".05"))
    .map(([whole, rest]) => euro(`${String(whole)}${rest}`));
  fc.assert(
    fc.property(amount, fc.constantFrom(...cases), (each, [, , , put]) => {
      expect(brokenOf(decimalRules, put(each))).toEqual([]);
    }),
  );
});

test("a price may have as many digits as it takes", () => {
  const price = { net: euro("0.00001"), discount: null, gross: euro("0.00002"), baseQuantity: null };
  expect(brokenOf(decimalRules, withLine({ price }))).toEqual([]);
});
