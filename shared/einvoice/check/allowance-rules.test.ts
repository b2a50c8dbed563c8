// Each rule about allowances and charges, broken once.
import { expect, test } from "vitest";
import {
  anAllowance,
  brokenOf,
  expected,
  missingWords,
  type Mutation,
  untested,
  withAllowance,
  withCharge,
  withLine,
} from "../../testing/einvoice-mutations.ts";
import { allowanceRules } from "./allowance-rules.ts";
import { checkInvoice } from "./check-invoice.ts";

const free = { reason: null, reasonCode: null };

const mutations: readonly Mutation[] = [
  { rule: "BR-31", term: "BT-92", index: 0, invoice: withAllowance({ amount: null }) },
  { rule: "BR-32", term: "BT-95", index: 0, invoice: withAllowance({ vatCategory: null }) },
  { rule: "BR-33", term: "BT-97", index: 0, invoice: withAllowance(free) },
  { rule: "BR-36", term: "BT-99", index: 0, invoice: withCharge({ amount: null }) },
  { rule: "BR-37", term: "BT-102", index: 0, invoice: withCharge({ vatCategory: null }) },
  { rule: "BR-38", term: "BT-104", index: 0, invoice: withCharge(free) },
  { rule: "BR-41", term: "BT-136", index: 1, invoice: withLine({ allowances: [anAllowance(), anAllowance({ amount: null })] }) },
  { rule: "BR-42", term: "BT-139", index: 1, invoice: withLine({ allowances: [anAllowance(free)] }) },
  { rule: "BR-43", term: "BT-141", index: 1, invoice: withLine({ charges: [anAllowance({ amount: null })] }) },
  { rule: "BR-44", term: "BT-144", index: 1, invoice: withLine({ charges: [anAllowance(free)] }) },
  { rule: "BR-CO-21", term: "BG-20", index: 0, invoice: withAllowance(free) },
  { rule: "BR-CO-22", term: "BG-21", index: 0, invoice: withCharge(free) },
  { rule: "BR-CO-23", term: "BG-27", index: 1, invoice: withLine({ allowances: [anAllowance(free)] }) },
  { rule: "BR-CO-24", term: "BG-28", index: 1, invoice: withLine({ charges: [anAllowance(free)] }) },
];

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(allowanceRules, mutations)).toEqual([]);
});

test.each([
  ["an allowance", withAllowance({ reason: null, reasonCode: "95" })],
  ["a charge", withCharge({ reason: null, reasonCode: "FC" })],
  [
    "an allowance of a line",
    withLine({ allowances: [anAllowance({ reason: null, reasonCode: "100", vatCategory: null, vatRate: null })] }),
  ],
])("a code is reason enough for %s", (_, invoice) => {
  expect(brokenOf(allowanceRules, invoice)).toEqual([]);
});
