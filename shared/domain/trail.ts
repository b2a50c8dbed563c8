// The part of every body that tells what happened to the record, in words a screen can form offline.
import { z } from "../base/zod.ts";
import type { Actor } from "./actor.ts";
import { beforeSchema } from "./before.ts";

export const trailEntrySchema = z.looseObject({
  commandId: z.string(),
  command: z.string(),
  by: z.string(),
  /** The person whose deputy `by` acted as. */
  onBehalfOf: z.string().optional(),
  at: z.iso.datetime(),
  /** Values the sentence needs; field edits as `{field, from, to}`. */
  details: z.record(z.string(), z.json()).optional(),
  /** What stood there before, written by `execute`: what undo brings back, and what tells whether a later step built on this one. */
  before: beforeSchema.optional(),
});
export type TrailEntry = Readonly<z.infer<typeof trailEntrySchema>>;

export const noteSchema = z.looseObject({ id: z.string(), text: z.string().min(1).max(4000), by: z.string(), at: z.iso.datetime() });
export type Note = Readonly<z.infer<typeof noteSchema>>;

/** The form of body this version writes, of every kind. */
export const bodyForm = 1;

/** Members every body has. Unknown members of newer versions are kept (loose objects). */
export const bodyBase = {
  schema: z.literal(bodyForm),
  notes: z.array(noteSchema),
  trail: z.array(trailEntrySchema),
};

export function trailEntry(
  commandId: string,
  command: string,
  actor: Actor,
  at: string,
  details?: Readonly<Record<string, z.infer<ReturnType<typeof z.json>>>>,
  onBehalfOf?: string,
): TrailEntry {
  const base = { commandId, command, by: actor.personId, at };
  return { ...base, ...(onBehalfOf === undefined ? {} : { onBehalfOf }), ...(details === undefined ? {} : { details }) };
}
