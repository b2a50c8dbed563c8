// The person's own word on a refused, parked or partly refused command: forget mine, or mine once more on today's record.
import { sameJson, type Json } from "../../../shared/base/canonical-json.ts";
import type { ResolveAction } from "../../../shared/desk/record-calls.ts";
import { nextIdOfAct, type Command } from "../../../shared/domain/command.ts";
import { inverseOf, neededBy } from "../../../shared/domain/execute.ts";
import { fieldEditsSchema, type FieldEdits } from "../../../shared/domain/field-edit.ts";
import { recordKey } from "../../../shared/domain/record.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { recordAt, rowOf, serverVersion } from "../store/records.ts";
import { sql } from "../store/sql.ts";
import { StoreError } from "../store/store-error.ts";
import { wantSweep } from "../store/sweep.ts";
import { putOptimistic, rebase } from "./replay.ts";
import { commandOf, conflictsOf, contentOfRow, refusalOf, rowColumns, type StoredRow } from "./rows.ts";
import { runCommand } from "./run-command.ts";
import { wasSetAside } from "./set-aside.ts";
import { submit } from "./submit.ts";
import { standsAgain } from "./undo.ts";
import { uuid7 } from "./uuid7.ts";
import { storedJson } from "../store/stored-json.ts";

export interface Resolution {
  readonly commandId: string;
  readonly action: ResolveAction;
  /** For `merge`. */
  readonly fields: FieldEdits;
  readonly at: string;
  readonly device: string;
}

/** Answers why the rules refuse the way chosen; the step then stands as it was. Throws `notFound` where none waits for the person's word. */
export function resolve(database: WritableDatabase, resolution: Resolution): Refusal | null {
  return database.transaction(() => {
    const row = database.get<StoredRow>("row to resolve", sql`select ${rowColumns} from outbox where id = ${resolution.commandId}`);
    if (row === undefined) throw new StoreError("notFound", "no such command in the outbox");
    database.touch("outbox", keyOf(commandOf(row)));
    // A step on a record that may no longer be held here leaves no more behind than the record did.
    if (recordAt(database, { kind: commandOf(row).kind, id: commandOf(row).recordId }) === undefined) wantSweep(database, "rows");
    if (row.state === "partlyRefused") return resolvePartly(database, row, resolution);
    if (row.state !== "refused" && row.state !== "parked") throw new StoreError("notFound", "the command waits for nobody's word");
    const { action, fields } = resolution;
    const nothingLeft = action === "merge" && Object.keys(fields).length === 0;
    if (action === "discard" || nothingLeft) return discard(database, membersOf(database, row));
    if (action === "discardAll") return discard(database, withFollowers(database, membersOf(database, row)));
    return again(database, row, resolution);
  });
}

const keyOf = (command: Command): string => recordKey({ kind: command.kind, id: command.recordId });

/** The refused commands that stand or fall together with this one. */
export function membersOf(database: ReadableDatabase, row: StoredRow): readonly StoredRow[] {
  const group = commandOf(row).group;
  if (group === undefined) return [row];
  const rows = database.all<StoredRow>(
    "rows of a group",
    sql`select ${rowColumns} from outbox where undo_group = ${row.undo_group} order by seq`,
  );
  return rows.filter((one) => (one.state === "refused" || one.state === "parked") && commandOf(one).group === group);
}

function withFollowers(database: ReadableDatabase, rows: readonly StoredRow[]): readonly StoredRow[] {
  const all = new Map(rows.flatMap((row) => [row, ...parkedBehind(database, row)]).map((row) => [row.seq, row]));
  return [...all.values()];
}

function discard(database: WritableDatabase, gone: readonly StoredRow[]): null {
  for (const one of gone) drop(database, one);
  rebase(database);
  for (const one of gone) release(database, one);
  rebase(database);
  return null;
}

/** A command that never was needs no taking back; one that took something back leaves it standing again. */
function drop(database: WritableDatabase, row: StoredRow): void {
  const { kind, recordId } = commandOf(row);
  database.run("discard", sql`delete from outbox where seq = ${row.seq}`);
  database.run(
    "discard its undo",
    sql`delete from outbox where undoes = ${row.undo_group} and kind = ${kind} and record_id = ${recordId}
      and state in ('queued', 'waitingForContent', 'refused', 'parked')`,
  );
  standsAgain(database, row);
}

