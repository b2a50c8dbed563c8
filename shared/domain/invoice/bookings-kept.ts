// Lines and the fields beside them are kept in step: an account of its own is one line, another amount is shared out anew.
import type { Json } from "../../base/canonical-json.ts";
import { overGross } from "./bookings.ts";
import type { Invoice, InvoiceFields } from "./schema.ts";

/** The fields as an edit compares them: several lines are several accounts, so that an edit of "the" account is a conflict with them. */
export function withAccount({ fields, bookings }: Pick<Invoice, "fields" | "bookings">): Readonly<Record<keyof InvoiceFields, Json>> {
  return bookings === undefined || bookings.length === 1
    ? fields
    : { ...fields, account: [...new Set(bookings.map(({ account }) => account))].join("; ") };
}

/** The lines over the fields as they were edited; nothing where there are none. */
export function bookingsOver({ bookings }: Pick<Invoice, "bookings">, fields: InvoiceFields): Pick<Partial<Invoice>, "bookings"> {
  if (bookings === undefined) return {};
  const [only] = bookings;
  if (only !== undefined && bookings.length === 1) {
    // Whoever takes the account away takes the only line with it.
    if (fields.account === null || fields.account.trim() === "") return { bookings: undefined };
    return { bookings: [...overGross([{ ...only, account: fields.account.trim() }], fields.gross ?? 0)] };
  }
  return { bookings: [...overGross(bookings, fields.gross ?? 0)] };
}
