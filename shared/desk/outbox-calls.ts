// What screens may ask about steps in the outbox beside the steps themselves: what was done, what a step says, a step revised.
import { z } from "../base/zod.ts";

/** An own step that the server has accepted lately. */
export const doneStepSchema = z.object({
  commandId: z.uuid(),
  kind: z.string(),
  recordId: z.uuid(),
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  subject: z.string(),
  at: z.iso.datetime(),
  /** When the server received it. */
  acceptedAt: z.iso.datetime(),
});
export type DoneStep = Readonly<z.infer<typeof doneStepSchema>>;

/** A text that a person wrote into a step: `path` leads to it within the step's arguments, with points between names. */
export const stepTextSchema = z.object({ path: z.string().max(200), value: z.string().max(2_000_000) });
export type StepText = Readonly<z.infer<typeof stepTextSchema>>;

export const stepContentArgsSchema = z.object({ commandId: z.uuid() });
export const stepContentResultSchema = z.object({
  /** Everything the step says, as it is kept: for a person or the support to keep elsewhere. Cut where it is very long. */
  content: z.string(),
  /** What of it can be written anew; empty where this program cannot read the step. */
  texts: z.array(stepTextSchema),
});
export type StepContent = Readonly<z.infer<typeof stepContentResultSchema>>;

/** Puts other texts into a refused step and queues it again in its old place. */
export const reviseStepArgsSchema = z.object({ commandId: z.uuid(), texts: z.array(stepTextSchema).max(100) });
