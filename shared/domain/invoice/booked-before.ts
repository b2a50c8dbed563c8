// How a supplier's earlier invoices were booked, put over another invoice. Pure; amounts of others never come along, only their shares.
import { canonicalJson } from "../../base/canonical-json.ts";
import { z } from "../../base/zod.ts";
import type { Booking } from "./bookings-schema.ts";
import { bookingsOf, fiscalYearOf, overGross, spread } from "./bookings.ts";
import type { Invoice } from "./schema.ts";

export interface BookedBefore {
  readonly lines: readonly Booking[];
  readonly count: number;
  /** Of the newest invoice that was booked so. */
  readonly number: string | null;
  readonly issueDate: string | null;
}

/** As many as one looks at before typing is quicker. */
const most = 3;

/** What earlier invoices, the newest first, suggest for this one: the most used first, of equally used the newest. */
export function bookedBefore(invoice: Invoice, earlier: readonly Invoice[]): readonly BookedBefore[] {
  const found = new Map<string, BookedBefore>();
  const gross = invoice.fields.gross ?? 0;
  for (const other of earlier) {
    const shares = sharesOf(bookingsOf(other));
    if (shares === undefined) continue;
    const lines = overGross(
      shares.map((share) => ({ ...share, year: fiscalYearOf(invoice) })),
      gross,
    );
    const key = canonicalJson(z.json().parse(lines));
    const before = found.get(key);
    const { number, issueDate } = other.fields;
    found.set(key, before === undefined ? { lines, count: 1, number, issueDate } : { ...before, count: before.count + 1 });
  }
  return [...found.values()].sort((one, two) => two.count - one.count).slice(0, most);
}

/** Lines without amounts and years: a single one stands for everything, several are percents. Undefined where they have no shares. */
function sharesOf(lines: readonly Booking[]): readonly Booking[] | undefined {
  const plain = lines.map(({ account, costCentre, costObject, taxCode, text }): Booking => ({
    account,
    year: 2000,
    cents: 0,
    ...(costCentre === undefined ? {} : { costCentre }),
    ...(costObject === undefined ? {} : { costObject }),
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(text === undefined ? {} : { text }),
  }));
  if (lines.length <= 1) return lines.length === 0 ? undefined : plain;
  const all = lines.reduce((sum, { cents }) => sum + cents, 0);
  // Lines that weigh against each other have no share of a whole.
  if (all === 0 || lines.some(({ cents }) => Math.sign(cents) !== Math.sign(all))) return undefined;
  const percents = spread(
    10_000,
    lines.map(({ cents }) => Math.abs(cents)),
  );
  if (percents.includes(0)) return undefined;
  return plain.map((line, index) => ({ ...line, percent: (percents[index] ?? 0) / 100 }));
}
