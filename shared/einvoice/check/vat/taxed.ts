// What of an invoice is taxed in a category: its lines, and the allowances and charges of the document.
// Lines below a line are part of it and count through it.
import type Big from "big.js";
import { decimalOf, sumOf } from "../../decimal.ts";
import type { AllowanceOrCharge, DecimalText, InvoiceLine, SemanticInvoice, VatBreakdown } from "../../model.ts";
import { given } from "../terms.ts";

type Listed<T> = readonly { readonly entry: T; readonly index: number }[];

/** Everything of a category, each with its place in its list. */
export type Taxed = {
  readonly lines: Listed<InvoiceLine>;
  readonly allowances: Listed<AllowanceOrCharge>;
  readonly charges: Listed<AllowanceOrCharge>;
  readonly groups: Listed<VatBreakdown>;
};

export function taxedIn(code: string, { lines, allowances, charges, vatBreakdown }: SemanticInvoice): Taxed {
  const is = (category: string | null | undefined): boolean => category?.trim() === code;
  return {
    lines: listed(lines, ({ vat }) => is(vat?.category)),
    allowances: listed(allowances, ({ vatCategory }) => is(vatCategory)),
    charges: listed(charges, ({ vatCategory }) => is(vatCategory)),
    groups: listed(vatBreakdown, ({ category }) => is(category)),
  };
}

function listed<T>(list: readonly T[], belongs: (entry: T) => boolean): Listed<T> {
  return list.flatMap((entry, index) => (belongs(entry) ? [{ entry, index }] : []));
}

/** Whether anything but the breakdown is of the category. */
export function isUsed({ lines, allowances, charges }: Taxed): boolean {
  return lines.length + allowances.length + charges.length > 0;
}

/** Net lines and charges less allowances; with a rate those of that rate alone. */
export function baseOf({ lines, allowances, charges }: Taxed, rate?: DecimalText | null): Big {
  const at = (own: DecimalText | null | undefined): boolean => rate === undefined || sameRate(own, rate);
  return sumOf([
    ...lines.flatMap(({ entry }) => (at(entry.vat?.rate) ? [entry.net] : [])),
    ...charges.flatMap(({ entry }) => (at(entry.vatRate) ? [entry.amount] : [])),
  ]).minus(sumOf(allowances.flatMap(({ entry }) => (at(entry.vatRate) ? [entry.amount] : []))));
}

/** `19` and `19.00` are one rate; no rate is none. */
function sameRate(one: DecimalText | null | undefined, other: DecimalText | null): boolean {
  const [left, right] = [decimalOf(one), decimalOf(other)];
  return left === null || right === null ? !given(one) && !given(other) : left.eq(right);
}
