// Each rule about the VAT breakdown, broken once, and the tolerance of its tax.
import fc from "fast-check";
import { expect, test } from "vitest";
import { aSemanticInvoice, euro } from "../../testing/einvoice-builder.ts";
import { brokenOf, expected, missingWords, type Mutation, untested, withBreakdown } from "../../testing/einvoice-mutations.ts";
import { breakdownRules } from "./breakdown-rules.ts";
import { checkInvoice } from "./check-invoice.ts";

const mutations: readonly Mutation[] = [
  { rule: "BR-45", term: "BT-116", index: 0, invoice: withBreakdown({ base: null }) },
  { rule: "BR-46", term: "BT-117", index: 0, invoice: withBreakdown({ amount: euro("keine") }) },
  { rule: "BR-47", term: "BT-118", index: 0, invoice: withBreakdown({ category: null }) },
  { rule: "BR-48", term: "BT-119", index: 0, invoice: withBreakdown({ rate: null }) },
  {
    rule: "BR-CO-17",
    term: "BT-117",
    index: 0,
    values: { stated: "20.01", computed: "19", rate: "19", base: "100" },
    invoice: withBreakdown({ amount: euro("20.01") }),
  },
  { rule: "BR-CO-17", term: "BT-117", index: 0, invoice: withBreakdown({ rate: "0", amount: euro("0.50") }) },
  { rule: "BR-CO-17", term: "BT-117", index: 0, invoice: withBreakdown({ rate: null }) },
  { rule: "BR-CO-18", term: "BG-23", invoice: aSemanticInvoice({ vatBreakdown: [] }) },
];

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(breakdownRules, mutations)).toEqual([]);
});

test.each([
  ["one euro more", withBreakdown({ amount: euro("20.00") })],
  ["one euro less", withBreakdown({ amount: euro("18.00") })],
  ["cents where nothing is due", withBreakdown({ rate: "0", amount: euro("0.49") })],
  ["a group outside of VAT without a rate", withBreakdown({ category: "O", rate: null, amount: euro("0.00") })],
  ["a rate below one per cent", withBreakdown({ rate: "0.4", base: euro("10000.00"), amount: euro("40.00") })],
])("%s is right", (_, invoice) => {
  expect(brokenOf(breakdownRules, invoice)).toEqual([]);
});

test("VAT rounded by line is never off by more than the tolerance for as many lines as a unit has half cents", () => {
  const nets = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(nets, fc.constantFrom(7, 19), (cents, rate) => {
      const base = cents.reduce((sum, each) => sum + each, 0);
      const tax = cents.reduce((sum, each) => sum + Math.round((each * rate) / 100), 0);
      const invoice = withBreakdown({ rate: String(rate), base: euro((base / 100).toFixed(2)), amount: euro((tax / 100).toFixed(2)) });
      // The publishers compare without signs, so sums that vanish may differ by both.
      return Math.sign(base) !== Math.sign(tax) || brokenOf(breakdownRules, invoice).length === 0;
    }),
  );
});
