// Each rule about the totals, broken once, and the laws of sums.
import fc from "fast-check";
import { expect, test } from "vitest";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../testing/einvoice-builder.ts";
import {
  anAllowance,
  brokenOf,
  expected,
  missingWords,
  type Mutation,
  untested,
  withAllowance,
  withTotals,
} from "../../testing/einvoice-mutations.ts";
import type { SemanticInvoice } from "../model.ts";
import { checkInvoice } from "./check-invoice.ts";
import { totalRules } from "./total-rules.ts";

const right = aSemanticInvoice();

const mutations: readonly Mutation[] = [
  { rule: "BR-12", term: "BT-106", invoice: withTotals({ lines: null }) },
  { rule: "BR-13", term: "BT-109", invoice: withTotals({ net: null }) },
  { rule: "BR-14", term: "BT-112", invoice: withTotals({ gross: euro("1.190,00") }) },
  { rule: "BR-15", term: "BT-115", invoice: withTotals({ payable: null }) },
  {
    rule: "BR-CO-10",
    term: "BT-106",
    values: { stated: "100", computed: "99.99" },
    invoice: aSemanticInvoice({ lines: [anInvoiceLine({ net: euro("99.99") })] }),
  },
  {
    rule: "BR-CO-11",
    term: "BT-107",
    values: { stated: "–", computed: "5" },
    invoice: { ...right, allowances: [anAllowance({ amount: euro("5") })] },
  },
  { rule: "BR-CO-11", term: "BT-107", values: { stated: "0", computed: "5" }, invoice: withAllowance({ amount: euro("5") }) },
  { rule: "BR-CO-11", term: "BT-107", invoice: withTotals({ allowances: euro("1") }) },
  {
    rule: "BR-CO-12",
    term: "BT-108",
    values: { stated: "–", computed: "5" },
    invoice: { ...right, charges: [anAllowance({ amount: euro("5") })] },
  },
  { rule: "BR-CO-13", term: "BT-109", invoice: withTotals({ net: euro("100.01") }) },
  { rule: "BR-CO-13", term: "BT-109", invoice: withTotals({ allowances: euro("3") }) },
  { rule: "BR-CO-14", term: "BT-110", invoice: withTotals({ vat: euro("19.01") }) },
  { rule: "BR-CO-15", term: "BT-112", values: { stated: "119.01", computed: "119" }, invoice: withTotals({ gross: euro("119.01") }) },
  { rule: "BR-CO-16", term: "BT-115", values: { stated: "119", computed: "69" }, invoice: withTotals({ prepaid: euro("50.00") }) },
  { rule: "BR-CO-16", term: "BT-115", invoice: withTotals({ rounding: euro("0.01") }) },
];

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(totalRules, mutations)).toEqual([]);
});

test("an amount that is missing is named once and not computed with", () => {
  expect(brokenOf(totalRules, withTotals({ net: null })).map(({ rule }) => rule)).toEqual(["BR-13"]);
});

test("payments of third parties are added to what is due in the extension of the XRechnung only", () => {
  const thirdPartyPayments = [{ type: "Mahngebühr", amount: euro("5.00"), description: null }];
  const invoice = { ...withTotals({ payable: euro("124.00") }), thirdPartyPayments };
  const extended = `${invoice.specification ?? ""}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`;
  expect(brokenOf(totalRules, invoice).map(({ rule }) => rule)).toEqual(["BR-CO-16"]);
  expect(brokenOf(totalRules, { ...invoice, specification: extended })).toEqual([]);
});

const money = (units: number, digits = 2): string => {
  const text = String(Math.abs(units)).padStart(digits + 1, "0");
  return `${units < 0 ? "-" : ""}${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}`;
};

/** An invoice whose totals are right, from whole cents; `digits` moves the point. */
function summed(
  nets: readonly number[],
  off: readonly number[],
  on: readonly number[],
  tax: number,
  paid: number,
  digits = 2,
): SemanticInvoice {
  const sum = (list: readonly number[]): number => list.reduce((one, other) => one + other, 0);
  const amount = (units: number): ReturnType<typeof euro> => euro(money(units, digits));
  const net = sum(nets) - sum(off) + sum(on);
  return aSemanticInvoice({
    lines: nets.map((each, index) => anInvoiceLine({ id: String(index), net: amount(each) })),
    allowances: off.map((each) => anAllowance({ amount: amount(each) })),
    charges: on.map((each) => anAllowance({ amount: amount(each) })),
    vatBreakdown: right.vatBreakdown.map((group) => ({ ...group, base: amount(net), amount: amount(tax) })),
    totals: {
      lines: amount(sum(nets)),
      allowances: off.length === 0 ? null : amount(sum(off)),
      charges: on.length === 0 ? null : amount(sum(on)),
      net: amount(net),
      vat: amount(tax),
      vatInAccountingCurrency: null,
      gross: amount(net + tax),
      prepaid: amount(paid),
      rounding: null,
      payable: amount(net + tax - paid),
    },
  });
}

const units = fc.integer({ min: -100_000_000, max: 100_000_000 });
const several = fc.array(units, { maxLength: 12 });

test("totals that are summed up right are never blamed, with whatever signs and at whatever scale", () => {
  fc.assert(
    fc.property(
      fc.array(units, { minLength: 1, maxLength: 40 }),
      several,
      several,
      units,
      units,
      fc.constantFrom(0, 1, 2),
      (...invoice) => {
        expect(brokenOf(totalRules, summed(...invoice))).toEqual([]);
      },
    ),
  );
});

test("a cent too much in any line is seen, and in what order the lines stand changes nothing", () => {
  const shuffled = fc.array(units, { minLength: 2, maxLength: 20 }).chain((nets) =>
    fc.tuple(
      fc.constant(nets),
      fc.shuffledSubarray(
        nets.map((_, index) => index),
        { minLength: nets.length },
      ),
      fc.nat(nets.length - 1),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([nets, order, at]) => {
      const invoice = summed(nets, [], [], 0, 0);
      const wrong = summed(
        nets.map((net, index) => (index === at ? net + 1 : net)),
        [],
        [],
        0,
        0,
      ).lines;
      const inOrder = { ...invoice, lines: wrong };
      const shuffledLines = { ...invoice, lines: order.map((index) => wrong[index]).filter((line) => line !== undefined) };
      expect(brokenOf(totalRules, inOrder).map(({ rule }) => rule)).toEqual(["BR-CO-10"]);
      expect(brokenOf(totalRules, shuffledLines)).toEqual(brokenOf(totalRules, inOrder));
    }),
  );
});
