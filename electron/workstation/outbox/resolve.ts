// The person's own word on a refused, parked or partly refused command: forget mine, or mine once more on today's record.
import { sameJson, type Json } from "../../../shared/base/canonical-json.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import type { Command } from "../../../shared/domain/command.ts";
import { inverseOf } from "../../../shared/domain/execute.ts";
import { fieldEditsSchema } from "../../../shared/domain/field-edit.ts";
import { recordKey } from "../../../shared/domain/record.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { recordAt, rowOf, serverVersion } from "../store/records.ts";
import { sql } from "../store/sql.ts";
import { StoreError } from "../store/store-error.ts";
import { wantSweep } from "../store/sweep.ts";
import { putOptimistic, rebase } from "./replay.ts";
import { commandOf, conflictsOf, rowColumns, type StoredRow } from "./rows.ts";
import { runCommand } from "./run-command.ts";
import { submit } from "./submit.ts";
import { uuid7 } from "./uuid7.ts";
import { storedJson } from "../store/stored-json.ts";

export interface Resolution {
  readonly commandId: string;
  readonly action: "discard" | "retry";
  readonly at: string;
  readonly device: string;
}

/** Throws `notFound` where no such command waits for the person's word. */
export function resolve(database: WritableDatabase, resolution: Resolution): void {
  database.transaction(() => {
    const row = database.get<StoredRow>("row to resolve", sql`select ${rowColumns} from outbox where id = ${resolution.commandId}`);
    if (row === undefined) throw new StoreError("notFound", "no such command in the outbox");
    if (row.state === "partlyRefused") resolvePartly(database, row, resolution);
    else if (row.state === "refused" || row.state === "parked") {
      if (resolution.action === "discard") discard(database, row);
      else retry(database, row, resolution);
    } else throw new StoreError("notFound", "the command waits for nobody's word");
    database.touch("outbox", keyOf(commandOf(row)));
    // A step on a record that may no longer be held here leaves no more behind than the record did.
    if (recordAt(database, { kind: commandOf(row).kind, id: commandOf(row).recordId }) === undefined) wantSweep(database, "rows");
  });
}

const keyOf = (command: Command): string => recordKey({ kind: command.kind, id: command.recordId });

/** The refused commands that stand or fall together with this one. */
function together(database: ReadableDatabase, row: StoredRow): readonly StoredRow[] {
  const group = commandOf(row).group;
  if (group === undefined) return [row];
  const rows = database.all<StoredRow>(
    "rows of a group",
    sql`select ${rowColumns} from outbox where undo_group = ${row.undo_group} order by seq`,
  );
  return rows.filter((one) => (one.state === "refused" || one.state === "parked") && commandOf(one).group === group);
}

function discard(database: WritableDatabase, row: StoredRow): void {
  const gone = together(database, row);
  for (const one of gone) database.run("discard", sql`delete from outbox where seq = ${one.seq}`);
  rebase(database);
  for (const one of gone) release(database, one);
  rebase(database);
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
function retry(database: WritableDatabase, row: StoredRow, resolution: Resolution): void {
  const rows = together(database, row);
  const group = rows.length > 1 ? uuid7(resolution.at) : undefined;
  for (const one of rows) {
    if (!reissue(database, one, resolution.at, group)) continue;
    for (const behind of parkedBehind(database, one)) reissue(database, behind, resolution.at, commandOf(behind).group);
  }
  rebase(database);
}

function parkedBehind(database: ReadableDatabase, row: StoredRow): readonly StoredRow[] {
  const { kind, recordId } = commandOf(row);
  return database.all<StoredRow>(
    "parked behind",
    sql`select ${rowColumns} from outbox where kind = ${kind} and record_id = ${recordId} and seq > ${row.seq} and state = 'parked' order by seq`,
  );
}

/**
 * Queues a command under a new id (the server knows the old one as refused) in the old one's place. False where the rules
 * refuse it here already: it then stays. A signature keeps its digest: it binds to what the person saw.
 */
function reissue(database: WritableDatabase, row: StoredRow, at: string, group: string | undefined): boolean {
  const { seen: _seen, group: _group, ...old } = commandOf(row);
  const ref = { kind: old.kind, id: old.recordId };
  const seen = { version: serverVersion(rowOf(database, ref)), after: null };
  const args = withTodaysValues(database, commandOf(row));
  const command: Command = { ...old, args, seen, id: uuid7(at), at, ...(group === undefined ? {} : { group }) };
  const inverse = inverseOf(database.kinds, command, recordAt(database, ref)?.body);
  const outcome = runCommand(database, command);
  if (outcome.kind === "refused") {
    database.run(
      "refused again",
      sql`update outbox set state = 'refused', refusal = ${JSON.stringify(outcome.refusal)} where seq = ${row.seq}`,
    );
    return false;
  }
  // The next one in line is judged on what this one makes of the record.
  if (outcome.kind === "applied") for (const record of outcome.records) putOptimistic(database, record);
  database.run(
    "retry",
    sql`update outbox set id = ${command.id}, command = ${JSON.stringify(command)}, state = 'queued', number = null, refusal = null,
      local_refusal = null, settled = 0, inverse = ${inverse === undefined ? null : JSON.stringify(inverse)} where seq = ${row.seq}`,
  );
  return true;
}

function resolvePartly(database: WritableDatabase, row: StoredRow, resolution: Resolution): void {
  database.run("taken note of", sql`update outbox set state = 'acknowledged', conflicts = '[]' where seq = ${row.seq}`);
  if (resolution.action === "discard") return;
  const command = commandOf(row);
  const record = recordAt(database, { kind: command.kind, id: command.recordId });
  const fields = conflictsOf(row).map((conflict) => [conflict.field, { from: valueOf(record?.body, conflict.field), to: conflict.mine }]);
  const again: Intention = {
    kind: command.kind,
    name: command.name,
    recordId: command.recordId,
    args: { fields: Object.fromEntries(fields) },
  };
  const result = submit(database, { commands: [again], at: resolution.at, device: resolution.device });
  const refusal = result.results[0]?.refusal;
  if (refusal === null || refusal === undefined) return;
  database.run(
    "taken note of",
    sql`update outbox set state = 'partlyRefused', conflicts = ${row.conflicts}, refusal = ${JSON.stringify(refusal)} where seq = ${row.seq}`,
  );
}

/** Edits say `from` what the record holds today, so that mine goes over theirs; everything else stays as it was. */
function withTodaysValues(database: ReadableDatabase, command: Command): Command["args"] {
  const edits = fieldEditsSchema.safeParse(command.args["fields"]);
  const record = recordAt(database, { kind: command.kind, id: command.recordId });
  const isEdit = command.name === "editFields" || command.name === "describe";
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
