// The archive: tree of the file plan, files, documents and their search. Newest first while typing; ranked when asked for.
import type {
  ArchiveList,
  ArchiveListArgs,
  ArchiveRow,
  ArchiveTree,
  archiveFilesArgsSchema,
  archiveFilesResultSchema,
} from "../../../shared/desk/archive-calls.ts";
import type { z } from "../../../shared/base/zod.ts";
import type { ReadableDatabase } from "./database.ts";
import { foldedWords, partsQuery, searchTerms, wordsQuery, type SearchTerm } from "./fold.ts";
import { excerpt, marked } from "./marked.ts";
import { readIdentity } from "./meta.ts";
import { allOf, listOf, sql, type Sql } from "./sql.ts";

/** Hits are counted up to here; beyond, `exact` is false. */
const mostCounted = 1000;
const excerptFrom = 200_000;

/** The file plan with counts, each entry with everything below it. */
export function queryArchiveTree(database: ReadableDatabase): ArchiveTree {
  const plan = readIdentity(database).directory.filePlan;
  const known = new Set(plan.map((entry) => entry.number));
  const counted = database.all<{ number: string; files: number; documents: number }>(
    "archive tree",
    sql`select plan_number as number, count(*) as files, coalesce(sum(held), 0) as documents from files left join
      (select file_id, count(*) as held from documents group by file_id) on file_id = files.id group by plan_number`,
  );
  const totals = new Map<string, { files: number; documents: number }>();
  for (const row of counted)
    for (const number of withParents(row.number)) {
      const total = totals.get(number) ?? { files: 0, documents: 0 };
      totals.set(number, { files: total.files + row.files, documents: total.documents + row.documents });
    }
  const entries = plan.map(({ number, title }) => ({
    number,
    title,
    parent: withParents(number).find((candidate) => candidate !== number && known.has(candidate)) ?? null,
    files: totals.get(number)?.files ?? 0,
    documents: totals.get(number)?.documents ?? 0,
  }));
  return { entries: entries.sort((a, b) => a.number.localeCompare(b.number, "de", { numeric: true })) };
}

/** The number and those of the entries above it, nearest first. */
function withParents(number: string): readonly string[] {
  const parts = number.split(".");
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join("."));
}

function underPlan(column: Sql, planNumber: string): Sql {
  return sql`(${column} = ${planNumber} or (${column} >= ${`${planNumber}.`} and ${column} < ${`${planNumber}/`}))`;
}

export function queryArchiveFiles(
  database: ReadableDatabase,
  args: z.output<typeof archiveFilesArgsSchema>,
): z.output<typeof archiveFilesResultSchema> {
  const conditions: Sql[] = [];
  if (args.planNumber !== null) conditions.push(underPlan(sql`plan_number`, args.planNumber));
  if (args.openOnly) conditions.push(sql`state = 'open'`);
  const text = foldedWords(args.text);
  if (text !== "") conditions.push(sql`instr(search, ${text}) > 0`);
  const total =
    database.get<{ total: number }>("count files", sql`select count(*) as total from files where ${allOf(conditions)}`)?.total ?? 0;
  const rows = database.all<z.output<typeof archiveFilesResultSchema>["rows"][number]>(
    "list files",
    sql`select id, number, title, plan_number as planNumber, unit, state,
      (select count(*) from documents where documents.file_id = files.id) as documents
      from files where ${allOf(conditions)} order by plan_number, number desc limit ${args.limit}`,
  );
  return { total, rows: [...rows] };
}

function inPlace(args: ArchiveListArgs): readonly Sql[] {
  if (args.fileId !== null) return [sql`documents.file_id = ${args.fileId}`];
  if (args.planNumber === null) return [];
  return [sql`documents.file_id in (select id from files where ${underPlan(sql`files.plan_number`, args.planNumber)})`];
}

interface Found {
  readonly places: readonly number[];
  readonly total: number;
  readonly exact: boolean;
}

export function queryArchiveList(database: ReadableDatabase, args: ArchiveListArgs): ArchiveList {
  const terms = searchTerms(args.text);
  const found = terms.length === 0 ? everything(database, args) : search(database, args, terms);
  return { total: found.total, exact: found.exact, rows: rowsAt(database, found.places, terms) };
}

