// Decision 011, told to SQLite: what its own secure deletion does not do to our full-text tables, and that merging does it.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { putText } from "./archive-index.ts";
import { StoreDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { putRecord, removeRecord, rowOf } from "./records.ts";
import { sql } from "./sql.ts";
import { sweep, wantSweep } from "./sweep.ts";

const folder = makeTemporaryFolder();
afterAll(() => removeTemporaryFolder(folder));

const id = (no: number): string => `0190a000-0000-7000-8000-${String(no).padStart(12, "0")}`;
const marked = id(7);
const held = { sha256: "0".repeat(64), characters: 5 };

/** A small archive; `batches` transactions, each a segment of the index of its own at first. */
function archive(name: string, batches: number): StoreDatabase {
  const database = new StoreDatabase({ file: join(folder, name), key: randomBytes(32), readOnly: false, vacuumUpTo: 0 });
  migrate(database);
  for (let batch = 0; batch < batches; batch++)
    database.transaction(() => {
      for (let no = batch * 20; no < batch * 20 + 20; no++) {
        const word = no === 7 ? "Xqvzmarkwort" : `Wolter${String(no)}`;
        putRecord(database, buildDocumentRecord({ title: `Brief ${word}`, text: held }, { id: id(no) }), null, 1);
        putText(database, id(no), held.sha256, `Sehr geehrte Frau ${word}`);
      }
    });
  return database;
}

/** Whether the pages of an index hold the word; its first letters it may share with a neighbour. */
function holds(database: StoreDatabase, table: "archive_words" | "archive_parts", word: string): boolean {
  const rows = database.all<{ block: Uint8Array }>("index pages", { text: `select block from ${table}_data`, values: [] });
  return rows.some(({ block }) => Buffer.from(block).includes(word));
}

const inWords = (database: StoreDatabase): boolean => holds(database, "archive_words", "zmarkwort");
const inParts = (database: StoreDatabase): boolean => holds(database, "archive_parts", "zma") || holds(database, "archive_parts", "xqv");

function remove(database: StoreDatabase): void {
  database.transaction(() => {
    removeRecord(database, must(rowOf(database, { kind: "document", id: marked }), "it was put in"));
    wantSweep(database, "words");
  });
  const found = sql`select rowid from archive_words where archive_words match ${"xqvzmarkwort"}`;
  expect(database.all("found", found)).toEqual([]);
}

test("secure deletion by the index itself leaves the words of a deleted document in tables that keep no content", () => {
  const database = archive("secure.db", 3);
  for (const table of ["archive_words", "archive_parts"])
    database.script("secure deletion", `insert into ${table} (${table}, rank) values ('secure-delete', 1)`);
  remove(database);
  expect([inWords(database), inParts(database)]).toEqual([true, true]);
  database.close();
});

test.each([1, 2, 40])("the sweep's merging takes them, also where no table is written anew: %i transactions", (batches) => {
  const database = archive(`merged${String(batches)}.db`, batches);
  expect([inWords(database), inParts(database)]).toEqual([true, true]);
  remove(database);
  expect([inWords(database), inParts(database)]).toEqual([true, true]);
  database.run("not hurried", sql`insert or replace into meta (name, value) values ('sweptAt', '2026-11-01T00:00:00.000Z')`);
  sweep(database, "2026-11-27T10:00:00.000Z");
  expect([inWords(database), inParts(database)]).toEqual([false, false]);
  expect(database.all("rest", sql`select rowid from archive_words where archive_words match ${"wolter3"}`)).toHaveLength(1);
  database.close();
});

test("a merged index that loses one more document is merged again", () => {
  const database = archive("again.db", 3);
  for (const table of ["archive_words", "archive_parts"]) database.script("merge", `insert into ${table} (${table}) values ('optimize')`);
  remove(database);
  expect([inWords(database), inParts(database)]).toEqual([true, true]);
  sweep(database, null);
  expect([inWords(database), inParts(database)]).toEqual([false, false]);
  database.close();
});
