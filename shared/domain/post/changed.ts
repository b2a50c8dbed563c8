// The letter as a command leaves it, and who may give one: its state always follows from what became of it.
import { must } from "../../base/must.ts";
import { actingFor, hasRole, isSystem, type Actor, type Role } from "../actor.ts";
import type { Change, CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { trailEntry } from "../trail.ts";
import { postStateOf, type Post, type PostState } from "./schema.ts";

/** Who works on the letters of a unit: its clerks, and whoever scans for it and hands them on. */
const postWorkers: readonly Role[] = ["CLERK", "CAPTURE"];

export function workerOf(actor: Actor, unit: string, today: string): Refusal | undefined {
  if (isSystem(actor) || hasRole(actor, postWorkers, unit, today)) return undefined;
  return refuse("notAllowed", { role: "CLERK", unit });
}

export function workerOnly({ actor, record, context }: CommandInput<Post, unknown>): Refusal | undefined {
  return record === undefined ? refuse("recordMissing") : workerOf(actor, record.unit, context.today);
}

/** Refuses whoever does not work on this letter, and any step on one in another state. */
export function workerIn(input: CommandInput<Post, unknown>, state: PostState): Refusal | undefined {
  const now = input.record?.body.state;
  return workerOnly(input) ?? (now === state ? undefined : refuse("wrongState", { state: now ?? "" }));
}

/** The record with `next` over its body, its state drawn anew and one line more in its trail. */
export function changed(
  input: CommandInput<Post, unknown>,
  command: string,
  next: Partial<Post>,
  details?: Parameters<typeof trailEntry>[4],
  unit?: string,
): Change {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const { actor, context } = input;
  const entry = trailEntry(
    context.commandId,
    command,
    actor,
    context.at,
    details,
    actingFor(actor, postWorkers, record.unit, context.today),
  );
  const body = { ...record.body, ...next, trail: [...record.body.trail, entry] };
  return { kind: "post", id: record.id, unit: unit ?? record.unit, body: { ...body, state: postStateOf(body) } };
}
