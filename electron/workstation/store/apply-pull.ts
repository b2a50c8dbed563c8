// Applies one part of an answer to a pull in one transaction: own steps on what it names off, the server's records in, what is left of
// those steps on top again, cursors moved. Must never move a cursor for an answer that was cut.
import type { PullLine } from "../../../shared/sync/pull.ts";
import { liftSteps, type Lift } from "../outbox/lift.ts";
import { retryReturned } from "../outbox/resolve.ts";
import { forgetTraces } from "../outbox/traces.ts";
import { forgetOldAcknowledged, sendAgain, settleAnswered } from "../outbox/send.ts";
import { leftTable } from "./bridge.ts";
import { forgetKept } from "./content-room.ts";
import { forgetContent, orphanedContent } from "./content-rows.ts";
import { forgetAllDrafts, forgetDraftsOf } from "./drafts.ts";
import type { ReadableDatabase, StoreDatabase, WritableDatabase } from "./database.ts";
import { readMeta, readNumber, readScopes, writeMeta } from "./meta.ts";
import { forgetPaper, forgetStrayPapers } from "./paper-index.ts";
import { pullLines } from "./pull-lines.ts";
import { putRecord, removeRecord, rowOf, type RecordRow } from "./records.ts";
import { beginSnapshot, moveToMark, snapshotUnderWay, takeAfresh, type StoredSnapshot } from "./snapshot-rows.ts";
import { sql } from "./sql.ts";
import { hurrySweep, sweep, sweepWanted, wantSweep } from "./sweep.ts";
import { storedJson } from "./stored-json.ts";

/** `lines` is a whole number of NDJSON lines; `upTo` the newest outbox row that had its answer when the pull began. */
export interface PullPart {
  readonly lines: string;
  readonly upTo: number;
  readonly at: string;
}

export interface PullApplied {
  readonly records: number;
  /** The rights changed with this answer: person and directory are to be asked for again. */
  readonly scopesChanged: boolean;
  /** Content whose files are to be deleted. */
  readonly dropped: readonly string[];
}

/** What a pull starts from. */
export function pullState(database: ReadableDatabase): {
  readonly epoch: string | null;
  readonly cursors: Readonly<Record<string, number>>;
  readonly upTo: number;
  readonly snapshot: StoredSnapshot | null;
} {
  const cursors = database.all<{ scope: string; seq: number }>("cursors", sql`select scope, seq from cursors`);
  const last = database.get<{ seq: number | null }>("newest outbox row", sql`select max(seq) as seq from outbox`);
  return {
    epoch: readMeta(database, "epoch") ?? null,
    cursors: Object.fromEntries(cursors.map((row) => [row.scope, row.seq])),
    upTo: last?.seq ?? 0,
    snapshot: snapshotUnderWay(database) ?? null,
  };
}

/** Throws where a line is none of this protocol; nothing of the part is applied then. */
export function applyPull(database: StoreDatabase, part: PullPart): PullApplied {
  const applied = { records: 0, scopesChanged: false, shrunk: false, ended: false };
  let dropped: readonly string[] = [];
  database.transaction(() => {
    const lift = liftSteps(database);
    let generation = readNumber(database, "generation", 0);
    for (const line of pullLines(part.lines)) {
      if (line.t === "begin") {
        const change = beginPull(database, line, lift);
        applied.scopesChanged ||= change.changed;
        applied.shrunk ||= change.shrunk;
        beginSnapshot(database, line);
        generation = readNumber(database, "generation", 0);
      } else if (line.t === "record") {
        lift.off(line.record, true);
        putRecord(database, line.record, null, generation);
        // Whoever is named a deputy, or no longer one, holds other rights, also where the scopes are the same.
        applied.scopesChanged ||= line.record.kind === "deputyship";
        applied.records += 1;
      } else if (line.t === "left") applied.shrunk = leaveScope(database, line, lift) || applied.shrunk;
      else if (line.t === "mark") moveToMark(database, line);
      else {
        applied.shrunk = endPull(database, line, part, lift) || applied.shrunk;
        applied.ended = !line.more;
      }
    }
    lift.backOn();
    if (applied.ended) retryReturned(database, part.at);
    if (applied.ended) forgetStrayPapers(database);
    // Steps were answered, or records went: else there is nothing new to close.
    if (applied.ended && (lift.any || sweepWanted(database) !== "no")) forgetTraces(database);
    if (!applied.shrunk) return;
    dropped = orphanedContent(database);
    forgetContent(database, dropped);
    forgetKept(database);
  });
  if (applied.ended) sweep(database, part.at);
  return { records: applied.records, scopesChanged: applied.scopesChanged, dropped };
}