function everything(database: ReadableDatabase, args: ArchiveListArgs): Found {
  const where = allOf(inPlace(args));
  const total = database.get<{ total: number }>("count documents", sql`select count(*) as total from documents where ${where}`)?.total ?? 0;
  const rows = database.all<{ place: number }>(
    "newest documents",
    sql`select place from documents where ${where} order by place desc limit ${args.limit} offset ${args.offset}`,
  );
  return { places: rows.map((row) => row.place), total, exact: true };
}

function search(database: ReadableDatabase, args: ArchiveListArgs, terms: readonly SearchTerm[]): Found {
  const atMost = Math.max(mostCounted, args.offset + args.limit) + 1;
  const filter = inPlace(args);
  const typing = args.order === "newest";
  const exact = hitsIn(database, sql`archive_words`, wordsQuery(terms, false), filter, typing, atMost);
  const words =
    typing || exact.length === 0 ? hitsIn(database, sql`archive_words`, wordsQuery(terms, true), filter, typing, atMost) : exact;
  const parts = hitsIn(database, sql`archive_parts`, partsQuery(terms), filter, true, atMost);
  const numbers = hitsByFileNumber(database, terms, filter, atMost);
  const all = [...new Set([...words, ...parts, ...numbers])];
  if (typing) all.sort((a, b) => b - a);
  return { places: all.slice(args.offset, args.offset + args.limit), total: Math.min(all.length, atMost - 1), exact: all.length < atMost };
}

function hitsIn(
  database: ReadableDatabase,
  table: Sql,
  query: string | undefined,
  filter: readonly Sql[],
  newest: boolean,
  atMost: number,
): readonly number[] {
  if (query === undefined) return [];
  const order = newest ? sql`${table}.rowid desc` : sql`rank`;
  // Without a filter the index alone answers; a cross join keeps SQLite from starting at the documents.
  const join = filter.length === 0 ? sql`` : sql` cross join documents on documents.place = ${table}.rowid`;
  const rows = database.all<{ place: number }>(
    newest ? "search newest" : "search ranked",
    sql`select ${table}.rowid as place from ${table}${join} where ${table} match ${query} and ${allOf(filter)} order by ${order} limit ${atMost}`,
  );
  return rows.map((row) => row.place);
}

/** Documents of files whose number holds what was typed, where it holds a digit at all. */
function hitsByFileNumber(
  database: ReadableDatabase,
  terms: readonly SearchTerm[],
  filter: readonly Sql[],
  atMost: number,
): readonly number[] {
  const text = terms.map((term) => term.words.join(" ")).join(" ");
  if (!/\d{2}/u.test(text)) return [];
  const rows = database.all<{ place: number }>(
    "search file numbers",
    sql`select documents.place from documents where documents.file_id in (select id from files where instr(search, ${text}) > 0)
      and ${allOf(filter)} order by documents.place desc limit ${atMost}`,
  );
  return rows.map((row) => row.place);
}

interface ListedRow {
  readonly place: number;
  readonly id: string;
  readonly title: string;
  readonly documentType: string;
  readonly documentDate: string;
  readonly fileId: string;
  readonly fileNumber: string | null;
  readonly text: string | null;
  readonly waiting: number;
}

function rowsAt(database: ReadableDatabase, places: readonly number[], terms: readonly SearchTerm[]): ArchiveRow[] {
  const rows = database.all<ListedRow>(
    "document rows",
    sql`select documents.place, documents.id, documents.title, document_type as documentType, document_date as documentDate,
      file_id as fileId, files.number as fileNumber, substr(texts.text, 1, ${excerptFrom}) as text,
      (select count(*) from outbox where outbox.kind = 'document' and outbox.record_id = documents.id
        and outbox.state not in ('acknowledged', 'partlyRefused')) as waiting
      from documents left join files on files.id = documents.file_id left join texts on texts.place = documents.place
      where documents.place in (${listOf(places)})`,
  );
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return places.flatMap((place): readonly ArchiveRow[] => {
    const row = byPlace.get(place);
    if (row === undefined) return [];
    const { id, documentType, documentDate, fileId, waiting } = row;
    const title = [...marked(row.title, terms)];
    return [
      {
        id,
        title,
        excerpt: [...excerpt(row.text ?? "", terms)],
        documentType,
        documentDate,
        fileId,
        fileNumber: row.fileNumber ?? "",
        waiting,
      },
    ];
  });
}
