// How an invoice is booked: its lines, each on a product account of a fiscal year. Amounts are integer cents.
import { z } from "../../base/zod.ts";

const word = z.string().trim().min(1).max(40);

export const bookingSchema = z.looseObject({
  /** Product account (Produktsachkonto): number of the product, a dot, number of the account. */
  account: word,
  costCentre: word.optional(),
  costObject: word.optional(),
  /** Fiscal year (Haushaltsjahr). */
  year: z.int().min(2000).max(2199),
  taxCode: z.string().trim().min(1).max(20).optional(),
  /** What is booked on this line; of a line in percent it follows from the gross amount. */
  cents: z.int(),
  /** Of what the lines in euros leave over, with two decimals at most. */
  percent: z
    .number()
    .min(0.01)
    .max(100)
    .refine((percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-9)
    .optional(),
  text: z.string().trim().min(1).max(140).optional(),
});
export type Booking = Readonly<z.infer<typeof bookingSchema>>;

/** As many lines as a person can look over. */
export const mostBookings = 60;

export const bookingsSchema = z.array(bookingSchema).min(1).max(mostBookings);
