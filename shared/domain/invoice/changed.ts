// The invoice as a command leaves it: its state always follows from its signatures.
import { must } from "../../base/must.ts";
import { actingFor, type Role } from "../actor.ts";
import type { Change, CommandInput } from "../command.ts";
import { trailEntry } from "../trail.ts";
import { invoiceWorkers } from "./matrix.ts";
import { stateOf, type Invoice } from "./schema.ts";

/** Beside what changed: the unit it goes to, and the right it was done with (or in whose name), for the trail. */
interface ChangedMore {
  readonly unit?: string;
  readonly roles?: readonly Role[];
  readonly onBehalfOf?: string | undefined;
}

/** The record with `next` over its body, its state drawn anew and one line more in its trail. */
export function changed(
  input: CommandInput<Invoice, unknown>,
  command: string,
  next: Partial<Invoice>,
  details?: Parameters<typeof trailEntry>[4],
  more: ChangedMore = {},
): Change {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const { actor, context } = input;
  const standsFor = "onBehalfOf" in more ? more.onBehalfOf : actingFor(actor, more.roles ?? invoiceWorkers, record.unit, context.today);
  const entry = trailEntry(context.commandId, command, actor, context.at, details, standsFor);
  const body = { ...record.body, ...next, trail: [...record.body.trail, entry] };
  return { kind: "invoice", id: record.id, unit: more.unit ?? record.unit, body: { ...body, state: stateOf(body) } };
}
