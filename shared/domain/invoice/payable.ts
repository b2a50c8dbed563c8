// What is still to be paid on an invoice, and which discount comes off on a day. Pure; amounts are integer cents.
import { sumCents, type Cents } from "../../base/money.ts";
import type { PartPayment } from "./payments-schema.ts";
import type { Invoice } from "./schema.ts";
import { creditedCents } from "./stage.ts";

type Owed = Pick<Invoice, "fields" | "terms" | "payment" | "payments" | "credits">;

export interface Payable {
  readonly gross: Cents;
  /** What matched credit notes take off, never negative. */
  readonly credits: Cents;
  /** What has gone out already, less what came back. */
  readonly paid: Cents;
  /** Discount for early payment that the day still allows or that was taken. */
  readonly discount: Cents;
  /** What is to be transferred on that day; zero or less where nothing is left. */
  readonly open: Cents;
}

/** The best step of discount (BT-20) that a payment on `day` keeps; undefined where none is left. */
export function discountStepOn(
  { terms }: Pick<Invoice, "terms">,
  day: string,
): { readonly rate: number; readonly until: string } | undefined {
  const kept = (terms?.discounts ?? []).filter(({ until }) => day <= until);
  return kept.reduce<{ readonly rate: number; readonly until: string } | undefined>(
    (best, step) => (best === undefined || step.rate > best.rate ? step : best),
    undefined,
  );
}

/** What a payment on `day` (office date) has to be; the discount is rounded half up to the cent. */
export function payableOn(body: Owed, day: string): Payable {
  const gross = body.fields.gross ?? 0;
  const credits = creditedCents(body);
  const payments = Object.values(body.payments ?? {});
  const paid = sumCents(payments.map(({ cents }) => cents));
  const taken = sumCents(payments.map(({ discount = 0 }) => discount));
  const base = gross - credits;
  const rate = discountStepOn(body, day)?.rate ?? 0;
  const discount = Math.max(taken, base > 0 ? Math.floor((base * rate) / 10_000 + 0.5) : 0);
  return { gross, credits, paid, discount, open: body.payment === undefined ? base - discount - paid : 0 };
}

/** Whether payments and the discount that came off with them reach what was owed. */
export function paidInFull(payments: Readonly<Record<string, PartPayment>>, owed: Cents): boolean {
  return sumCents(Object.values(payments).map(({ cents, discount = 0 }) => cents + discount)) >= owed;
}
