// POST /v1/pull: everything newer than the cursors, as NDJSON lines (one JSON object a line, gzip on the wire). A scope without a
// cursor comes as a snapshot, open work first, which goes on where it was cut; the feed brings what changes meanwhile.
import { z } from "../base/zod.ts";
import { officeRecordSchema } from "../domain/record.ts";

/** A snapshot under way: the scopes it fills, and its position in the server's words. */
export const snapshotPlaceSchema = z.object({ token: z.string().max(200), scopes: z.array(z.string()) });
export type SnapshotPlace = Readonly<z.infer<typeof snapshotPlaceSchema>>;

export const pullRequestSchema = z.object({
  version: z.int(),
  /** Null on the first pull of a replica. */
  epoch: z.string().nullable(),
  /** The last feed number seen, per scope; a scope that is missing starts with its snapshot. */
  cursors: z.record(z.string(), z.int().nonnegative()),
  /** Records at most in this answer. */
  limit: z.int().min(1).max(20000),
  /** Where the snapshot stands; null where none is under way. A desk that leaves it out (version 1) gets snapshots as a feed from 0. */
  snapshot: snapshotPlaceSchema.nullable().optional(),
});
export type PullRequest = Readonly<z.infer<typeof pullRequestSchema>>;

/** How far a snapshot is; the total is null until it has been counted. */
const snapshotProgress = { done: z.int(), total: z.int().nullable() };

/**
 * First line. `scopes` are those the person may hold now: the desk deletes what lies in none of them.
 * `snapshot` is the one that begins or goes on with this answer: its scopes have the cursor `head` from now on. `afresh` says that the
 * cursors were older than the server's tombstones: everything comes again, and what does not come is not there any more.
 */
export const pullBeginSchema = z.object({
  t: z.literal("begin"),
  epoch: z.string(),
  scopes: z.array(z.string()),
  total: z.int(),
  snapshot: z.object({ ...snapshotPlaceSchema.shape, ...snapshotProgress, head: z.int(), afresh: z.boolean() }).optional(),
});
/** A record as it is now. */
export const pullRecordSchema = z.object({ t: z.literal("record"), seq: z.int(), record: officeRecordSchema });
/** The record left this scope (moved, or deleted): the desk forgets it where no other scope of it is held. */
export const pullLeftSchema = z.object({ t: z.literal("left"), seq: z.int(), scope: z.string(), kind: z.string(), id: z.uuid() });
/**
 * What stands above it is complete and need not be sent again, even where the answer is cut behind it: cursors below `seq` are at
 * `seq` now, or the snapshot is at its new place (null: complete).
 */
export const pullMarkSchema = z.object({
  t: z.literal("mark"),
  seq: z.int().optional(),
  snapshot: z
    .object({ token: snapshotPlaceSchema.shape.token, ...snapshotProgress })
    .nullable()
    .optional(),
});
/**
 * Last line: the cursors after this answer, and whether to ask again at once. Without it an answer was cut: what stands above its last
 * mark counts, the rest does not.
 */
export const pullEndSchema = z.object({ t: z.literal("end"), cursors: z.record(z.string(), z.int()), more: z.boolean() });

export const pullLineSchema = z.discriminatedUnion("t", [pullBeginSchema, pullRecordSchema, pullLeftSchema, pullMarkSchema, pullEndSchema]);
export type PullLine = Readonly<z.infer<typeof pullLineSchema>>;
