// Keeps a document's row, its text and both full-text tables together. Must never leave one of them behind.
import { daysBetween } from "../../../shared/base/office-date.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { fold, foldedWords } from "./fold.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";
import { documentSummary, type DocumentSummary } from "./summary.ts";

/** Documents of one day that can be told apart. */
const placesPerDay = 4_194_304;
const firstDay = "1800-01-01";

interface Indexed {
  readonly place: number;
  readonly title: string;
  readonly document_date: string;
  readonly held_text: string | null;
}

function placeFor(database: ReadableDatabase, date: string): number {
  const from = Math.max(1, daysBetween(firstDay, date)) * placesPerDay;
  const last = database.get<{ place: number | null }>(
    "last place of a day",
    sql`select max(place) as place from documents where place >= ${from} and place < ${from + placesPerDay}`,
  )?.place;
  return (last ?? from) + 1;
}

function indexWords(database: WritableDatabase, place: number, title: string, text: string): void {
  database.run("forget words", sql`delete from archive_words where rowid = ${place}`);
  database.run("index words", sql`insert into archive_words (rowid, title, text) values (${place}, ${fold(title)}, ${fold(text)})`);
}

/** What a document is found by beside its text. */
const findable = ({ title, keywords }: DocumentSummary): string => `${title} ${keywords}`;

/** Puts a document into the archive's lists and indexes; `no` is its record's row. */
export function putDocument(database: WritableDatabase, no: number, id: string, summary: DocumentSummary): void {
  const before = database.get<Indexed>(
    "indexed document",
    sql`select place, title, document_date, held_text from documents where no = ${no}`,
  );
  const moved = before !== undefined && before.document_date !== summary.documentDate;
  const held = before?.held_text ?? null;
  const text = before === undefined || held === null ? "" : textAt(database, before.place);
  if (moved) removeDocument(database, no);
  const place = before === undefined || moved ? placeFor(database, summary.documentDate) : before.place;
  const title = findable(summary);
  database.run(
    "put document",
    sql`insert into documents (place, no, id, title, document_type, document_date, file_id, wanted_text, held_text)
      values (${place}, ${no}, ${id}, ${summary.title}, ${summary.documentType}, ${summary.documentDate}, ${summary.fileId},
        ${summary.wantedText}, ${held})
      on conflict (place) do update set title = excluded.title, document_type = excluded.document_type, file_id = excluded.file_id,
        wanted_text = excluded.wanted_text`,
  );
  if (moved && text !== "") database.run("put text", sql`insert or replace into texts (place, text) values (${place}, ${text})`);
  if (before !== undefined && !moved) database.run("forget parts", sql`delete from archive_parts where rowid = ${place}`);
  database.run("index parts", sql`insert into archive_parts (rowid, title) values (${place}, ${foldedWords(title)})`);
  if (before === undefined)
    database.run("index words", sql`insert into archive_words (rowid, title, text) values (${place}, ${fold(title)}, '')`);
  else indexWords(database, place, title, text);
}

/** Takes a document out of every list and index. */
export function removeDocument(database: WritableDatabase, no: number): void {
  const before = database.get<{ place: number }>("indexed document", sql`select place from documents where no = ${no}`);
  if (before === undefined) return;
  database.run("forget document", sql`delete from documents where place = ${before.place}`);
  database.run("forget text", sql`delete from texts where place = ${before.place}`);
  database.run("forget words", sql`delete from archive_words where rowid = ${before.place}`);
  database.run("forget parts", sql`delete from archive_parts where rowid = ${before.place}`);
}

function textAt(database: ReadableDatabase, place: number): string {
  return database.get<{ text: string }>("text of a document", sql`select text from texts where place = ${place}`)?.text ?? "";
}

/** Keeps and indexes the extracted text of a document; false where no document has this id. */
export function putText(database: WritableDatabase, id: string, sha256: string, text: string): boolean {
  const row = database.get<{ place: number; body: string }>(
    "document for a text",
    sql`select documents.place, records.body from documents join records on records.no = documents.no where documents.id = ${id}`,
  );
  const summary = row === undefined ? undefined : documentSummary({ kind: "document", body: storedJson(row.body) });
  if (row === undefined || summary === undefined) return false;
  database.run("put text", sql`insert or replace into texts (place, text) values (${row.place}, ${text})`);
  database.run("hold text", sql`update documents set held_text = ${sha256}, wanted_text = ${sha256} where place = ${row.place}`);
  indexWords(database, row.place, findable(summary), text);
  database.touch("archive", `document/${id}`);
  return true;
}

/** Documents whose text the server holds and this replica does not, newest first: those of open files alone, or all. */
export function wantedTexts(database: ReadableDatabase, args: { readonly limit: number; readonly openFiles: boolean }): readonly string[] {
  const wanted = sql`documents.wanted_text is not null and documents.wanted_text is not documents.held_text`;
  const from = args.openFiles
    ? sql`files join documents on documents.file_id = files.id where files.state = 'open' and ${wanted}`
    : sql`documents where ${wanted}`;
  const rows = database.all<{ id: string }>(
    "wanted texts",
    sql`select documents.id from ${from} order by documents.place desc limit ${args.limit}`,
  );
  return rows.map((row) => row.id);
}

/** Notes that the server has no text for these after all, so that nobody asks again until the record changes. */
export function giveUpTexts(database: WritableDatabase, ids: readonly string[]): void {
  for (const id of ids)
    database.run("give up text", sql`update documents set wanted_text = held_text where id = ${id} and wanted_text is not held_text`);
}
