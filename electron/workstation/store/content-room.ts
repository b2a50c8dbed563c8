// How much room content takes here, what a person keeps whatever happens, and what goes first when room is short.
// Must never give away what the server does not hold yet, or what is kept.
import type { ContentMark } from "../../../shared/desk/content-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { contentSummary } from "./content-rows.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { contentOfRecord } from "./record-query.ts";
import { listOf, sql } from "./sql.ts";

/** A content under a record that names it. */
export interface NamedUnder {
  readonly ref: RecordRef;
  readonly sha256: string;
  readonly size: number;
}

/** Bytes that content takes here. */
export interface ContentRoom {
  readonly used: number;
  /** Own files the server does not hold yet. */
  readonly own: number;
  /** Files kept offline, as far as they are here. */
  readonly kept: number;
  /** What is missing of files kept offline. */
  readonly missing: number;
}

/** Keeps a record's content here from now on, or lets it go again like everything else. */
export function keepOffline(
  database: WritableDatabase,
  args: { readonly ref: RecordRef; readonly keep: boolean; readonly at: string },
): void {
  const { kind, id } = args.ref;
  if (args.keep)
    database.run("keep offline", sql`insert or ignore into content_kept (kind, record_id, kept_at) values (${kind}, ${id}, ${args.at})`);
  else database.run("keep no longer", sql`delete from content_kept where kind = ${kind} and record_id = ${id}`);
  database.touch("content");
}

/** Records that are gone from here are not kept any more: not even their ids stay. */
export function forgetKept(database: WritableDatabase): void {
  database.run(
    "forget kept",
    sql`delete from content_kept where not exists
      (select 1 from records where records.kind = content_kept.kind and records.id = content_kept.record_id)`,
  );
}

/** A record's own content; for a file of the archive that of all its documents. */
function contentUnder(database: ReadableDatabase, ref: RecordRef): readonly NamedUnder[] {
  const refs =
    ref.kind === "file"
      ? database
          .all<{ id: string }>("documents of a file", sql`select id from documents where file_id = ${ref.id} order by place desc`)
          .map(({ id }) => ({ kind: "document", id }))
      : [ref];
  return refs.flatMap((one) => (contentOfRecord(database, one) ?? []).map((content) => ({ ref: one, ...content })));
}

/** All content that a person keeps offline, what was kept first before the rest. */
export function keptContent(database: ReadableDatabase): readonly NamedUnder[] {
  const kept = database.all<RecordRef>("kept records", sql`select kind, record_id as id from content_kept order by kept_at, record_id`);
  return kept.flatMap((ref) => contentUnder(database, ref));
}

export function contentRoom(database: ReadableDatabase): ContentRoom {
  const row = database.get<{ used: number | null; own: number | null }>(
    "room of content",
    sql`select sum(bytes) as used, sum(bytes * own) as own from content`,
  );
  let kept = 0;
  let missing = 0;
  for (const { sha256, size } of unique(keptContent(database))) {
    const held = contentSummary(database, sha256);
    if (held?.own !== true) kept += held?.bytes ?? 0;
    missing += size - (held?.bytes ?? 0);
  }
  return { used: row?.used ?? 0, own: row?.own ?? 0, kept, missing };
}

function unique(contents: readonly NamedUnder[]): readonly NamedUnder[] {
  return [...new Map(contents.map((content) => [content.sha256, content])).values()];
}

/**
 * What has to go so that no more than `budget` bytes are left, least recently used first and `last` after everything else;
 * never what is own, kept or `spared`.
 */
export function toEvict(
  database: ReadableDatabase,
  args: { readonly budget: number; readonly last: string | null; readonly spared: string | null },
): readonly string[] {
  const used = database.get<{ used: number | null }>("room of content", sql`select sum(bytes) as used from content`)?.used ?? 0;
  let over = used - args.budget;
  if (over <= 0) return [];
  const kept = new Set(keptContent(database).map((content) => content.sha256));
  const cached = database.all<{ sha256: string; bytes: number }>(
    "cached content",
    sql`select sha256, bytes from content where own = 0 order by sha256 is ${args.last}, used_at, sha256`,
  );
  const names: string[] = [];
  for (const { sha256, bytes } of cached) {
    if (over <= 0) break;
    if (kept.has(sha256) || sha256 === args.spared) continue;
    names.push(sha256);
    over -= bytes;
  }
  return names;
}

/** How much of each record's content is here. `fetching` are the contents on their way now. */
export function contentMarks(
  database: ReadableDatabase,
  args: { readonly refs: readonly RecordRef[]; readonly fetching: readonly string[] },
): readonly ContentMark[] {
  const kept = new Set(
    database
      .all<{ id: string }>(
        "kept among records",
        sql`select record_id as id from content_kept where record_id in (${listOf(args.refs.map((ref) => ref.id))})`,
      )
      .map((row) => row.id),
  );
  return args.refs.map((ref) => {
    const contents = unique(contentUnder(database, ref)).map(({ sha256, size }) => {
      const held = contentSummary(database, sha256);
      const here = Math.min(size, held?.bytes ?? 0);
      return { sha256, size, here, whole: held !== undefined && here >= size && held.checked, fetching: args.fetching.includes(sha256) };
    });
    return { ...ref, kept: kept.has(ref.id) || keptWithFile(database, ref), keptItself: kept.has(ref.id), contents };
  });
}

function keptWithFile(database: ReadableDatabase, ref: RecordRef): boolean {
  if (ref.kind !== "document") return false;
  const row = database.get(
    "kept with its file",
    sql`select 1 as found from documents join content_kept on content_kept.kind = 'file' and content_kept.record_id = documents.file_id
      where documents.id = ${ref.id}`,
  );
  return row !== undefined;
}
