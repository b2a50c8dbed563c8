// Takes optimistic bodies back and lays what waits on top again. Must run inside the caller's transaction.
import { recordKey, type OfficeRecord, type RecordRef } from "../../../shared/domain/record.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import {
  noBase,
  putRecord,
  recordOf,
  removeRecord,
  rowOf,
  sameGeneration,
  serverVersion,
  type RecordRow,
  type StoredRecord,
} from "../store/records.ts";
import { sql } from "../store/sql.ts";
import { live, readableCommandOf, rowColumns, serverTooOld, type StoredRow } from "./rows.ts";
import { runCommand } from "./run-command.ts";
import { noteStepRecords, openStepRecords } from "./step-records.ts";
import { storedJson } from "../store/stored-json.ts";

/** Few rows at a time: a day without network may have left many and large ones. */
const rowsAtOnce = 20;

type OptimisticRow = Pick<RecordRow, "no" | "kind" | "id" | "base">;

/** Gives every record with own commands on top the server's body again; records the server has not, go. */
export function takeBack(database: WritableDatabase): void {
  let rows: readonly OptimisticRow[];
  do {
    rows = database.all<OptimisticRow>(
      "optimistic records",
      sql`select no, kind, id, base from records where base is not null order by no limit ${rowsAtOnce}`,
    );
    for (const row of rows) takeBackRow(database, row);
    // Each that was taken back is none any more, so the next ones are the first.
  } while (rows.length === rowsAtOnce);
}

/** The same for one record; one without own commands on top stays as it is. */
export function takeBackRecord(database: WritableDatabase, ref: RecordRef): void {
  const row = rowOf(database, ref);
  if (row !== undefined) takeBackRow(database, row);
}

function takeBackRow(database: WritableDatabase, row: OptimisticRow): void {
  if (row.base === noBase) removeRecord(database, row);
  else if (row.base !== null) putRecord(database, baseOf(row.base), null, sameGeneration);
}

/** The server's record under an optimistic one. */
export function baseOf(base: string): StoredRecord {
  return storedJson(base);
}

/** Writes what an own command made of a record, and keeps the server's beneath it. */
export function putOptimistic(database: WritableDatabase, record: OfficeRecord): void {
  const before = rowOf(database, record);
  const base = before === undefined ? noBase : (before.base ?? JSON.stringify(recordOf(before)));
  putRecord(database, record, base, sameGeneration);
}

/** Whether any own command has an effect that is not the server's yet. */
export function anyLive(database: ReadableDatabase): boolean {
  return database.get("any live row", sql`select seq from outbox where ${live} limit 1`) !== undefined;
}

/** Those rows in order. */
function* liveRows(database: ReadableDatabase): Generator<StoredRow> {
  for (let after = 0; ;) {
    const rows = database.all<StoredRow>(
      "live outbox",
      sql`select ${rowColumns} from outbox where seq > ${after} and ${live} order by seq limit ${rowsAtOnce}`,
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce) return;
    after = last.seq;
  }
}

/**
 * Runs what is left of the outbox on top of the server's bodies. What the rules refuse here stays queued all the same:
 * the server decides, the refusal only shows.
 */
export function replay(database: WritableDatabase): void {
  openStepRecords(database);
  for (const row of liveRows(database)) replayRow(database, row);
}

/** The same for one row, if it is live. */
export function replayStep(database: WritableDatabase, seq: number): void {
  const row = database.get<StoredRow>("live row", sql`select ${rowColumns} from outbox where seq = ${seq} and ${live}`);
  if (row !== undefined) replayRow(database, row);
}

function replayRow(database: WritableDatabase, row: StoredRow): void {
  const command = readableCommandOf(row);
  // What this program cannot read has no effect here; taking the next batch sets it aside.
  if (command === undefined) return noteStepRecords(database, row, undefined);
  const answered = row.state === "acknowledged" || row.state === "partlyRefused";
  if (answered && serverVersion(rowOf(database, { kind: command.kind, id: command.recordId })) >= (row.accepted_version ?? 0)) {
    database.run("settle", sql`update outbox set settled = 1 where seq = ${row.seq}`);
    return;
  }
  const outcome = runCommand(database, command);
  const made = outcome.kind === "applied" ? outcome.records : [];
  noteStepRecords(database, row, command, made);
  for (const record of made) putOptimistic(database, record);
  const refusal = outcome.kind === "refused" ? JSON.stringify(outcome.refusal) : waitsForServer(row);
  if (answered || refusal === row.local_refusal) return;
  database.run("note local refusal", sql`update outbox set local_refusal = ${refusal} where seq = ${row.seq}`);
  database.touch("outbox", recordKey({ kind: command.kind, id: command.recordId }));
}

/** What the person is told of a command that the server was too old for stays until it answers otherwise. */
function waitsForServer(row: StoredRow): string | null {
  return row.local_refusal !== null && storedJson<Refusal>(row.local_refusal).code === serverTooOld.code ? row.local_refusal : null;
}

/** Own effects anew, after something beneath them has changed. */
export function rebase(database: WritableDatabase): void {
  takeBack(database);
  replay(database);
}
