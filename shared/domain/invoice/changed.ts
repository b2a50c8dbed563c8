// The invoice as a command leaves it: its state always follows from its signatures.
import { must } from "../../base/must.ts";
import type { Change, CommandInput } from "../command.ts";
import { trailEntry } from "../trail.ts";
import { stateOf, type Invoice } from "./schema.ts";

/** The record with `next` over its body, its state drawn anew and one line more in its trail. */
export function changed(
  input: CommandInput<Invoice, unknown>,
  command: string,
  next: Partial<Invoice>,
  details?: Parameters<typeof trailEntry>[4],
  unit?: string,
): Change {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const entry = trailEntry(input.context.commandId, command, input.actor, input.context.at, details);
  const body = { ...record.body, ...next, trail: [...record.body.trail, entry] };
  return { kind: "invoice", id: record.id, unit: unit ?? record.unit, body: { ...body, state: stateOf(body) } };
}
