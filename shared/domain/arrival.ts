// How a paper or a file comes in, whatever it is booked as: over which way, under what name, and of a scan where and how it was made.
// Must never say who brought it: the rule that books it adds that.
import { z } from "../base/zod.ts";

/** What the desk says of a scan as it books it; the person and the time are those of the arrival. */
export const transferFactsSchema = z.object({
  /** The device as the municipality calls it. */
  device: z.string().max(100),
  /** How was scanned: the profile of the folder the scanner wrote to. */
  profile: z.string().max(100),
  /** When the desk read the file. */
  readAt: z.iso.datetime(),
  /** Pages in the file; null where that was not found out. */
  pages: z.int().nonnegative().nullable(),
});
export type TransferFacts = Readonly<z.infer<typeof transferFactsSchema>>;

/** Of a file that came with an e-mail: what that said of itself; nobody has checked it. */
const mailSchema = z.object({ from: z.string().max(300), subject: z.string().max(300), sentAt: z.iso.datetime().nullable() });

/** How a file came in, as its desk says it. */
export const arrivedSchema = z.object({
  channel: z.string(),
  fileName: z.string(),
  mail: mailSchema.optional(),
  /** Of a scan. */
  transfer: transferFactsSchema.optional(),
});

/** What was looked at as a file was taken: a code the screens have words for. */
export const checkSchema = z.object({ code: z.string().min(1), severity: z.enum(["ok", "warning", "error"]) });

/** How a file came in. A second copy of the same bytes is noted here, not booked again. */
export const arrivalSchema = arrivedSchema.extend({ by: z.string(), at: z.iso.datetime() });
