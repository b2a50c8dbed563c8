// The snapshot under way: how it begins, moves on with each applied part and ends.
// Must never move without the records above the mark, in the same transaction.
import type { PullLine, SnapshotPlace } from "../../../shared/sync/pull.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { readNumber, writeMeta } from "./meta.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";

/** Where the snapshot stands; `total` is null until the server has counted. */
export interface StoredSnapshot extends SnapshotPlace {
  readonly done: number;
  readonly total: number | null;
}

export function snapshotUnderWay(database: ReadableDatabase): StoredSnapshot | undefined {
  const row = database.get<{ token: string; scopes: string; done: number; total: number | null }>(
    "snapshot",
    sql`select token, scopes, done, total from snapshot`,
  );
  return row === undefined ? undefined : { ...row, scopes: storedJson<string[]>(row.scopes) };
}

/** Takes over what the first line of an answer says about the snapshot. */
export function beginSnapshot(database: WritableDatabase, line: Extract<PullLine, { t: "begin" }>): void {
  const { snapshot } = line;
  if (snapshot === undefined) return endSnapshot(database);
  if (snapshot.afresh) takeAfresh(database);
  const { token, scopes, done, total, head } = snapshot;
  database.run(
    "begin snapshot",
    sql`insert or replace into snapshot (only_row, token, scopes, done, total) values (1, ${token}, ${JSON.stringify(scopes)}, ${done}, ${total})`,
  );
  // From here on the feed brings what changes in them.
  for (const scope of scopes)
    database.run("cursor of a snapshot", sql`insert into cursors (scope, seq) values (${scope}, ${head}) on conflict (scope) do nothing`);
}

/** What stands above the mark is applied: nobody need send it again. */
export function moveToMark(database: WritableDatabase, mark: Extract<PullLine, { t: "mark" }>): void {
  const { seq, snapshot } = mark;
  if (seq !== undefined) database.run("move cursors", sql`update cursors set seq = ${seq} where seq < ${seq}`);
  if (snapshot === null) endSnapshot(database);
  else if (snapshot !== undefined)
    database.run("move snapshot", sql`update snapshot set token = ${snapshot.token}, done = ${snapshot.done}, total = ${snapshot.total}`);
}

function endSnapshot(database: WritableDatabase): void {
  database.run("end snapshot", sql`delete from snapshot`);
}

/** Everything will be sent again; the records stay readable until it is known which of them are no more. The outbox stays as it is. */
export function takeAfresh(database: WritableDatabase): void {
  database.run("forget cursors", sql`delete from cursors`);
  endSnapshot(database);
  writeMeta(database, "generation", String(readNumber(database, "generation", 0) + 1));
  writeMeta(database, "snapshotAgain", "yes");
}
