// After a change of the program: records of kinds it did not know before come out of their place aside, and what it no longer
// knows goes back there. Must never change or drop a record or a command.
import type { Kinds } from "../../../shared/domain/command.ts";
import { z } from "../../../shared/base/zod.ts";
import { rebase } from "../outbox/replay.ts";
import type { StoreDatabase } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { index, recordOf, unindex, type RecordRow } from "./records.ts";
import { sql } from "./sql.ts";

/** By kind the form of body its records were indexed in. */
const indexedSchema = z.record(z.string(), z.int());
/** What the first release knew, which did not write it down. */
const firstKinds = { application: 1, invoice: 1, document: 1, file: 1, task: 1 };

function formsOf(kinds: Kinds): Readonly<Record<string, number>> {
  const names = [...kinds.keys()].sort();
  return Object.fromEntries(names.map((name): [string, number] => [name, kinds.get(name)?.schemaVersion ?? 0]));
}

/** Indexes what this program knows better than the one before it, and lays what waits in the outbox on top anew. */
export function settleKinds(database: StoreDatabase): void {
  const text = readMeta(database, "indexedKinds");
  const before = text === undefined ? firstKinds : indexedSchema.parse(JSON.parse(text));
  const now = formsOf(database.kinds);
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...names].filter((name) => new Map(Object.entries(before)).get(name) !== now[name]);
  if (text !== undefined && changed.length === 0) return;
  database.transaction(() => {
    for (const kind of changed) settleKind(database, kind);
    writeMeta(database, "indexedKinds", JSON.stringify(now));
    if (changed.length > 0 && readMeta(database, "identity") !== undefined) rebase(database);
  });
}

/** Records are read in parts, so that many of them need no memory. */
const partSize = 1000;

function settleKind(database: StoreDatabase, kind: string): void {
  for (let last = 0; ;) {
    const rows = database.all<RecordRow>(
      "records of a kind",
      sql`select no, kind, id, unit, scopes, version, body, base from records where kind = ${kind} and no > ${last} order by no limit ${partSize}`,
    );
    for (const row of rows) {
      unindex(database, row);
      index(database, row.no, recordOf(row));
    }
    if (rows.length < partSize) return;
    last = rows.at(-1)?.no ?? last;
  }
}
