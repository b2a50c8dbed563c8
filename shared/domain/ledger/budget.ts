// The budget check (Haushaltsüberwachung): which budget lines bookings draw on, what an order reserves there, what is left.
// A reservation follows from the invoice's order and from nothing else, so that no step can forget to give it back.
import type { Booking } from "../invoice/bookings-schema.ts";
import type { RecordRef } from "../record.ts";
import { budgetLineIdOf, type BudgetLine } from "./entries.ts";

/** Budget lines that a booking may draw on, the closest first: its account before the whole product, its cost centre before none. */
export function budgetRefsOf({ year, account, costCentre }: Pick<Booking, "year" | "account" | "costCentre">): readonly RecordRef[] {
  const [product = account] = account.split(".");
  const codes = product === account ? [account] : [account, product];
  const centres = costCentre === undefined ? [null] : [costCentre, null];
  return codes.flatMap((code) => centres.map((centre) => ({ kind: "budgetLine", id: budgetLineIdOf({ year, code, costCentre: centre }) })));
}

/** What bookings draw on one budget line, in cents. */
export interface Draw<Line> {
  readonly line: Line;
  readonly cents: number;
}

/**
 * What bookings draw on which budget lines; `find` gives the line with an id, where there is one. Bookings without a line are left out.
 * `sign` is -1 for a credit note.
 */
export function drawsOf<Line extends { readonly id: string }>(
  bookings: readonly Booking[],
  sign: 1 | -1,
  find: (id: string) => Line | undefined,
): readonly Draw<Line>[] {
  const draws = new Map<string, Draw<Line>>();
  for (const booking of bookings) {
    const line = budgetRefsOf(booking).flatMap(({ id }) => find(id) ?? [])[0];
    if (line === undefined) continue;
    const before = draws.get(line.id)?.cents ?? 0;
    draws.set(line.id, { line, cents: before + (sign === -1 ? -Math.abs(booking.cents) : booking.cents) });
  }
  return [...draws.values()];
}

/** Planned less what other orders have reserved, in cents. */
export function availableOn({ fields, reservations = {} }: Pick<BudgetLine, "fields" | "reservations">, exceptFor?: string): number {
  return Object.entries(reservations).reduce((left, [invoice, cents]) => (invoice === exceptFor ? left : left - cents), fields.planned);
}
