// Exact decimal numbers of electronic invoices; never floats, never a guess at what a sender may have meant.
import Big from "big.js";
import type { AmountText, DecimalText } from "./model.ts";

/** `xs:decimal`, without the exponent that Big would take; longer than any amount is no amount. */
const written = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u;
const longest = 60;

/** The number a text stands for; null where there is none or it is no `xs:decimal`. */
export function decimalOf(text: DecimalText | null | undefined): Big | null {
  const trimmed = text?.trim() ?? "";
  return trimmed.length <= longest && written.test(trimmed)
    ? new Big(
        trimmed
          .replace(/^\+/u, "")
          .replace(/\.$/u, "")
          .replace(/^(-?)\./u, "$10."),
      )
    : null;
}

/** The number of an amount; null where there is none. */
export function amountOf(amount: AmountText | null | undefined): Big | null {
  return decimalOf(amount?.value);
}

/** The sum of amounts; those that are missing or no numbers count as nothing, other rules name them. */
export function sumOf(amounts: readonly (AmountText | null)[]): Big {
  return amounts.reduce((sum, amount) => sum.plus(amountOf(amount) ?? 0), new Big(0));
}

/** Digits after the point as written: what the BR-DEC rules bound. */
export function decimalsOf(text: DecimalText): number {
  return /\.(\d*)\s*$/u.exec(text)?.[1]?.length ?? 0;
}

/** Rounded to two digits, the half upwards also below zero: what `round(x * 100) div 100` of XPath makes of it, in which the rules are published. */
export function cents(number: Big): Big {
  const half = number.times(100).plus("0.5");
  const whole = half.round(0, Big.roundDown);
  return (whole.gt(half) ? whole.minus(1) : whole).div(100);
}
