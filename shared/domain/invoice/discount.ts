// Discounts for early payment (Skonto, BT-20): what each would save, until when one has to order for it, and what is lost. Pure.
import { workingDaysBefore, workingDayUpTo } from "../../base/working-days.ts";
import type { OfficeDate } from "../../base/office-date.ts";
import type { Invoice } from "./schema.ts";
import { payableOf } from "./stage.ts";

/** A transfer is with the payee's bank one bank working day after it was sent (§ 675s BGB): so much earlier somebody has to order. */
const daysOfTransfer = 1;
/** So many working days ahead the screen warns. */
const warnedAhead = 3;

export interface DiscountStep {
  /** In hundredths of a percent. */
  readonly rate: number;
  /** Paid by this day. */
  readonly until: OfficeDate;
  /** What it takes off, in cents, half a cent up. */
  readonly cents: number;
  /** The last working day on which an order still brings it. */
  readonly orderBy: OfficeDate;
  /** open: still to be had · near: within three working days · won: ordered in time · lost: the day is over. */
  readonly is: "open" | "near" | "won" | "lost";
}

/** The last working day on which an order still reaches the payee by `until`. */
export function lastDayToOrder(until: OfficeDate): OfficeDate {
  return workingDaysBefore(workingDayUpTo(until), daysOfTransfer);
}

/** Cents that `rate`, in hundredths of a percent, takes off an amount. */
export function discountCents(cents: number, rate: number): number {
  return Math.sign(cents) * Math.round((Math.abs(cents) * rate) / 10_000);
}

type Discounted = Pick<Invoice, "fields" | "credits" | "terms" | "order">;

/** The steps of an invoice's discount on an office day, the shortest term first; none where it has none or no amount is known. `orderedOn` is the day of its order. */
export function discountsOf(body: Discounted, today: OfficeDate, orderedOn: OfficeDate | undefined): readonly DiscountStep[] {
  const payable = payableOf(body);
  if (payable === null || payable <= 0) return [];
  return (body.terms?.discounts ?? []).map(({ rate, until }) => {
    const orderBy = lastDayToOrder(until);
    return { rate, until, cents: discountCents(payable, rate), orderBy, is: standing(orderBy, today, orderedOn) };
  });
}

function standing(orderBy: OfficeDate, today: OfficeDate, orderedOn: OfficeDate | undefined): DiscountStep["is"] {
  if (orderedOn !== undefined) return orderedOn <= orderBy ? "won" : "lost";
  if (today > orderBy) return "lost";
  return today >= workingDaysBefore(orderBy, warnedAhead) ? "near" : "open";
}
