// The form of what was paid on an invoice; apart from payable.ts so that the body's schema and its readers do not import each other.
import { z } from "../../base/zod.ts";

/** Money that went out for an invoice, or (negative) that the bank gave back. */
const partPaymentSchema = z.looseObject({
  /** Negative where the bank returned it. */
  cents: z.int(),
  /** The bank's booking day. */
  paidOn: z.iso.date(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Discount for early payment that came off with it, in cents; negative where a return takes it back. */
  discount: z.int().optional(),
  run: z.uuid().optional(),
  /** Why the bank returned it: a code of ISO 20022. */
  returned: z.string().max(60).optional(),
});
export type PartPayment = Readonly<z.infer<typeof partPaymentSchema>>;

/** Members of an invoice that older programs do not know. */
export const invoicePaymentsShape = {
  /** By the id of the command, or of the bank's entry; `payment` stays the one that completed it. */
  payments: z.record(z.uuid(), partPaymentSchema).optional(),
  /** The payment run it is in until it is paid, returned or taken out. */
  inRun: z.looseObject({ run: z.uuid(), number: z.string().max(40), at: z.iso.datetime() }).optional(),
};
