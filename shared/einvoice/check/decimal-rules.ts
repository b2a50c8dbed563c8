// Amounts have two decimals at most: EN 16931-1, BR-DEC-01 to BR-DEC-28. Digits are counted as written, so `1.500` has three.
import { decimalsOf } from "../decimal.ts";
import { roundAmounts } from "./amounts.ts";
import type { Rule } from "./rule.ts";
import { right } from "./terms.ts";

export const decimalRules: readonly Rule[] = roundAmounts.map(([id, term]) =>
  right(
    id,
    [term],
    ({ value }) => decimalsOf(value) <= 2,
    ({ value }) => value,
  ),
);
