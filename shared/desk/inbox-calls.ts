// The combined inbox: one list of everything that waits for me, my unit, or nobody.
import { z } from "../base/zod.ts";
import { markedTextSchema } from "./archive-calls.ts";

export const inboxViews = ["all", "mine", "unit", "nobody"] as const;
export const inboxSorts = ["deadline", "received", "subject", "state", "clerk", "amount"] as const;

export const inboxArgsSchema = z.object({
  /** mine: mine to do, by clerk or by my role's step · unit: of my units · nobody: no clerk yet */
  view: z.enum(inboxViews),
  kinds: z.array(z.enum(["application", "invoice", "post", "task"])),
  /** Matches subject, service, number, and words of the paper; umlaut spellings count as the same. */
  text: z.string().max(200),
  overdueOnly: z.boolean(),
  /** alike: invoices that may have come twice and nobody has decided about · sample: scans to be held beside their paper */
  only: z.enum(["alike", "sample"]).optional(),
  sort: z.object({ by: z.enum(inboxSorts), descending: z.boolean() }),
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(500),
});
export type InboxArgs = Readonly<z.infer<typeof inboxArgsSchema>>;

export const inboxRowSchema = z.object({
  kind: z.enum(["application", "invoice", "post", "task"]),
  id: z.uuid(),
  /** Applicant, supplier, or the task's title. */
  subject: z.string(),
  /** Service code, invoice number, or empty. */
  detail: z.string(),
  state: z.string(),
  unit: z.string(),
  clerk: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  deadline: z.iso.date().nullable(),
  /** Gross in cents, invoices only. */
  amount: z.int().nullable(),
  currency: z.string().nullable(),
  /** Own commands on it that the server has not answered, and refused ones. */
  waiting: z.int(),
  refused: z.int(),
  /** An invoice that may have come twice, as sure as the surest of what is like it; null where there is nothing to decide. */
  alike: z.enum(["same", "maybe"]).nullable(),
  /** Where its paper says what was searched for, hits marked; null where the line itself says it, or nothing was searched for. */
  found: markedTextSchema.nullable(),
});
export type InboxRow = Readonly<z.infer<typeof inboxRowSchema>>;

export const inboxResultSchema = z.object({
  total: z.int(),
  /** Counts under the same kinds and text, whatever the view. */
  counts: z.object({ all: z.int(), mine: z.int(), unit: z.int(), nobody: z.int(), overdue: z.int(), samples: z.int() }),
  rows: z.array(inboxRowSchema),
});
export type InboxResult = Readonly<z.infer<typeof inboxResultSchema>>;
