// An answer as the log keeps it: enough to give a repeated command the same answer again.
import { z } from "../../shared/base/zod.ts";
import { fieldConflictSchema, refusalSchema } from "../../shared/domain/refusal.ts";
import type { Answer } from "../../shared/sync/push.ts";
import type { LogEntry } from "./chain.ts";

/** The part of an answer that may quote values and is therefore erasable. */
export const conflictsAndRefusalSchema = z.object({
  conflicts: z.array(fieldConflictSchema).optional(),
  refusal: refusalSchema.optional(),
});
export type ConflictsAndRefusal = Readonly<z.infer<typeof conflictsAndRefusalSchema>>;

/** The answer a logged command got; of an erased one its code or version is what is left. */
export function answerFromLog(entry: LogEntry, kept: ConflictsAndRefusal | undefined): Answer {
  const base = { id: entry.commandId, receivedAt: entry.receivedAt };
  if (entry.answer === "accepted") return { ...base, answer: "accepted", version: entry.version ?? 0, conflicts: kept?.conflicts ?? [] };
  return { ...base, answer: "refused", refusal: kept?.refusal ?? { code: entry.code ?? "", params: {} } };
}
