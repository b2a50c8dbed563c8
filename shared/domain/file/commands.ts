// What can happen to a file: opened, closed, opened again. Closed files take no more documents.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { hasRole, isSystem, type Actor } from "../actor.ts";
import { defineKind, rule, type Applied, type CommandInput } from "../command.ts";
import { noteCommands } from "../notes.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { trailEntry } from "../trail.ts";
import { fileInvariants, fileSchema, type OfficeFile } from "./schema.ts";

function keeperOf(
  unit: string | undefined,
  { actor, context }: { readonly actor: Actor; readonly context: { readonly today: string } },
): Refusal | undefined {
  if (unit === undefined) return refuse("recordMissing");
  if (isSystem(actor) || hasRole(actor, ["CLERK", "ARCHIVE"], unit, context.today)) return undefined;
  return refuse("notAllowed", { role: "CLERK", unit });
}

function changed(
  input: CommandInput<OfficeFile, unknown>,
  command: string,
  next: Partial<OfficeFile>,
  details?: { reason: string },
): Applied {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const trail = [...record.body.trail, trailEntry(input.context.commandId, command, input.actor, input.context.at, details)];
  return { changes: [{ kind: "file", id: record.id, unit: record.unit, body: { ...record.body, ...next, trail } }] };
}

function inState(input: CommandInput<OfficeFile, unknown>, state: OfficeFile["state"]): Refusal | undefined {
  const now = input.record?.body.state;
  return now === state ? undefined : refuse("wrongState", { state: now ?? "" });
}

const openArgs = z.strictObject({
  unit: z.string().min(1),
  number: z.string().min(1).max(60),
  title: z.string().trim().min(1).max(300),
  planNumber: z.string().min(1),
});
const open = rule<OfficeFile, z.infer<typeof openArgs>>({
  args: openArgs,
  creates: true,
  final: "numberStays",
  allowed: (input) => keeperOf(input.args.unit, input),
  apply: ({ actor, args, id, context }) => {
    const { unit, ...described } = args;
    const trail = [trailEntry(context.commandId, "open", actor, context.at)];
    const body: OfficeFile = { ...described, schema: 1, state: "open", openedOn: context.today, notes: [], trail };
    return { changes: [{ kind: "file", id, unit, body }] };
  },
});

const noArgs = z.strictObject({});
const close = rule<OfficeFile, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => keeperOf(input.record?.unit, input) ?? inState(input, "open"),
  apply: (input) => changed(input, "close", { state: "closed", closedOn: input.context.today }),
});

const reopenArgs = z.strictObject({ reason: z.string().trim().min(1).max(1000) });
const reopen = rule<OfficeFile, z.infer<typeof reopenArgs>>({
  args: reopenArgs,
  allowed: (input) => keeperOf(input.record?.unit, input) ?? inState(input, "closed"),
  apply: (input) => changed(input, "reopen", { state: "open", closedOn: undefined }, { reason: input.args.reason }),
});

/** The kind `file`. */
export const fileKind = defineKind<OfficeFile>({
  name: "file",
  schema: fileSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: fileInvariants,
  // Whoever may file an invoice of the unit has to see its files.
  scopes: (_body, unit) => [unitScope("file", unit), unitScope("invoice", unit)],
  commands: withTakeBack<OfficeFile>(
    { open, close, reopen, ...noteCommands<OfficeFile>("file", (input) => keeperOf(input.record?.unit, input)) },
    { kind: "file", may: (actor, unit, today) => keeperOf(unit, { actor, context: { today } }) },
  ),
});
