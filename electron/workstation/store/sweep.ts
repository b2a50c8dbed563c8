// Wipes what the desk may no longer hold from wherever deleting alone leaves it: index segments, free pages, what lies unused within
// pages, the write-ahead log. Wanted in the transaction that deletes, so that a crash in between only puts it off to the next opening.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import type { ReadableDatabase, StoreDatabase, WritableDatabase } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { sql } from "./sql.ts";
import { StoreError } from "./store-error.ts";
import { writeAnew } from "./write-anew.ts";

/** What is to be wiped; each includes those before it. `rewrite` alone is left of a large file that single records left, for its next opening. */
const sweeps = ["no", "rewrite", "rows", "papers", "words"] as const;
type Sweep = (typeof sweeps)[number];

/** Notes, within the transaction that deletes, what is to be wiped: rows alone, words of papers, or those of the archive as well. */
export function wantSweep(database: WritableDatabase, what: "rows" | "papers" | "words"): void {
  if (sweeps.indexOf(what) > sweeps.indexOf(sweepWanted(database))) writeMeta(database, "sweep", what);
}

/** Rights shrank: the sweep that is wanted may not wait for its turn. */
export function hurrySweep(database: WritableDatabase): void {
  database.run("no rest before a sweep", sql`delete from meta where name = 'sweptAt'`);
}

export function sweepWanted(database: ReadableDatabase): Sweep {
  const wanted = readMeta(database, "sweep");
  return sweeps.find((one) => one === wanted) ?? "no";
}

/**
 * Wipes, where it is wanted and due. Single records leave a desk all day long, and a sweep writes the file anew: after one the
 * next waits a millisecond for each kilobyte of the file. `at` is now, ISO; null where the file was just opened: then nothing waits.
 */
export function sweep(database: StoreDatabase, at: string | null): void {
  const wanted = sweepWanted(database);
  if (wanted === "no" || (wanted === "rewrite" && at !== null) || !due(database, at)) return;
  const hurried = at !== null && readMeta(database, "sweptAt") === undefined;
  if (wanted === "papers" || wanted === "words")
    database.script("merge words of papers", "insert into paper_words (paper_words) values ('optimize')");
  if (wanted === "words") {
    database.script("merge words", "insert into archive_words (archive_words) values ('optimize')");
    database.script("merge parts", "insert into archive_parts (archive_parts) values ('optimize')");
  }
  database.script("free pages", "pragma incremental_vacuum");
  const rewritten = rewrite(database, hurried);
  // A reader in the middle of something keeps the log: the sweep is still wanted then.
  if (database.pragma("wal_checkpoint(TRUNCATE)") === 0) noteSwept(database, at, rewritten ? "no" : "rewrite");
}

/**
 * Where pages were split, copies of rows stay behind in the unused middle of pages: deleting does not reach them. A large file takes many
 * seconds, so it is written anew while somebody works only where rights shrank. False where it is left for the next opening.
 */
function rewrite(database: StoreDatabase, hurried: boolean): boolean {
  if (sizeOf(database) <= database.vacuumUpTo) {
    database.script("write anew", "vacuum");
    return true;
  }
  if (!hurried) return false;
  try {
    writeAnew(database, anew(database.file));
    return true;
  } catch (thrown) {
    // Without room for a copy the desk goes on pulling.
    if (thrown instanceof StoreError && thrown.code === "diskFull") return false;
    throw thrown;
  }
}

function due(database: ReadableDatabase & Pick<StoreDatabase, "pragma">, at: string | null): boolean {
  const last = readMeta(database, "sweptAt");
  if (at === null || last === undefined) return true;
  const since = Date.parse(at) - Date.parse(last);
  return since < 0 || since >= sizeOf(database) / 1000;
}

function sizeOf(database: Pick<StoreDatabase, "pragma">): number {
  return Number(database.pragma("page_count")) * Number(database.pragma("page_size"));
}

function noteSwept(database: WritableDatabase, at: string | null, left: Sweep): void {
  database.transaction(() => {
    if (at !== null) writeMeta(database, "sweptAt", at);
    writeMeta(database, "sweep", left);
  });
}

const anew = (file: string): string => `${file}.anew`;

/** Finishes at the opening of a file what a crash or its size put off. Returns the database to go on with. */
export function sweepAtOpening(file: string, open: () => StoreDatabase): StoreDatabase {
  rmSync(anew(file), { force: true });
  const database = open();
  sweep(database, null);
  if (sweepWanted(database) !== "rewrite") return database;
  database.copyTo(anew(file));
  database.close();
  const copy = openSync(anew(file), "r+");
  fsyncSync(copy);
  closeSync(copy);
  renameSync(anew(file), file);
  for (const beside of ["-wal", "-shm"]) rmSync(`${file}${beside}`, { force: true });
  const again = open();
  noteSwept(again, null, "no");
  return again;
}
