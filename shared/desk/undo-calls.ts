// Taking back own steps: one, a whole bulk action, the last one, and the list of them.
import { z } from "../base/zod.ts";
import { recordRefSchema } from "../domain/record.ts";
import { refusalSchema } from "../domain/refusal.ts";
import { submitResultSchema } from "./record-calls.ts";

/**
 * A group of this desk, whole or `only` some of its commands; or one command on a record that another desk of the same person gave, or
 * this one so long ago that only the record still knows of it.
 */
export const undoArgsSchema = z.union([
  z.object({ group: z.uuid(), only: z.array(z.uuid()).min(1).optional() }),
  z.object({ record: recordRefSchema, command: z.uuid() }),
]);

/** One act of the person: a command, or a bulk action over many. */
export const ownStepSchema = z.object({
  group: z.uuid(),
  kind: z.string(),
  name: z.string(),
  /** `factual` or `arithmetic` where the step was a certification. */
  as: z.string().nullable(),
  at: z.iso.datetime(),
  count: z.int().positive(),
  /** The records it was given on, the first few. */
  records: z.array(z.object({ commandId: z.uuid(), kind: z.string(), id: z.uuid(), subject: z.string() })),
  /** Of the commands that still stand the one that most needs the person: as the outbox names them, `done` where the server has all. */
  state: z.enum(["waiting", "done", "refused", "partlyRefused", "parked", "undone"]),
  /** Why it cannot be taken back; null where it can. */
  refusal: refusalSchema.nullable(),
});
export type OwnStep = Readonly<z.infer<typeof ownStepSchema>>;

export const ownStepsArgsSchema = z.object({ limit: z.int().min(1).max(200) });
export const ownStepsResultSchema = z.object({ steps: z.array(ownStepSchema), more: z.boolean() });

/** Null where this person has done nothing here that could be taken back. */
export const undoLastResultSchema = z.object({ step: ownStepSchema.nullable(), result: submitResultSchema.nullable() });
