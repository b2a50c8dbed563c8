// The sums of an invoice: EN 16931-1, 6.4.2 (BR-CO-10 to BR-CO-16). Exact, without any tolerance, as the norm asks.
import type Big from "big.js";
import { amountOf, sumOf } from "../decimal.ts";
import type { Rule } from "./rule.ts";
import { unless } from "./rule.ts";

/** Compares only where a number stands: that one is missing is another rule's matter. */
function equal(term: `BT-${string}`, stated: Big | null, computed: Big): ReturnType<typeof unless> {
  return stated === null ? [] : unless(stated.eq(computed), term, { stated: stated.toString(), computed: computed.toString() });
}

export const totalRules: readonly Rule[] = [
  {
    id: "BR-CO-10",
    severity: "fatal",
    broken: ({ totals, lines }) => equal("BT-106", amountOf(totals.lines), sumOf(lines.map(({ net }) => net)).round(2, 1)),
  },
  {
    id: "BR-CO-13",
    severity: "fatal",
    broken: ({ totals }) =>
      equal("BT-109", amountOf(totals.net), sumOf([totals.lines, totals.charges]).minus(amountOf(totals.allowances) ?? 0)),
  },
];
