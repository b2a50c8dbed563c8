// One record with everything a screen shows of it, and the commands people give.
import { z } from "../base/zod.ts";
import { officeRecordSchema, recordRefSchema } from "../domain/record.ts";
import { fieldConflictSchema, refusalSchema } from "../domain/refusal.ts";

/** What a person may do with a record now: `refusal` says in a code why not. */
export const actionSchema = z.object({
  /** Command name; `certify` appears as `certify.factual` and `certify.arithmetic`. */
  action: z.string(),
  refusal: refusalSchema.nullable(),
});
export type RecordAction = Readonly<z.infer<typeof actionSchema>>;

export const outboxStates = ["queued", "sending", "waitingForContent", "refused", "parked", "partlyRefused"] as const;

export const outboxEntrySchema = z.object({
  commandId: z.uuid(),
  group: z.uuid(),
  kind: z.string(),
  recordId: z.uuid(),
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  /** The record's subject as the inbox shows it. */
  subject: z.string(),
  at: z.iso.datetime(),
  state: z.enum(outboxStates),
  /** A record it needs is not on this desk: only the server can say whether it goes. */
  unchecked: z.boolean(),
  refusal: refusalSchema.nullable(),
  /** Fields somebody else changed meanwhile, with all three values. */
  conflicts: z.array(fieldConflictSchema),
});
export type OutboxEntry = Readonly<z.infer<typeof outboxEntrySchema>>;

export const recordArgsSchema = recordRefSchema;
export const recordResultSchema = z.object({
  /** As the person sees it: the server's body with their own waiting commands on top; null where it is not here. */
  record: officeRecordSchema.nullable(),
  actions: z.array(actionSchema),
  /** Own commands on it that are waiting, refused or parked, oldest first. */
  outbox: z.array(outboxEntrySchema),
  /** The person's last undoable step on it; `group` is null where this desk did not give it. */
  undo: z.object({ group: z.uuid().nullable(), name: z.string(), commandId: z.uuid() }).nullable(),
});
export type RecordResult = Readonly<z.infer<typeof recordResultSchema>>;

export const intentionSchema = z.object({
  kind: z.string().min(1),
  name: z.string().min(1),
  /** Null where the command makes the record: the desk draws the id. */
  recordId: z.uuid().nullable(),
  args: z.record(z.string(), z.unknown()),
});
export type Intention = Readonly<z.infer<typeof intentionSchema>>;

export const submitArgsSchema = z.object({
  commands: z.array(intentionSchema).min(1).max(500),
  /** The person's password, where the acts want it; one for all of them. It goes no further than to the server, and into no record. */
  password: z.string().min(1).max(200).optional(),
});
export const submitResultSchema = z.object({
  group: z.uuid(),
  results: z.array(
    z.object({
      commandId: z.uuid(),
      recordId: z.uuid(),
      /** applied: seen at once · unchecked: the desk lacks a record, the server will check · refused: nothing was queued */
      outcome: z.enum(["applied", "unchecked", "refused"]),
      refusal: refusalSchema.nullable(),
    }),
  ),
});
export type SubmitResult = Readonly<z.infer<typeof submitResultSchema>>;

export const resolveArgsSchema = z.object({
  commandId: z.uuid(),
  /**
   * discard: take theirs and forget mine · discardAll: and what waits behind it · retry: the same intention once more on today's
   * record (edits: mine over theirs) · merge: an edit with `fields` as the person put them together · without: a bulk action
   * once more without the members that were refused by themselves
   */
  action: z.enum(["discard", "discardAll", "retry", "merge", "without"]),
  /** For `merge`: what the person saw and what shall stand there; fields left out stay as they are. */
  fields: z.record(z.string(), z.object({ from: z.json(), to: z.json() })).optional(),
});
export type ResolveAction = z.infer<typeof resolveArgsSchema>["action"];

/** Why the desk's rules refuse the way chosen; the step then stands as it was. */
export const resolveResultSchema = z.object({ refusal: refusalSchema.nullable() });

/** What can be done now about the steps on one record that were not taken. */
export const solutionsResultSchema = z.array(
  z.object({
    commandId: z.uuid(),
    /** Why the same step cannot be given once more now; null where it can. */
    again: refusalSchema.nullable(),
    /** The members of its bulk action, itself included; empty for a single step. */
    members: z.array(
      z.object({
        commandId: z.uuid(),
        kind: z.string(),
        recordId: z.uuid(),
        subject: z.string(),
        /** Null where only another member was in the way. */
        refusal: refusalSchema.nullable(),
      }),
    ),
  }),
);
export type Solution = Readonly<z.infer<typeof solutionsResultSchema>[number]>;
