// Chart of accounts, cost centres, budget and open orders as this device holds them, and how a supplier's invoices were booked before.
import { z } from "../base/zod.ts";
import { bookingSchema } from "../domain/invoice/bookings-schema.ts";
import { ledgerNames } from "../domain/ledger/entries.ts";

/** The four books of account, and the list of suppliers with the fields that a file may bring. */
export const bookNames = [...ledgerNames, "supplier"] as const;
export type BookName = (typeof bookNames)[number];

export const ledgerArgsSchema = z.object({ ledgers: z.array(z.enum(bookNames)).min(1) });

export const ledgerResultSchema = z.object({
  /** By number, budget lines by year before. Entries that were taken out are left out. */
  rows: z.array(
    z.object({
      ledger: z.enum(bookNames),
      id: z.uuid(),
      fields: z.record(z.string(), z.union([z.string(), z.int(), z.null()])),
      /** Of a budget line: what orders have reserved, in cents. */
      reserved: z.int(),
    }),
  ),
});
export type LedgerRow = Readonly<z.infer<typeof ledgerResultSchema>["rows"][number]>;

/** Of an invoice. */
export const bookingSuggestionsArgsSchema = z.object({ id: z.uuid() });
export const bookingSuggestionsResultSchema = z.object({
  /** How earlier invoices of the same supplier were booked: the most used first, each with the newest invoice it stands on. */
  earlier: z.array(
    z.object({
      /** Over this invoice's amount and fiscal year; several lines share it out in percent. */
      lines: z.array(bookingSchema).min(1),
      /** On how many invoices. */
      count: z.int().positive(),
      number: z.string().nullable(),
      issueDate: z.string().nullable(),
    }),
  ),
});
export type BookingSuggestions = Readonly<z.infer<typeof bookingSuggestionsResultSchema>>;
