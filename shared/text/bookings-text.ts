// The lines an invoice is booked on as people read them in a sentence.
import type { Json } from "../base/canonical-json.ts";
import { bookingsSchema, type Booking } from "../domain/invoice/bookings-schema.ts";
import { formatMoney } from "./format.ts";

/** "111200.443100 (2026, KSt 1120): 119,00 €" */
function bookingText({ account, costCentre, year, cents }: Booking): string {
  return `${account} (${year}${costCentre === undefined ? "" : `, KSt ${costCentre}`}): ${formatMoney(cents)}`;
}

/** Lines one after the other; undefined for any other list. */
export function bookingsText(value: readonly Json[]): string | undefined {
  const lines = bookingsSchema.safeParse(value).data;
  return lines?.map(bookingText).join("; ");
}
