// The one way a record changes. Pure: runs the same at the desk (optimistic) and on the server (last word).
import type { Actor } from "./actor.ts";
import { beforeOf } from "./before.ts";
import { isRefusal, type AnyBody, type Change, type Command, type CommandContext, type Inverse, type Kind, type Kinds } from "./command.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "./record.ts";
import { refuse, type FieldConflict, type Refusal, type RefusalCode } from "./refusal.ts";
import { takeBackOf } from "./take-back.ts";
import { trailEntrySchema } from "./trail.ts";

export type Outcome =
  | { readonly kind: "accepted"; readonly records: readonly OfficeRecord<AnyBody>[]; readonly conflicts: readonly FieldConflict[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

type Intention = Pick<Command, "kind" | "name" | "recordId" | "args">;

/** The record a command names and those it needs beside. Unknown kinds and bad arguments need no more. */
export function neededBy(kinds: Kinds, { kind, name, args, recordId }: Intention): readonly RecordRef[] {
  return [{ kind, id: recordId }, ...(kinds.get(kind)?.commands[name]?.reads(args, recordId) ?? [])];
}

/** Every record a command is run against, whether it exists or not: what it needs, and what changes with it. */
export function recordsOf(kinds: Kinds, command: Intention): readonly RecordRef[] {
  const { kind, name, args, recordId } = command;
  return [...neededBy(kinds, command), ...(kinds.get(kind)?.commands[name]?.touches(args, recordId) ?? [])];
}

/** Records that follow this one whatever the command: they are loaded beside it, as far as they exist. */
export function besideOf(kinds: Kinds, { kind, body }: Pick<OfficeRecord, "kind" | "body">): readonly RecordRef[] {
  return kinds.get(kind)?.beside?.refs(body) ?? [];
}

/** The SHA-256 of every content a command names; it may be sent only when the server holds them. */
export function contentOf(kinds: Kinds, command: Intention): readonly string[] {
  return kinds.get(command.kind)?.commands[command.name]?.content(command.args) ?? [];
}

/** The id of the record that a command makes, where it follows from its arguments; undefined where a desk draws one. */
export function idOf(kinds: Kinds, { kind, name, args }: Pick<Command, "kind" | "name" | "args">): string | undefined {
  return kinds.get(kind)?.commands[name]?.idOf(args);
}

/**
 * Runs a command against the records it names. All or nothing: a refusal changes nothing, and every new body has passed its
 * schema and its invariants. `records` holds, by `recordKey`, what exists of `recordsOf`.
 */
export function execute(
  kinds: Kinds,
  command: Intention,
  actor: Actor,
  records: ReadonlyMap<string, OfficeRecord>,
  context: CommandContext,
): Outcome {
  const prepared = prepare(kinds, command, records);
  if ("code" in prepared) return refused(prepared);
  const applied = prepared.rule.run({ ...prepared.input, actor, others: records, context });
  if (isRefusal(applied)) return refused(applied);
  const next: OfficeRecord<AnyBody>[] = [];
  for (const change of [...applied.changes, ...followed(kinds, command, applied.changes, records)]) {
    const finished = finish(kinds, change, records, context.commandId);
    if ("code" in finished) return refused(finished);
    next.push(finished);
  }
  return { kind: "accepted", records: next, conflicts: applied.conflicts ?? [] };
}

/** What keeps something of the record that was changed is brought up to it. */
function followed(
  kinds: Kinds,
  { kind, recordId }: Intention,
  changes: readonly Change[],
  records: ReadonlyMap<string, OfficeRecord>,
): readonly Change[] {
  const after = changes.find((change) => change.kind === kind && change.id === recordId);
  if (after === undefined) return [];
  return kinds.get(kind)?.beside?.changes(recordId, records.get(recordKey(after))?.body, after.body, records) ?? [];
}

/** Why the actor may not run a command now, or undefined where nothing speaks against it. Changes nothing. */
export function whyNot(
  kinds: Kinds,
  command: Intention,
  actor: Actor,
  records: ReadonlyMap<string, OfficeRecord>,
  context: CommandContext,
): Refusal | undefined {
  const prepared = prepare(kinds, command, records);
  if ("code" in prepared) return prepared;
  return prepared.rule.mayRun({ ...prepared.input, actor, others: records, context });
}

/** The command that takes `command` back; undefined where it can never be taken back (`finalOf` says why). */
export function inverseOf(kinds: Kinds, command: Pick<Command, "id" | "kind" | "name">): Inverse | undefined {
  return finalOf(kinds, command) === undefined ? takeBackOf(command.id) : undefined;
}

/** Why a command can never be taken back, by its nature; undefined where it can until something was built on it. */
export function finalOf(kinds: Kinds, command: Pick<Command, "kind" | "name">): RefusalCode | undefined {
  const rules = kinds.get(command.kind)?.commands ?? {};
  const rule = Object.hasOwn(rules, command.name) ? rules[command.name] : undefined;
  return rule === undefined ? "notUndoable" : rule.final;
}

function refused(refusal: Refusal): Outcome {
  return { kind: "refused", refusal };
}

function prepare(kinds: Kinds, command: Intention, records: ReadonlyMap<string, OfficeRecord>) {
  const kind = kinds.get(command.kind);
  if (kind === undefined) return refuse("unknownKind", { kind: command.kind });
  const rule = Object.hasOwn(kind.commands, command.name) ? kind.commands[command.name] : undefined;
  if (rule === undefined) return refuse("unknownCommand", { command: command.name });
  if ((rule.idOf(command.args) ?? command.recordId) !== command.recordId) return refuse("badArguments");
  const stored = records.get(recordKey({ kind: command.kind, id: command.recordId }));
  if (stored === undefined && rule.creates === false) return refuse("recordMissing");
  if (stored !== undefined && rule.creates === true) return refuse("recordExists");
  if (rule.reads(command.args, command.recordId).some((ref) => !records.has(recordKey(ref)))) return refuse("recordMissing");
  if (stored !== undefined && kind.isNewer(stored.body)) return refuse("recordTooNew");
  const record = stored === undefined ? undefined : { ...stored, body: kind.raise(stored.body) };
  return { rule, input: { args: command.args, id: command.recordId, record } };
}

function finish(
  kinds: Kinds,
  change: Change,
  records: ReadonlyMap<string, OfficeRecord>,
  commandId: string,
): OfficeRecord<AnyBody> | Refusal {
  const kind = kinds.get(change.kind);
  if (kind === undefined) return refuse("unknownKind", { kind: change.kind });
  const before = records.get(recordKey(change));
  const checked = kind.check(before === undefined ? change.body : withBefore(kind, before, change, commandId));
  if (!checked.ok) return checked.error;
  return {
    kind: change.kind,
    id: change.id,
    unit: change.unit,
    scopes: kind.scopes(checked.value, change.unit),
    version: (before?.version ?? 0) + 1,
    body: checked.value,
  };
}

/** The body with what the command found noted in its own line of the trail. */
function withBefore(kind: Kind, before: OfficeRecord, next: Change, commandId: string): AnyBody {
  const trail: readonly unknown[] = Array.isArray(next.body["trail"]) ? next.body["trail"] : [];
  const line = trailEntrySchema.safeParse(trail.at(-1));
  if (!line.success || line.data.commandId !== commandId) return next.body;
  const found = beforeOf({ unit: before.unit, body: kind.raise(before.body) }, next, kind.untracked);
  return { ...next.body, trail: [...trail.slice(0, -1), { ...line.data, before: found }] };
}