function beginPull(
  database: WritableDatabase,
  line: Extract<PullLine, { t: "begin" }>,
  lift: Lift,
): { readonly changed: boolean; readonly shrunk: boolean } {
  writeMeta(database, "epoch", line.epoch);
  const before = readScopes(database);
  const after = [...line.scopes].sort();
  if (JSON.stringify(before) === JSON.stringify(after)) return { changed: false, shrunk: false };
  lift.allOff();
  writeMeta(database, "scopes", JSON.stringify(after));
  const lost = before.filter((scope) => !after.includes(scope));
  for (const scope of lost) database.run("forget cursor", sql`delete from cursors where scope = ${scope}`);
  if (lost.length === 0) return { changed: true, shrunk: false };
  hurrySweep(database);
  return { changed: true, shrunk: forgetUnseen(database, after) };
}

/** Deletes every record that lies in no scope of `held`. */
function forgetUnseen(database: WritableDatabase, held: readonly string[]): boolean {
  const holds = new Set(held);
  let any = false;
  for (const row of database.all<Pick<RecordRow, "no" | "kind" | "id" | "scopes">>(
    "scopes of all",
    sql`select no, kind, id, scopes from records`,
  )) {
    const scopes = storedJson<readonly string[]>(row.scopes);
    if (scopes.some((scope) => holds.has(scope))) continue;
    forgetForGood(database, row);
    any = true;
  }
  return any;
}

/** The record is no longer in that scope; without another one that is held it goes. */
function leaveScope(database: WritableDatabase, line: Extract<PullLine, { t: "left" }>, lift: Lift): boolean {
  lift.off(line);
  const row = rowOf(database, line);
  if (row === undefined) return false;
  const before = storedJson<readonly string[]>(row.scopes);
  const scopes = before.filter((scope) => scope !== line.scope);
  const held = readScopes(database);
  if (scopes.some((scope) => held.includes(scope))) {
    database.run("leave scope", sql`update records set scopes = ${JSON.stringify(scopes)} where no = ${row.no}`);
    return false;
  }
  forgetForGood(database, row);
  return true;
}

/** Nobody at this desk may see the record any more: what deleting leaves of it is to be wiped. */
function forgetForGood(database: WritableDatabase, row: Pick<RecordRow, "no" | "kind" | "id">): void {
  removeRecord(database, row);
  const hadWords = forgetPaper(database, row);
  forgetDraftsOf(database, row);
  database.touch(leftTable);
  wantSweep(database, row.kind === "document" ? "words" : hadWords ? "papers" : "rows");
}

function endPull(database: WritableDatabase, line: Extract<PullLine, { t: "end" }>, part: PullPart, lift: Lift): boolean {
  for (const [scope, seq] of Object.entries(line.cursors))
    database.run(
      "move cursor",
      sql`insert into cursors (scope, seq) values (${scope}, ${seq}) on conflict (scope) do update set seq = excluded.seq`,
    );
  if (line.more) return false;
  settleAnswered(database, part.upTo, lift);
  forgetOldAcknowledged(database, part.at);
  return forgetGhosts(database, lift);
}

/** After a fresh snapshot: what the server did not name again is not there any more. True where something went. */
function forgetGhosts(database: WritableDatabase, lift: Lift): boolean {
  if (readMeta(database, "snapshotAgain") !== "yes") return false;
  lift.allOff();
  const generation = readNumber(database, "generation", 0);
  const ghosts = database.all<Pick<RecordRow, "no" | "kind" | "id">>(
    "ghosts",
    sql`select no, kind, id from records where generation < ${generation} and base is null`,
  );
  for (const row of ghosts) forgetForGood(database, row);
  writeMeta(database, "snapshotAgain", "no");
  return ghosts.length > 0;
}

/** The database of another life of the server: acknowledged commands go up again, and everything is pulled afresh. */
export function beginEpoch(database: WritableDatabase, epoch: string): void {
  database.transaction(() => {
    const known = readMeta(database, "epoch");
    if (known === epoch) return;
    writeMeta(database, "epoch", epoch);
    if (known === undefined) return;
    takeAfresh(database);
    sendAgain(database);
  });
}

/** A device the municipality has locked out: all records, drafts and content go, the outbox stays sealed in the file. */
export function sealReplica(database: StoreDatabase): readonly string[] {
  let dropped: readonly string[] = [];
  database.transaction(() => {
    for (const row of database.all<RecordRow>("all records", sql`select no, kind, id from records`)) removeRecord(database, row);
    database.script("forget papers", "delete from paper_words; delete from papers");
    forgetAllDrafts(database);
    wantSweep(database, "words");
    database.run("forget cursors", sql`delete from cursors`);
    database.run("end snapshot", sql`delete from snapshot`);
    writeMeta(database, "scopes", "[]");
    forgetTraces(database, true);
    dropped = orphanedContent(database);
    forgetContent(database, dropped);
    forgetKept(database);
  });
  sweep(database, null);
  return dropped;
}
