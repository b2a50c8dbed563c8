// What must hold of everything a replica derives from its records: lists, search indexes, and what else lies beside them.
import { drafts } from "../../../electron/workstation/store/drafts.ts";
import { fold, foldedWords } from "../../../electron/workstation/store/fold.ts";
import { recordOf, type RecordRow, type StoredRecord } from "../../../electron/workstation/store/records.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import { documentSummary, fileSummary, inboxSummary } from "../../../electron/workstation/store/summary.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { sha256OfText } from "../../../shared/base/hash.ts";
import type { ReplicaInvariant } from "./look.ts";

interface Numbered {
  readonly no: number;
  readonly record: StoredRecord;
}

function numbered(database: StoreDatabase): readonly Numbered[] {
  const rows = database.all<RecordRow>("fuzz rows", sql`select no, kind, id, unit, scopes, version, body, base from records order by no`);
  return rows.map((row) => ({ no: row.no, record: recordOf(row) }));
}

/** Rows of a list, each as one text. */
function listed(database: StoreDatabase, columns: string, table: string): ReadonlySet<string> {
  const rows = database.all(`fuzz ${table}`, { text: `select ${columns} from ${table} order by no`, values: [] });
  return new Set(rows.map((row) => JSON.stringify(row)));
}

function difference(what: string, here: ReadonlySet<string>, wanted: ReadonlySet<string>): string | undefined {
  const stray = [...here].find((row) => !wanted.has(row));
  if (stray !== undefined) return `${what} has ${stray}`;
  const missing = [...wanted].find((row) => !here.has(row));
  return missing === undefined ? undefined : `${what} lacks ${missing}`;
}

/** Each list says of each record what a list made anew would say, and nothing else. */
export const listsAreOfTheRecords: ReplicaInvariant = ({ database }) => {
  const rows = numbered(database);
  const inbox = rows.flatMap(({ no, record }) => {
    const line = record.kind === "document" || record.kind === "file" ? undefined : inboxSummary(record);
    return line === undefined ? [] : JSON.stringify({ no, id: record.id, unit: record.unit, ...only(line) });
  });
  const files = rows.flatMap(({ no, record }) => {
    const file = fileSummary(record);
    return file === undefined ? [] : JSON.stringify({ no, id: record.id, number: file.number, title: file.title, state: file.state });
  });
  const documents = rows.flatMap(({ no, record }) => {
    const one = documentSummary(record);
    return one === undefined ? [] : JSON.stringify({ no, id: record.id, title: one.title, date: one.documentDate, file: one.fileId });
  });
  return (
    difference(
      "the inbox",
      listed(database, "no, id, unit, subject, state, clerk, deadline, amount, step, search", "inbox"),
      new Set(inbox),
    ) ??
    difference("the list of files", listed(database, "no, id, number, title, state", "files"), new Set(files)) ??
    difference("the archive", listed(database, "no, id, title, document_date as date, file_id as file", "documents"), new Set(documents))
  );
};

function only({ subject, state, clerk, deadline, amount, step, search }: NonNullable<ReturnType<typeof inboxSummary>>): object {
  return { subject, state, clerk, deadline, amount, step, search };
}

interface Indexed {
  readonly place: number;
  readonly held: string | null;
  readonly text: string | null;
  readonly body: string;
}

/** Both search indexes hold, word for word and place for place, what indexes made anew of the same records and texts would hold. */
export const searchIsOfTheRecords: ReplicaInvariant = ({ database }) => {
  const rows = database.all<Indexed & RecordRow>(
    "fuzz indexed",
    sql`select documents.place, documents.held_text as held, texts.text, records.* from documents
      join records on records.no = documents.no left join texts on texts.place = documents.place`,
  );
  const other = rows.find(({ held, text }) => (held === null ? text !== null : sha256OfText(text ?? "") !== held));
  if (other !== undefined) return `the text of ${other.id} is not the one it is said to be`;
  const stray = database.get<{ place: number }>(
    "fuzz texts",
    sql`select place from texts where place not in (select place from documents)`,
  );
  if (stray !== undefined) return "a text lies here of a document that does not";
  database.script("fuzz new indexes", newIndexes);
  try {
    for (const row of rows) {
      const summary = documentSummary(recordOf(row));
      const findable = `${summary?.title ?? ""} ${summary?.keywords ?? ""}`;
      const text = fold(row.text ?? "");
      database.run("fuzz words", sql`insert into temp.new_words (rowid, title, text) values (${row.place}, ${fold(findable)}, ${text})`);
      database.run("fuzz parts", sql`insert into temp.new_parts (rowid, title) values (${row.place}, ${foldedWords(findable)})`);
    }
    return (
      difference("the index of words", instances(database, "words_here"), instances(database, "words_anew")) ??
      difference("the index of parts", instances(database, "parts_here"), instances(database, "parts_anew"))
    );
  } finally {
    database.script("fuzz no new indexes", dropped);
  }
};

