// Account assignment (Kontierung): shares of the gross amount that always sum up. Pure.
import type { Booking } from "./bookings-schema.ts";
import type { Invoice } from "./schema.ts";

/**
 * Shares an amount in cents out by weights, to the cent: each share is at most a cent away from its exact value and together they are
 * the amount (largest remainders; of equal ones the earlier line takes the cent). A negative amount is shared like its positive one.
 */
export function spread(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const amount = BigInt(Math.abs(total));
  const exact = weights.map((weight, index) => ({ index, whole: (amount * BigInt(weight)) / sum, rest: (amount * BigInt(weight)) % sum }));
  const left = Number(amount - exact.reduce((all, { whole }) => all + whole, 0n));
  const lucky = new Set(
    [...exact]
      .sort((one, two) => (one.rest === two.rest ? one.index - two.index : one.rest > two.rest ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  const sign = total < 0 ? -1 : 1;
  // Plus zero, as there is no amount of minus nothing.
  return exact.map(({ index, whole }) => sign * (Number(whole) + (lucky.has(index) ? 1 : 0)) + 0);
}

const hundredths = (percent: number): number => Math.round(percent * 100);

/** The lines with the amounts that follow: those in euros stand, those in percent share out what these leave of the gross amount. */
export function withAmounts(lines: readonly Booking[], gross: number): readonly Booking[] {
  const inEuros = lines.reduce((sum, { cents, percent }) => sum + (percent === undefined ? cents : 0), 0);
  const weights = lines.map(({ percent }) => (percent === undefined ? 0 : hundredths(percent)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shared = all === 10_000 ? gross - inEuros : Math.round(((gross - inEuros) * all) / 10_000);
  const shares = spread(shared, weights);
  return lines.map((line, index) => (line.percent === undefined ? line : { ...line, cents: shares[index] ?? 0 }));
}

/** What of the gross amount is on no line yet, in cents; negative where more is booked than is asked for. */
export function gapOf(lines: readonly Pick<Booking, "cents">[], gross: number): number {
  return lines.reduce((left, { cents }) => left - cents, gross);
}

/** The lines over another gross amount: a single one takes all of it, shares in percent are drawn anew. */
export function overGross(lines: readonly Booking[], gross: number): readonly Booking[] {
  const [only] = lines;
  return only !== undefined && lines.length === 1 ? [{ ...only, cents: gross }] : withAmounts(lines, gross);
}

/** The fiscal year an invoice is booked on where nobody says another: that of its date, else of its arrival. */
export function fiscalYearOf(body: Pick<Invoice, "fields" | "receivedAt">): number {
  return Number((body.fields.issueDate ?? body.receivedAt).slice(0, 4));
}

/** The lines an invoice is booked on; an account in its fields alone is one line over everything. */
export function bookingsOf(body: Pick<Invoice, "fields" | "receivedAt" | "bookings">): readonly Booking[] {
  if (body.bookings !== undefined) return body.bookings;
  const { account, gross } = body.fields;
  if (account === null || account.trim() === "" || gross === null) return [];
  return [{ account: account.trim(), year: fiscalYearOf(body), cents: gross }];
}

/** The account that programs without lines show: that of the only line, else none, as one value cannot say several. */
export function singleAccount(lines: readonly Booking[]): string | null {
  return lines.length === 1 ? (lines[0]?.account ?? null) : null;
}
