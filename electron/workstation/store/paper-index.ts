// Words of invoices and letters that wait: the text beside the record and its full-text index, together. Must never keep words of a paper that is
// not here or waits for nobody: filed, it is a document with a text of its own.
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { fold } from "./fold.ts";
import { sql, type Sql } from "./sql.ts";
import { wantSweep } from "./sweep.ts";

interface PaperRow {
  readonly place: number;
  readonly wanted_text: string | null;
  readonly held_text: string | null;
}

function paperOf(database: ReadableDatabase, { kind, id }: RecordRef): PaperRow | undefined {
  return database.get<PaperRow>("paper", sql`select place, wanted_text, held_text from papers where id = ${id} and kind = ${kind}`);
}

/** The server holds a text of this paper, by its SHA-256, or none. */
export function wantPaperText(database: WritableDatabase, { kind, id }: RecordRef, sha256: string | null): void {
  if (sha256 === null || paperOf(database, { kind, id })?.wanted_text === sha256) return;
  database.run(
    "want text of a paper",
    sql`insert into papers (kind, id, wanted_text) values (${kind}, ${id}, ${sha256})
      on conflict (id, kind) do update set wanted_text = excluded.wanted_text`,
  );
}

/** Keeps and indexes the text of a paper that waits: one that was asked for, or with `read` one that this desk has read itself. */
export function putPaperText(database: WritableDatabase, ref: RecordRef, sha256: string, text: string, read = false): void {
  if (read && database.get("paper that waits", sql`select no from inbox where kind = ${ref.kind} and id = ${ref.id}`) === undefined) return;
  const before = paperOf(database, ref);
  if (before?.held_text === sha256 || (before === undefined && !read)) return;
  const wanted = read ? (before?.wanted_text ?? null) : sha256;
  const row = database.get<{ place: number }>(
    "put text of a paper",
    sql`insert into papers (kind, id, wanted_text, held_text, text) values (${ref.kind}, ${ref.id}, ${wanted}, ${sha256}, ${text})
      on conflict (id, kind) do update set wanted_text = excluded.wanted_text, held_text = excluded.held_text, text = excluded.text
      returning place`,
  );
  const place = row?.place ?? 0;
  database.run("forget words of a paper", sql`delete from paper_words where rowid = ${place}`);
  database.run("index words of a paper", sql`insert into paper_words (rowid, text) values (${place}, ${fold(text)})`);
  database.touch("inbox");
}

/** Takes a paper out of the search; whether it was in it. */
export function forgetPaper(database: WritableDatabase, ref: RecordRef): boolean {
  const before = paperOf(database, ref);
  if (before === undefined) return false;
  database.run("forget words of a paper", sql`delete from paper_words where rowid = ${before.place}`);
  database.run("forget paper", sql`delete from papers where place = ${before.place}`);
  return true;
}

/** Papers this desk read itself whose booking came to nothing. */
export function forgetStrayPapers(database: WritableDatabase): void {
  const strays = database.all<RecordRef>(
    "stray papers",
    sql`select kind, id from papers where wanted_text is null
      and not exists (select 1 from records where records.kind = papers.kind and records.id = papers.id)`,
  );
  for (const ref of strays) forgetPaper(database, ref);
  if (strays.length > 0) wantSweep(database, "papers");
}

/** Papers whose text the server holds and this replica does not. */
export function wantedPapers(database: ReadableDatabase, limit: number): readonly string[] {
  const rows = database.all<{ id: string }>(
    "wanted papers",
    sql`select id from papers where wanted_text is not null and wanted_text is not held_text order by place desc limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Notes that the server has no text for this one after all, so that nobody asks again until the record changes. */
export function giveUpPaper(database: WritableDatabase, id: string): void {
  database.run("give up text of a paper", sql`update papers set wanted_text = held_text where id = ${id} and wanted_text is not held_text`);
}

/** Lines of the inbox whose paper has a word that begins so; `word` is folded. */
export function saysWord(word: string): Sql {
  return sql`no in (select records.no from paper_words cross join papers on papers.place = paper_words.rowid
    cross join records on records.kind = papers.kind and records.id = papers.id where paper_words match ${`"${word}"*`})`;
}

/** The texts of papers, by kind and id. */
export function textsOf(database: ReadableDatabase, refs: readonly RecordRef[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { kind, id } of refs) {
    const row = database.get<{ text: string }>(
      "text of a paper",
      sql`select substr(text, 1, ${excerptFrom}) as text from papers where id = ${id} and kind = ${kind}`,
    );
    if (row !== undefined && row.text !== "") found.set(`${kind}/${id}`, row.text);
  }
  return found;
}

/** Characters of a text the excerpt is looked for in. */
const excerptFrom = 200_000;
