// What own steps still tell of records this desk may no longer hold. Done ones are kept for a restored server alone, closed under the
// municipality's key, which no desk has; of the others goes what came from the record. Must never drop a step.
import type { FieldConflict } from "../../../shared/domain/refusal.ts";
import type { WritableDatabase } from "../store/database.ts";
import { readMeta } from "../store/meta.ts";
import { sql, type Sql } from "../store/sql.ts";
import { wantSweep } from "../store/sweep.ts";
import { commandOf, conflictsOf, inverseOfRow, refusalOf, rowColumns, type StoredRow } from "./rows.ts";
import { isSealed, sealArguments } from "./sealed-arguments.ts";

const notHeld = sql`not exists (select 1 from records where records.kind = outbox.kind and records.id = outbox.record_id)`;

/** Goes through the steps on records that are not here; `locked` where the whole replica goes, answers pulled or not. */
export function forgetTraces(database: WritableDatabase, locked = false): void {
  const done = locked ? sql`state = 'acknowledged'` : sql`state = 'acknowledged' and settled = 1`;
  for (const row of rowsWhere(database, done)) close(database, row);
  for (const row of rowsWhere(database, sql`state <> 'acknowledged'`)) forgetTheirs(database, row);
}

function rowsWhere(database: WritableDatabase, which: Sql): readonly StoredRow[] {
  return database.all<StoredRow>("steps on records not here", sql`select ${rowColumns} from outbox where ${which} and ${notHeld}`);
}

function close(database: WritableDatabase, row: StoredRow): void {
  const command = commandOf(row);
  const publicKey = readMeta(database, "recoveryPublicKey");
  if (isSealed(command) || publicKey === undefined) return;
  const sealed = JSON.stringify(sealArguments(command, publicKey));
  database.run(
    "close a done step",
    sql`update outbox set command = ${sealed}, subject = '', inverse = ${inverseKept(row)}, conflicts = '[]' where seq = ${row.seq}`,
  );
  database.run("forget its claim", sql`delete from meta where name >= 'claim:' and name < 'claim;' and value = ${command.id}`);
  wantSweep(database, "rows");
}

/** What the record was called, values that others wrote, and those an undone edit would bring back. Own words stay until their end. */
function forgetTheirs(database: WritableDatabase, row: StoredRow): void {
  const next = {
    inverse: inverseKept(row),
    conflicts: JSON.stringify(conflictsOf(row).map(withoutTheirs)),
    refusal: refusalWithoutTheirs(row.refusal),
    // What the rules said here stays beside what the server said later.
    local: refusalWithoutTheirs(row.local_refusal),
  };
  const same = next.inverse === row.inverse && next.conflicts === row.conflicts;
  if (row.subject === "" && same && next.refusal === row.refusal && next.local === row.local_refusal) return;
  database.run(
    "forget what others wrote",
    sql`update outbox set subject = '', inverse = ${next.inverse}, conflicts = ${next.conflicts}, refusal = ${next.refusal},
      local_refusal = ${next.local} where seq = ${row.seq}`,
  );
  wantSweep(database, "rows");
}

const withoutTheirs = (conflict: FieldConflict): FieldConflict => ({ ...conflict, theirs: null });

function refusalWithoutTheirs(text: string | null): string | null {
  const refusal = refusalOf({ refusal: text, local_refusal: null });
  if (refusal === null) return null;
  const { conflicts } = refusal;
  return JSON.stringify({ ...refusal, ...(conflicts === undefined ? {} : { conflicts: conflicts.map(withoutTheirs) }) });
}

/** The inverse of an edit holds the values from before; every other one names steps and units alone. */
function inverseKept(row: StoredRow): string | null {
  return inverseOfRow(row)?.args["fields"] === undefined ? row.inverse : null;
}