/** What was parked behind a command that is gone goes up where it stands without it; the first that does not, asks the person. */
function release(database: WritableDatabase, gone: StoredRow): void {
  const { kind, recordId } = commandOf(gone);
  const ground = database.get(
    "another ground",
    sql`select seq from outbox where kind = ${kind} and record_id = ${recordId} and state = 'refused' limit 1`,
  );
  if (ground !== undefined) return;
  for (const row of parkedBehind(database, gone)) {
    const outcome = row.refusal === null ? runCommand(database, commandOf(row)) : undefined;
    if (outcome === undefined || outcome.kind === "refused") {
      const refusal = outcome === undefined ? row.refusal : JSON.stringify(outcome.refusal);
      database.run("asks the person", sql`update outbox set state = 'refused', refusal = ${refusal} where seq = ${row.seq}`);
      return;
    }
    if (outcome.kind === "applied") for (const record of outcome.records) putOptimistic(database, record);
    database.run("release", sql`update outbox set state = 'queued' where seq = ${row.seq}`);
  }
}

/** The same intention once more, and what was parked behind it after it. */
function again(database: WritableDatabase, row: StoredRow, { action, fields, at }: Resolution): Refusal | null {
  const members = membersOf(database, row);
  const guilty = action === "without" ? members.filter((one) => refusalOf(one)?.code !== "groupBroken") : [];
  for (const one of guilty) drop(database, one);
  const rows = members.filter((one) => !guilty.includes(one));
  const group = rows.length > 1 ? uuid7(at) : undefined;
  let first: Refusal | null = null;
  for (const one of rows) {
    const merged = action === "merge" && one.seq === row.seq ? fields : undefined;
    const refusal = reissue(database, one, at, group, merged);
    first ??= refusal;
    if (refusal !== null) continue;
    for (const behind of parkedBehind(database, one)) reissue(database, behind, at, commandOf(behind).group, undefined);
  }
  for (const one of guilty) release(database, one);
  rebase(database);
  return first;
}

/**
 * After a restore of the server, work on a record may come up before the desk that made the record has brought it back: it is
 * refused because the record, or the file it names, is missing. Once the record is here again it is given once more as it was, without
 * asking anybody; what its person has taken back since goes, with its taking back.
 * Must run inside the caller's transaction, after a pull is whole: what is here then, the server has.
 */
export function retryReturned(database: WritableDatabase, at: string): void {
  const takenBack = refusedForWhatReturned(database).flatMap((row) => membersOf(database, row).filter(({ undone }) => undone === 1));
  if (takenBack.length > 0) discard(database, takenBack);
  const returned = refusedForWhatReturned(database);
  for (const row of returned) {
    const members = membersOf(database, row);
    const group = members.length > 1 ? uuid7(at) : undefined;
    for (const one of members.flatMap((member) => [member, ...parkedBehind(database, member)])) {
      // Edits keep what they were made from: nobody has said that they go over today's values.
      const edits = fieldEditsSchema.safeParse(commandOf(one).args["fields"]);
      reissue(database, one, at, members.includes(one) ? group : commandOf(one).group, edits.success ? edits.data : undefined);
      database.touch("outbox", keyOf(commandOf(one)));
    }
  }
  if (returned.length > 0) rebase(database);
}

/** Steps that were refused for want of a record or a file which the server has again. */
function refusedForWhatReturned(database: ReadableDatabase): readonly StoredRow[] {
  const rows = database.all<StoredRow>(
    "refused for what is missing",
    sql`select ${rowColumns} from outbox where state = 'refused' and json_extract(refusal, '$.code') in ('recordMissing', 'contentGone')
      order by seq`,
  );
  return rows.filter((row) => {
    if (refusalOf(row)?.code === "contentGone") return contentOfRow(row).every((sha256) => isNamedAtServer(database, sha256));
    return neededBy(database.kinds, commandOf(row)).every((ref) => serverVersion(rowOf(database, ref)) > 0);
  });
}

/** What a record of the server names, the server holds. */
function isNamedAtServer(database: ReadableDatabase, sha256: string): boolean {
  const named = sql`select no from records where version > 0 and instr(coalesce(base, body), ${sha256}) > 0 limit 1`;
  return database.get("record naming content", named) !== undefined;
}

function parkedBehind(database: ReadableDatabase, row: StoredRow): readonly StoredRow[] {
  const { kind, recordId } = commandOf(row);
  return database.all<StoredRow>(
    "parked behind",
    sql`select ${rowColumns} from outbox where kind = ${kind} and record_id = ${recordId} and seq > ${row.seq} and state = 'parked' order by seq`,
  );
}

