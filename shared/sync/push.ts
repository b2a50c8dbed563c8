// POST /v1/push: commands go up, answers come back once they are durable. The server applies an id once, whoever repeats it.
import { z } from "../base/zod.ts";
import { commandSchema } from "../domain/command.ts";
import { fieldConflictSchema, refusalSchema } from "../domain/refusal.ts";

export const maxCommandsPerPush = 200;

export const pushRequestSchema = z.object({
  version: z.int(),
  epoch: z.string(),
  /** In the order the person gave them; `number` runs per replica and is drawn when a command is sent. */
  commands: z
    .array(z.object({ number: z.int().positive(), command: commandSchema }))
    .min(1)
    .max(maxCommandsPerPush),
});

export const answerSchema = z.discriminatedUnion("answer", [
  z.object({
    id: z.uuid(),
    answer: z.literal("accepted"),
    /** The record's version after the command. */
    version: z.int(),
    receivedAt: z.iso.datetime(),
    conflicts: z.array(fieldConflictSchema),
  }),
  z.object({ id: z.uuid(), answer: z.literal("refused"), receivedAt: z.iso.datetime(), refusal: refusalSchema }),
  /** Not decided: the content a command names is not here yet, or this server is too old to know the command. It stays in the outbox. */
  z.object({
    id: z.uuid(),
    answer: z.literal("waiting"),
    missingContent: z.array(z.string()),
    reason: z.literal("unknownCommand").optional(),
  }),
]);
export type Answer = Readonly<z.infer<typeof answerSchema>>;

export const pushResponseSchema = z.object({ answers: z.array(answerSchema) });
