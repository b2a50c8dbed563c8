// POST /v1/pull: everything newer than the cursors, as NDJSON lines (one JSON object a line, gzip on the wire).
import { z } from "../base/zod.ts";
import { officeRecordSchema } from "../domain/record.ts";

export const pullRequestSchema = z.object({
  version: z.int(),
  /** Null on the first pull of a replica. */
  epoch: z.string().nullable(),
  /** The last feed number seen, per scope; a scope that is missing starts with its snapshot. */
  cursors: z.record(z.string(), z.int().nonnegative()),
  /** Records at most in this answer. */
  limit: z.int().min(1).max(20000),
});
export type PullRequest = Readonly<z.infer<typeof pullRequestSchema>>;

/** First line. `scopes` are those the person may hold now: the desk deletes what lies in none of them. */
export const pullBeginSchema = z.object({ t: z.literal("begin"), epoch: z.string(), scopes: z.array(z.string()), total: z.int() });
/** A record as it is now. */
export const pullRecordSchema = z.object({ t: z.literal("record"), seq: z.int(), record: officeRecordSchema });
/** The record left this scope (moved, or deleted): the desk forgets it where no other scope of it is held. */
export const pullLeftSchema = z.object({ t: z.literal("left"), seq: z.int(), scope: z.string(), kind: z.string(), id: z.uuid() });
/** Last line: the cursors after this answer, and whether to ask again at once. An answer without it was cut and counts for nothing. */
export const pullEndSchema = z.object({ t: z.literal("end"), cursors: z.record(z.string(), z.int()), more: z.boolean() });

export const pullLineSchema = z.discriminatedUnion("t", [pullBeginSchema, pullRecordSchema, pullLeftSchema, pullEndSchema]);
export type PullLine = Readonly<z.infer<typeof pullLineSchema>>;
