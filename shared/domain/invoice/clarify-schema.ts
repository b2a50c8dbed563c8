// What keeps an invoice from going its way for a while, and what was settled about it: optional members, so that older programs read the rest.
import { z } from "../../base/zod.ts";

const said = { by: z.string(), at: z.iso.datetime() };

/** A question to a colleague; it is open until it has an answer. */
const querySchema = z.looseObject({
  ...said,
  to: z.string(),
  question: z.string(),
  answer: z.looseObject({ ...said, text: z.string() }).optional(),
});
export type Query = Readonly<z.infer<typeof querySchema>>;

/** Text of the letter with which an invoice goes back. */
export const letterText = z.string().trim().min(1).max(10_000);
/** Why something is so, in a person's words. */
export const reasonText = z.string().trim().min(1).max(1000);

export const clarifyShape = {
  /** By the id of the command that asked. */
  queries: z.record(z.uuid(), querySchema).optional(),
  /** Put off: on the day `until` it goes on by itself. */
  hold: z.looseObject({ ...said, until: z.iso.date(), reason: z.string() }).optional(),
  /** Disputed with the supplier. */
  dispute: z.looseObject({ ...said, reason: z.string() }).optional(),
  /** Sent back to the supplier with this letter. */
  returned: z.looseObject({ ...said, reason: z.string(), letter: z.string() }).optional(),
  /** Credit notes that reduce what is paid on this invoice, by their id. */
  credits: z.record(z.uuid(), z.looseObject({ ...said, cents: z.int().positive() })).optional(),
  /** Of a credit note: the invoice it reduces. */
  credited: z.looseObject({ ...said, of: z.uuid() }).optional(),
  /** Somebody wants the technical certification before it is ordered. */
  technicalWanted: z.looseObject({ ...said, reason: z.string() }).optional(),
};
