// Who sits at the desk and how it stands with the server.
import { z } from "../base/zod.ts";
import { actorSchema } from "../domain/actor.ts";
import { directorySchema } from "../domain/policy.ts";

export const enrolmentStateSchema = z.object({
  phase: z.enum(["needed", "running", "done"]),
  /** Why it is needed: never enrolled, from before there was enrolment, or locked out. */
  reason: z.enum(["new", "upgrade", "revoked"]),
  /** The address to begin with; empty where none is known. */
  serverUrl: z.string(),
  townName: z.string().nullable(),
  deviceName: z.string(),
  /** What kept a code that came from outside from working: a code of shared/desk/errors.ts. */
  problem: z.string().nullable(),
});
export type EnrolmentState = Readonly<z.infer<typeof enrolmentStateSchema>>;

export const enrolArgsSchema = z.object({
  serverUrl: z.string().trim().min(1).max(500),
  code: z.string().trim().min(1).max(50),
  deviceName: z.string().trim().max(100),
});

export const sessionStateSchema = z.object({
  phase: z.enum(["signedOut", "opening", "open"]),
  /** Known from the last sign-in at this device, for the form. */
  lastUserName: z.string(),
  serverUrl: z.string(),
  enrolment: enrolmentStateSchema,
  actor: actorSchema.nullable(),
  directory: directorySchema.nullable(),
  /** The office date at the desk's clock, Europe/Berlin. */
  today: z.iso.date(),
  host: z.enum(["electron", "loopback", "test"]),
  programVersion: z.string(),
});
export type SessionState = Readonly<z.infer<typeof sessionStateSchema>>;

/** Own steps by how far they are; the codes are those of outbox entries. */
export const stepCountsSchema = z.object({
  queued: z.int(),
  sending: z.int(),
  waitingForContent: z.int(),
  parked: z.int(),
  refused: z.int(),
  partlyRefused: z.int(),
});
export type StepCounts = Readonly<z.infer<typeof stepCountsSchema>>;

export const syncStateSchema = z.object({
  network: z.enum(["online", "offline", "syncing"]),
  /** Since when nobody answers, ISO; null while somebody does. */
  offlineSince: z.iso.datetime().nullable(),
  /** When this replica and the server were last in step, ISO; also from an earlier session. */
  lastSyncAt: z.iso.datetime().nullable(),
  /** When the desk tries again by itself, after a failure. */
  nextTryAt: z.iso.datetime().nullable(),
  /** When the machine woke up, until desk and server are in step again. */
  wokeAt: z.iso.datetime().nullable(),
  /** An answer is late. */
  slow: z.boolean(),
  /** Last answer of the server, ISO; null before the first. */
  lastContactAt: z.iso.datetime().nullable(),
  /** Commands not yet answered, and refused ones nobody has looked after yet. */
  waiting: z.int(),
  refused: z.int(),
  steps: stepCountsSchema,
  /** Set while many records come; the seconds are null until the rate is known. */
  progress: z.object({ of: z.enum(["snapshot", "news"]), done: z.int(), total: z.int(), secondsLeft: z.int().nullable() }).nullable(),
  /** A code of shared/desk/errors.ts or shared/sync/problem.ts that keeps the desk from syncing. */
  problem: z.string().nullable(),
  /** The last one, also after it is over. */
  lastProblem: z.object({ code: z.string(), at: z.iso.datetime() }).nullable(),
  /** Seconds by which the desk's clock is ahead of the server's (behind: negative), where it is too many. */
  clockAheadSeconds: z.int().nullable(),
});
export type SyncState = Readonly<z.infer<typeof syncStateSchema>>;

export const signInArgsSchema = z.object({ userName: z.string().trim().min(1).max(100), password: z.string().min(1).max(200) });
export const signInResultSchema = z.object({ mode: z.enum(["online", "offline"]) });
