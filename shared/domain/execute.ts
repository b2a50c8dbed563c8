// The one way a record changes. Pure: runs the same at the desk (optimistic) and on the server (last word).
import type { Actor } from "./actor.ts";
import { isRefusal, type AnyBody, type Change, type Command, type CommandContext, type Inverse, type Kinds } from "./command.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "./record.ts";
import { refuse, type FieldConflict, type Refusal } from "./refusal.ts";

export type Outcome =
  | { readonly kind: "accepted"; readonly records: readonly OfficeRecord<AnyBody>[]; readonly conflicts: readonly FieldConflict[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

type Intention = Pick<Command, "kind" | "name" | "recordId" | "args">;

/** The records a command needs beside the one it names. Unknown kinds and bad arguments need none. */
export function readsOf(kinds: Kinds, command: Intention): readonly RecordRef[] {
  return kinds.get(command.kind)?.commands[command.name]?.reads(command.args, command.recordId) ?? [];
}

/** The SHA-256 of every content a command names; it may be sent only when the server holds them. */
export function contentOf(kinds: Kinds, command: Intention): readonly string[] {
  return kinds.get(command.kind)?.commands[command.name]?.content(command.args) ?? [];
}

/**
 * Runs a command against the records it names. All or nothing: a refusal changes nothing, and every new body has passed its
 * schema and its invariants. `records` holds, by `recordKey`, what exists of the named record and of `readsOf`.
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
  for (const change of applied.changes) {
    const finished = finish(kinds, change, records);
    if ("code" in finished) return refused(finished);
    next.push(finished);
  }
  return { kind: "accepted", records: next, conflicts: applied.conflicts ?? [] };
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

/** The command that takes `command` back, given the named record's body before it; undefined where there is none. */
export function inverseOf(kinds: Kinds, command: Intention & Pick<Command, "id">, before: AnyBody | undefined): Inverse | undefined {
  return kinds.get(command.kind)?.commands[command.name]?.inverse(before, command.args, command.id);
}

function refused(refusal: Refusal): Outcome {
  return { kind: "refused", refusal };
}

function prepare(kinds: Kinds, command: Intention, records: ReadonlyMap<string, OfficeRecord>) {
  const kind = kinds.get(command.kind);
  if (kind === undefined) return refuse("unknownKind", { kind: command.kind });
  const rule = Object.hasOwn(kind.commands, command.name) ? kind.commands[command.name] : undefined;
  if (rule === undefined) return refuse("unknownCommand", { command: command.name });
  const stored = records.get(recordKey({ kind: command.kind, id: command.recordId }));
  if (stored === undefined && rule.creates === false) return refuse("recordMissing");
  if (stored !== undefined && rule.creates === true) return refuse("recordExists");
  if (rule.reads(command.args, command.recordId).some((ref) => !records.has(recordKey(ref)))) return refuse("recordMissing");
  if (stored !== undefined && kind.isNewer(stored.body)) return refuse("recordTooNew");
  const record = stored === undefined ? undefined : { ...stored, body: kind.raise(stored.body) };
  return { rule, input: { args: command.args, id: command.recordId, record } };
}

function finish(kinds: Kinds, change: Change, records: ReadonlyMap<string, OfficeRecord>): OfficeRecord<AnyBody> | Refusal {
  const kind = kinds.get(change.kind);
  if (kind === undefined) return refuse("unknownKind", { kind: change.kind });
  const checked = kind.check(change.body);
  if (!checked.ok) return checked.error;
  const before = records.get(recordKey(change));
  return {
    kind: change.kind,
    id: change.id,
    unit: change.unit,
    scopes: kind.scopes(checked.value, change.unit),
    version: (before?.version ?? 0) + 1,
    body: checked.value,
  };
}
