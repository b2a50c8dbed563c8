// Which records each own step reads or changes, so that what an answer touches is found without running all. Holds ids alone, in memory,
// for as long as the file is open: a program that knows its steps otherwise begins anew. Must never name too few; too many do no harm.
import type { Command } from "../../../shared/domain/command.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { live, type StoredRow } from "./rows.ts";
import { groundOf } from "./run-command.ts";

/** Must come before the others; costs nothing where it is there. */
export function openStepRecords(database: WritableDatabase): void {
  database.run(
    "step records",
    sql`create temp table if not exists step_records (kind text, id text, seq integer, primary key (kind, id, seq)) without rowid`,
  );
  database.run("step records by step", sql`create index if not exists temp.step_records_seq on step_records (seq)`);
}

/** Notes what a step reads, changes and has just made; of one that cannot be read the record it lies on. */
export function noteStepRecords(
  database: WritableDatabase,
  row: Pick<StoredRow, "seq" | "kind" | "record_id">,
  command: Command | undefined,
  made: readonly RecordRef[] = [],
): void {
  const needed = command === undefined ? [] : groundOf(database, command);
  for (const { kind, id } of [{ kind: row.kind, id: row.record_id }, ...needed, ...made])
    database.run("note step record", sql`insert or ignore into step_records (kind, id, seq) values (${kind}, ${id}, ${row.seq})`);
}

/** False where a live step has never been noted: it may touch anything. */
export function allStepsNoted(database: ReadableDatabase): boolean {
  const stray = sql`select seq from outbox where ${live} and not exists (select 1 from step_records where step_records.seq = outbox.seq) limit 1`;
  return database.get("live step not noted", stray) === undefined;
}

/** Live steps that read or change a record. */
export function liveStepsOn(database: ReadableDatabase, { kind, id }: RecordRef): readonly number[] {
  return database
    .all<{ seq: number }>(
      "live steps on a record",
      // Few steps lie on one record, many in the outbox: in this order.
      sql`select seq from step_records cross join outbox using (seq) where step_records.kind = ${kind} and step_records.id = ${id} and ${live}`,
    )
    .map((row) => row.seq);
}

/** Everything a step reads or changes. */
export function recordsOfStep(database: ReadableDatabase, seq: number): readonly RecordRef[] {
  return database.all<RecordRef>("records of a step", sql`select kind, id from step_records where seq = ${seq}`);
}