/**
 * Queues a command under a new id (the server knows the old one as refused) in the old one's place. Where the rules refuse it
 * here already it stays, and the reason is answered. A signature keeps its digest: it binds to what the person saw.
 */
function reissue(
  database: WritableDatabase,
  row: StoredRow,
  at: string,
  group: string | undefined,
  merged: FieldEdits | undefined,
): Refusal | null {
  const { seen: _seen, group: _group, ...old } = commandOf(row);
  const ref = { kind: old.kind, id: old.recordId };
  const seen = { version: serverVersion(rowOf(database, ref)), after: null };
  const args = merged === undefined ? withTodaysValues(database, commandOf(row)) : { ...old.args, fields: merged };
  // What the desk itself set aside the server may have taken all the same: under its old id it counts once.
  const id = merged === undefined && wasSetAside(row) ? old.id : (nextIdOfAct(old) ?? uuid7(at));
  const command: Command = { ...old, args, seen, id, at, ...(group === undefined ? {} : { group }) };
  const inverse = row.undoes === null ? inverseOf(database.kinds, command) : undefined;
  const outcome = runCommand(database, command);
  if (outcome.kind === "refused") {
    database.run(
      "refused again",
      sql`update outbox set state = 'refused', refusal = ${JSON.stringify(outcome.refusal)} where seq = ${row.seq}`,
    );
    return outcome.refusal;
  }
  // The next one in line is judged on what this one makes of the record.
  if (outcome.kind === "applied") for (const record of outcome.records) putOptimistic(database, record);
  // What had taken it back named its old id: whoever gives a step again wants it to stand.
  database.run("forget its undo", sql`delete from outbox where undoes = ${row.undo_group} and record_id = ${ref.id} and state = 'parked'`);
  database.run(
    "retry",
    sql`update outbox set id = ${command.id}, command = ${JSON.stringify(command)}, state = 'queued', number = null, refusal = null,
      local_refusal = null, settled = 0, undone = 0, inverse = ${inverse === undefined ? null : JSON.stringify(inverse)} where seq = ${row.seq}`,
  );
  return null;
}

function resolvePartly(database: WritableDatabase, row: StoredRow, { action, fields, at, device }: Resolution): Refusal | null {
  database.run("taken note of", sql`update outbox set state = 'acknowledged', conflicts = '[]' where seq = ${row.seq}`);
  const edits = action === "retry" ? mineAgain(database, row) : action === "merge" ? fields : {};
  if (Object.keys(edits).length === 0) return null;
  const { kind, name, recordId } = commandOf(row);
  const { results } = submit(database, { commands: [{ kind, name, recordId, args: { fields: edits } }], at, device });
  const refusal = results[0]?.refusal ?? null;
  if (refusal === null) return null;
  database.run(
    "taken note of",
    sql`update outbox set state = 'partlyRefused', conflicts = ${row.conflicts}, refusal = ${JSON.stringify(refusal)} where seq = ${row.seq}`,
  );
  return refusal;
}

function mineAgain(database: ReadableDatabase, row: StoredRow): FieldEdits {
  const { kind, recordId } = commandOf(row);
  const body = recordAt(database, { kind, id: recordId })?.body;
  return Object.fromEntries(conflictsOf(row).map(({ field, mine }) => [field, { from: valueOf(body, field), to: mine }]));
}

/** Edits say `from` what the record holds today, so that mine goes over theirs; everything else stays as it was. */
function withTodaysValues(database: ReadableDatabase, command: Command): Command["args"] {
  const edits = fieldEditsSchema.safeParse(command.args["fields"]);
  const record = recordAt(database, { kind: command.kind, id: command.recordId });
  const isEdit = ["editFields", "describe", "assignBookings"].includes(command.name);
  if (!isEdit || !edits.success || record === undefined) return command.args;
  const fields = Object.entries(edits.data).map(([field, { to }]) => [field, { from: valueOf(record.body, field), to }]);
  return { ...command.args, fields: Object.fromEntries(fields) };
}

function valueOf(body: Readonly<Record<string, unknown>> | undefined, field: string): Json {
  const fields = body?.["fields"];
  const inFields = typeof fields === "object" && fields !== null && Object.hasOwn(fields, field);
  const value: unknown = inFields ? new Map<string, unknown>(Object.entries(fields)).get(field) : body?.[field];
  // What is in the store came over the wire as JSON.
  return sameJson(value, null) ? null : storedJson<Json>(JSON.stringify(value));
}
