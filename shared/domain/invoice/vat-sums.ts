// Whether VAT per rate agrees with itself and with the sums of its invoice. Pure; it never puts a value right.
import type { Cents } from "../../base/money.ts";
import type { VatLine } from "./terms-schema.ts";

/** `sums`: the lines do not make up net or VAT; `rate`: a tax is not that of its base. Undefined where nothing contradicts. */
export type VatLinesDoubt = "sums" | "rate";

/** Senders may round each position, a cent a line; a few lines stand behind each rate. */
const mostCents = 5;

/** Looks at the sums first, because they say more. What is not known contradicts nothing. */
export function vatLinesDoubt(lines: readonly VatLine[], net: Cents | null, vat: Cents | null): VatLinesDoubt | undefined {
  const sum = (of: (line: VatLine) => Cents): Cents => lines.reduce((total, line) => total + of(line), 0);
  if ((net !== null && sum((line) => line.net) !== net) || (vat !== null && sum((line) => line.vat) !== vat)) return "sums";
  return lines.some(({ rate, net: base, vat: tax }) => Math.abs((base * rate) / 10_000 - tax) > mostCents) ? "rate" : undefined;
}
