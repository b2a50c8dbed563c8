// What deleting leaves of rows in a large file, in pages, index and log, before and after it is written anew while somebody works.
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { applyPull } from "./apply-pull.ts";
import { putText } from "./archive-index.ts";
import { StoreDatabase } from "./database.ts";
import { saveDraft } from "./drafts.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { migrate } from "./migrate.ts";
import { putRecord } from "./records.ts";
import { sql } from "./sql.ts";
import { StoreError } from "./store-error.ts";
import { sweepAtOpening } from "./sweep.ts";

const folder = makeTemporaryFolder();
afterAll(() => removeTemporaryFolder(folder));

const key = randomBytes(32);
const many = 1500;
const at = "2026-11-27T10:00:00.000Z";
const held = { sha256: "0".repeat(64), characters: 5 };
const id = (group: number, no: number): string => `0190a000-0000-7000-8000-${String(group * 1_000_000 + no).padStart(12, "0")}`;
const isMarked = (no: number): boolean => no % 9 === 0;

/** Always the same numbers, so that the pages are always split the same way. */
function numbers(): () => number {
  let state = 7;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function put(database: StoreDatabase, no: number, next: () => number): void {
  const word = isMarked(no) ? `Xqvzmarkwort${String(no)}` : `Wolter${String(no)}`;
  const scopes = [isMarked(no) ? "lost" : "kept"];
  const filler = "Füllwort ".repeat(Math.floor(next() * 90));
  const write = (record: OfficeRecord<Readonly<Record<string, unknown>>>): void => putRecord(database, { ...record, scopes }, null, 1);
  write(buildApplicationRecord({ applicant: { familyName: word, givenNames: "Elke", street: filler } }, { id: id(1, no) }));
  write(buildDocumentRecord({ title: `Brief ${word} ${filler.slice(0, Math.floor(next() * 150))}`, text: held }, { id: id(2, no) }));
  putText(database, id(2, no), held.sha256, `Sehr geehrte Frau ${word}, `.repeat(1 + Math.floor(next() * 40)));
  if (isMarked(no)) saveDraft(database, { key: `application/${id(1, no)}/note`, text: `Entwurf an ${word}` });
}

const original = join(folder, "original.db");

/** A replica in which records came and changed in turn, as in months of work: that is what splits pages. */
beforeAll(() => {
  const database = new StoreDatabase({ file: original, key, readOnly: false });
  migrate(database);
  const next = numbers();
  database.transaction(() => {
    writeMeta(database, "scopes", JSON.stringify(["kept", "lost"]));
    for (let no = 0; no < many; no++) put(database, no, next);
  });
  for (let round = 0; round < 8; round++)
    database.transaction(() => {
      for (let change = 0; change < 400; change++) put(database, Math.floor(next() * many), next);
    });
  database.close();
});

function copyOf(name: string): string {
  const file = join(folder, name);
  copyFileSync(original, file);
  return file;
}

const large = (file: string): StoreDatabase => new StoreDatabase({ file, key, readOnly: false, vacuumUpTo: 0 });
const begin = (scopes: readonly string[]): string => `${JSON.stringify({ t: "begin", epoch: "one", scopes, total: 0 })}\n`;
const end = `${JSON.stringify({ t: "end", cursors: {}, more: false })}\n`;
/** The log's head and one page: the note that all is wiped, which stands in the image as well. */
const noteAlone = 32 + 24 + 4096;
const logSize = (file: string): number => (existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0);

/** Places of the word in all pages, without its first letters: an index stores words without what their neighbours share. */
function marksIn(database: StoreDatabase): readonly number[] {
  return [
    ...Buffer.from(database.image())
      .toString("latin1")
      .toLowerCase()
      .matchAll(/zmarkwort/gu),
  ].map((match) => match.index);
}

/** Whether a place lies between the list of a page's cells and the first of them: SQLite never reads there. */
function isUnused(image: Uint8Array, place: number): boolean {
  const size = 4096;
  const start = place - (place % size);
  const page = new DataView(image.buffer, image.byteOffset + start, size);
  const head = start === 0 ? 100 : 0;
  const type = page.getUint8(head);
  const from = head + (type < 8 ? 12 : 8) + 2 * page.getUint16(head + 3);
  return [2, 5, 10, 13].includes(type) && place - start >= from && place - start < page.getUint16(head + 5);
}

function wipedAtOpening(file: string): void {
  const opened = sweepAtOpening(file, () => large(file));
  expect(marksIn(opened)).toEqual([]);
  expect(readMeta(opened, "sweep")).toBe("no");
  opened.close();
}

const counted = (database: StoreDatabase): unknown =>
  ["records", "inbox", "documents", "texts", "meta"].map((table) =>
    database.get("rows", { text: `select count(*) as no from ${table}`, values: [] }),
  );

test("rights shrink in a large file: nothing is left in pages, index and log, and the rest is whole for whoever reads meanwhile", () => {
  const file = copyOf("shrinking.db");
  const database = large(file);
  const reader = new StoreDatabase({ file, key, readOnly: true });
  expect(marksIn(database).length).toBeGreaterThan(1000);
  applyPull(database, { lines: begin(["kept"]) + end, upTo: 0, at });
  expect(marksIn(database)).toEqual([]);
  expect(logSize(file)).toBeLessThanOrEqual(noteAlone);
  expect(readMeta(database, "sweep")).toBe("no");
  expect(existsSync(`${file}.anew`)).toBe(false);
  const kept = many - Math.ceil(many / 9);
  expect(counted(reader)).toMatchObject([{ no: 2 * kept }, { no: kept }, { no: kept }, { no: kept }, {}]);
  const found = sql`select count(*) as no from archive_words where archive_words match ${"wolter1"}`;
  expect(reader.get("found", found)).toEqual({ no: 1 });
  expect(database.pragma("integrity_check")).toBe("ok");
  for (const table of ["archive_words", "archive_parts"])
    expect(() => database.script("check index", `insert into ${table} (${table}) values ('integrity-check')`)).not.toThrow();
  reader.close();
  database.close();
});

test("what deleting, merging the index and emptying the log leave lies in the unused middle of pages alone; the next opening takes it", () => {
  const file = copyOf("leaving.db");
  const database = large(file);
  // Not rights: single records left, so that the file is not written anew while somebody works.
  writeMeta(database, "sweptAt", "2026-11-01T00:00:00.000Z");
  const left = Array.from({ length: many }, (_none, no) => no)
    .filter(isMarked)
    .flatMap((no) => [
      { t: "left", seq: 1, scope: "lost", kind: "application", id: id(1, no) },
      { t: "left", seq: 1, scope: "lost", kind: "document", id: id(2, no) },
    ]);
  const lines = left.map((line) => `${JSON.stringify(line)}\n`).join("");
  applyPull(database, { lines: begin(["kept", "lost"]) + lines + end, upTo: 0, at });
  expect(readMeta(database, "sweep")).toBe("rewrite");
  expect(logSize(file)).toBeLessThanOrEqual(noteAlone);
  const image = database.image();
  const places = marksIn(database);
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter((place) => !isUnused(image, place))).toEqual([]);
  database.close();
  wipedAtOpening(file);
});

test("without room for the copy the desk goes on, and the next opening wipes", () => {
  const file = copyOf("full.db");
  class FullDisk extends StoreDatabase {
    override copyTo(): void {
      throw new StoreError("diskFull", "copy");
    }
  }
  const database = new FullDisk({ file, key, readOnly: false, vacuumUpTo: 0 });
  expect(applyPull(database, { lines: begin(["kept"]) + end, upTo: 0, at }).scopesChanged).toBe(true);
  expect(readMeta(database, "sweep")).toBe("rewrite");
  database.close();
  wipedAtOpening(file);
});