/** The words of papers are of papers that wait here, and the index of them is what one made anew of the same texts would be. */
export const papersAreOfTheRecords: ReplicaInvariant = ({ database }) => {
  const rows = database.all<{ place: number; id: string; held: string | null; text: string; waits: number }>(
    "fuzz papers",
    sql`select place, papers.id, held_text as held, text, inbox.no is not null as waits from papers
      left join inbox on inbox.kind = papers.kind and inbox.id = papers.id`,
  );
  const stray = rows.find(({ waits }) => waits === 0);
  if (stray !== undefined) return `words of ${stray.id} are here and it waits for nobody`;
  const other = rows.find(({ held, text }) => (held === null ? text !== "" : sha256OfText(text) !== held));
  if (other !== undefined) return `the text of the paper ${other.id} is not the one it is said to be`;
  database.script("fuzz new words of papers", newPaperWords);
  try {
    for (const { place, held, text } of rows)
      if (held !== null) database.run("fuzz words", sql`insert into temp.new_papers (rowid, text) values (${place}, ${fold(text)})`);
    return difference("the index of papers", instances(database, "papers_here"), instances(database, "papers_anew"));
  } finally {
    database.script("fuzz no new words of papers", "drop table temp.papers_here; drop table temp.papers_anew; drop table temp.new_papers;");
  }
};

const newPaperWords = `
  create virtual table temp.new_papers using fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
  create virtual table temp.papers_here using fts5vocab(main, paper_words, instance);
  create virtual table temp.papers_anew using fts5vocab(temp, new_papers, instance);
`;

const newIndexes = `
  create virtual table temp.new_words using fts5(title, text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
  create virtual table temp.new_parts using fts5(title, content='', contentless_delete=1, tokenize='trigram');
  create virtual table temp.words_here using fts5vocab(main, archive_words, instance);
  create virtual table temp.words_anew using fts5vocab(temp, new_words, instance);
  create virtual table temp.parts_here using fts5vocab(main, archive_parts, instance);
  create virtual table temp.parts_anew using fts5vocab(temp, new_parts, instance);
`;
const dropped = ["words_here", "words_anew", "parts_here", "parts_anew", "new_words", "new_parts"]
  .map((table) => `drop table temp.${table};`)
  .join("\n");

function instances(database: StoreDatabase, table: string): ReadonlySet<string> {
  const rows = database.all(`fuzz ${table}`, { text: `select term, doc, col, "offset" as at from temp.${table}`, values: [] });
  return new Set(rows.map((row) => JSON.stringify(row)));
}

/** Cached content lies here under a record that is here and names it, or for a step that may have to be sent again; own content aside. */
export const contentIsOfTheRecords: ReplicaInvariant = ({ database }) => {
  const pieces = database.get<{ sha256: string }>(
    "fuzz pieces",
    sql`select sha256 from content_pieces where sha256 not in (select sha256 from content)`,
  );
  if (pieces !== undefined) return `pieces of ${pieces.sha256} are here and nobody knows of it`;
  const stray = database.get<{ sha256: string }>(
    "fuzz stray content",
    sql`select sha256 from content where own = 0
      and not exists (select 1 from records where instr(records.body, content.sha256) > 0
        and (content.kind is null or (records.kind = content.kind and records.id = content.record_id)))
      and not exists (select 1 from outbox where instr(outbox.content, content.sha256) > 0)`,
  );
  if (stray !== undefined) return `${stray.sha256} is here and no record that is here names it`;
  const kept = database.get<{ id: string }>(
    "fuzz kept",
    sql`select record_id as id from content_kept where not exists
      (select 1 from records where records.kind = content_kept.kind and records.id = content_kept.record_id)`,
  );
  return kept === undefined ? undefined : `${kept.id} is kept offline and not here`;
};

/** Drafts are of the person who sits here, and none is about what they may not see any more. */
export const draftsAreOfTheRecords: ReplicaInvariant = ({ database, userName }) => {
  const here = new Set(numbered(database).map(({ record }) => `${record.kind}/${record.id}`));
  for (const [key, text] of Object.entries(drafts(database))) {
    if (!text.startsWith(`${userName}:`)) return `a draft of somebody else is here: ${text}`;
    const about = key.split("/").slice(0, 2).join("/");
    if (!here.has(about)) return `a draft about ${about} is here and the record is not`;
  }
  return undefined;
};
