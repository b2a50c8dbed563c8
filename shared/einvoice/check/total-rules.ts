// The totals of an invoice: EN 16931-1, BR-12 to BR-15 and BR-CO-10 to BR-CO-16. Exact to the cent, without any tolerance, as the norm asks.
import type Big from "big.js";
import { amountOf, cents, sumOf } from "../decimal.ts";
import type { AllowanceOrCharge, AmountText } from "../model.ts";
import { profileOf } from "./profile.ts";
import type { Place, Rule } from "./rule.ts";
import { required } from "./terms.ts";

/** Compares only where numbers stand: that one is missing is another rule's matter. */
function equal(term: `BT-${string}`, stated: Big | null, computed: Big | null): readonly Place[] {
  if (stated === null || computed === null || stated.eq(computed) || stated.eq(cents(computed))) return [];
  return [{ term, values: { stated: stated.toString(), computed: cents(computed).toString() } }];
}

/** A sum of allowances or charges, which may be left out only where there are none. */
function total(term: `BT-${string}`, stated: AmountText | null, entries: readonly AllowanceOrCharge[]): readonly Place[] {
  const sum = sumOf(entries.map(({ amount }) => amount));
  const number = amountOf(stated);
  if (number !== null) return equal(term, number, sum);
  return entries.length === 0 ? [] : [{ term, values: { stated: "–", computed: sum.toString() } }];
}

/** An amount that may be left out counts as nothing. */
function orNothing(amount: AmountText | null): Big | number {
  return amountOf(amount) ?? 0;
}

export const totalRules: readonly Rule[] = [
  required("BR-12", "BT-106", ({ totals }) => amountOf(totals.lines) !== null),
  required("BR-13", "BT-109", ({ totals }) => amountOf(totals.net) !== null),
  required("BR-14", "BT-112", ({ totals }) => amountOf(totals.gross) !== null),
  required("BR-15", "BT-115", ({ totals }) => amountOf(totals.payable) !== null),
  {
    id: "BR-CO-10",
    severity: "fatal",
    broken: ({ totals, lines }) => equal("BT-106", amountOf(totals.lines), sumOf(lines.map(({ net }) => net))),
  },
  { id: "BR-CO-11", severity: "fatal", broken: ({ totals, allowances }) => total("BT-107", totals.allowances, allowances) },
  { id: "BR-CO-12", severity: "fatal", broken: ({ totals, charges }) => total("BT-108", totals.charges, charges) },
  {
    id: "BR-CO-13",
    severity: "fatal",
    broken: ({ totals }) =>
      equal(
        "BT-109",
        amountOf(totals.net),
        amountOf(totals.lines)?.plus(orNothing(totals.charges)).minus(orNothing(totals.allowances)) ?? null,
      ),
  },
  {
    id: "BR-CO-14",
    severity: "fatal",
    broken: ({ totals, vatBreakdown }) =>
      vatBreakdown.length === 0 ? [] : equal("BT-110", amountOf(totals.vat), sumOf(vatBreakdown.map(({ amount }) => amount))),
  },
  {
    id: "BR-CO-15",
    severity: "fatal",
    broken: ({ totals }) => equal("BT-112", amountOf(totals.gross), amountOf(totals.net)?.plus(orNothing(totals.vat)) ?? null),
  },
  {
    id: "BR-CO-16",
    severity: "fatal",
    // The extension of the XRechnung adds payments of third parties to the amount due and has a rule of its own for it.
    broken: (invoice) => {
      const { totals, thirdPartyPayments } = invoice;
      if (thirdPartyPayments.length > 0 && profileOf(invoice) === "xrechnungExtension") return [];
      const due = amountOf(totals.gross)?.minus(orNothing(totals.prepaid)).plus(orNothing(totals.rounding));
      return equal("BT-115", amountOf(totals.payable), due ?? null);
    },
  },
];
