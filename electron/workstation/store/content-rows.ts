// Which content lies on this disk, piece by piece, and whether the server holds it. The bytes lie in files of their own.
import type { RecordRef } from "../../../shared/domain/record.ts";
import { contentPieceBytes } from "../../../shared/sync/content.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { sql } from "./sql.ts";

/** One content as far as it is here. `own` came in at this desk and stays until the server holds it. */
export interface ContentRow {
  readonly sha256: string;
  readonly size: number;
  readonly own: boolean;
  readonly atServer: boolean;
  /** Bytes of the pieces that are here. */
  readonly bytes: number;
  /** All of it was here once, and its hash was right. */
  readonly checked: boolean;
  readonly pieces: readonly number[];
}

interface StoredRow {
  readonly size: number;
  readonly own: number;
  readonly at_server: number;
  readonly bytes: number;
  readonly checked: number;
}

/** Without the numbers of its pieces, which may be many. */
export function contentSummary(database: ReadableDatabase, sha256: string): Omit<ContentRow, "pieces"> | undefined {
  const row = database.get<StoredRow>("content", sql`select size, own, at_server, bytes, checked from content where sha256 = ${sha256}`);
  if (row === undefined) return undefined;
  const { size, bytes } = row;
  return { sha256, size, own: row.own === 1, atServer: row.at_server === 1, bytes, checked: row.checked === 1 };
}

export function contentRow(database: ReadableDatabase, sha256: string): ContentRow | undefined {
  const row = contentSummary(database, sha256);
  if (row === undefined) return undefined;
  const pieces = database.all<{ piece: number }>(
    "pieces of content",
    sql`select piece from content_pieces where sha256 = ${sha256} order by piece`,
  );
  return { ...row, pieces: pieces.map((one) => one.piece) };
}

/**
 * Notes pieces that are durably on disk. `under` is the record they were asked for, null for own scans. A scan of what lay in the
 * cache already is own from then on: the command that names it may need the bytes when the record they came under is gone.
 * False, and nothing noted, where the right to that record went while the bytes were on their way: nobody here may hold them.
 */
export function holdPieces(
  database: WritableDatabase,
  held: {
    readonly sha256: string;
    readonly size: number;
    readonly pieces: readonly number[];
    readonly own: boolean;
    readonly under: RecordRef | null;
    readonly at: string;
  },
): boolean {
  const { sha256, size, own, under, at } = held;
  return database.transaction(() => {
    if (under !== null && !isHere(database, under) && contentSummary(database, sha256) === undefined) return false;
    database.run(
      "hold content",
      sql`insert into content (sha256, size, kind, record_id, own, at_server, used_at, checked)
        values (${sha256}, ${size}, ${under?.kind ?? null}, ${under?.id ?? null}, ${own ? 1 : 0}, ${own ? 0 : 1}, ${at}, ${own ? 1 : 0})
        on conflict (sha256) do update set used_at = excluded.used_at, checked = max(checked, excluded.checked), own = max(own, excluded.own),
          kind = case when excluded.own = 1 then null else kind end, record_id = case when excluded.own = 1 then null else record_id end`,
    );
    let bytes = 0;
    for (const piece of held.pieces) {
      const { changes } = database.run(
        "hold piece",
        sql`insert or ignore into content_pieces (sha256, piece) values (${sha256}, ${piece})`,
      );
      if (changes > 0) bytes += bytesOfPiece(piece, size);
    }
    database.run("count bytes", sql`update content set bytes = bytes + ${bytes} where sha256 = ${sha256}`);
    database.touch("content");
    return true;
  });
}

function isHere(database: ReadableDatabase, { kind, id }: RecordRef): boolean {
  return database.get("record of content", sql`select 1 as found from records where kind = ${kind} and id = ${id}`) !== undefined;
}

/** Forgets pieces whose bytes turned out to be damaged: they are fetched again where the server has them. */
export function losePieces(database: WritableDatabase, lost: { readonly sha256: string; readonly pieces: readonly number[] }): void {
  const { sha256 } = lost;
  const row = contentSummary(database, sha256);
  if (row === undefined) return;
  let bytes = 0;
  for (const piece of lost.pieces) {
    const { changes } = database.run("lose piece", sql`delete from content_pieces where sha256 = ${sha256} and piece = ${piece}`);
    if (changes > 0) bytes += bytesOfPiece(piece, row.size);
  }
  database.run("count bytes", sql`update content set bytes = bytes - ${bytes}, checked = 0 where sha256 = ${sha256}`);
  database.touch("content");
}

function bytesOfPiece(piece: number, size: number): number {
  return Math.min(contentPieceBytes, size - piece * contentPieceBytes);
}

export function markChecked(database: WritableDatabase, sha256: string): void {
  database.run("content checked", sql`update content set checked = 1 where sha256 = ${sha256}`);
  database.touch("content");
}

/** Somebody looks at it: what was looked at longest ago goes first. */
export function useContent(database: WritableDatabase, used: { readonly names: readonly string[]; readonly at: string }): void {
  for (const sha256 of used.names) database.run("use content", sql`update content set used_at = ${used.at} where sha256 = ${sha256}`);
}

export function markUploaded(database: WritableDatabase, sha256: string): void {
  database.run("content uploaded", sql`update content set at_server = 1 where sha256 = ${sha256}`);
  database.touch("content");
}

/** The server has answered the command that named it: the content is cache from here on. */
export function dropUploaded(database: WritableDatabase, names: readonly string[]): void {
  for (const sha256 of names) database.run("content is cache now", sql`update content set own = 0, at_server = 1 where sha256 = ${sha256}`);
}

/** Content that queued commands name is own again. */
export function keepForSending(database: WritableDatabase): void {
  database.run(
    "keep for sending",
    sql`update content set own = 1, kind = null, record_id = null where sha256 in
      (select value from outbox, json_each(outbox.content) where state = 'queued' and outbox.content <> '[]')`,
  );
}

/** Forgets content; its file goes with it. */
export function forgetContent(database: WritableDatabase, names: readonly string[]): void {
  for (const sha256 of names) {
    database.run("forget content", sql`delete from content where sha256 = ${sha256}`);
    database.run("forget pieces", sql`delete from content_pieces where sha256 = ${sha256}`);
  }
  if (names.length > 0) database.touch("content");
}

/** Content fetched under records that are gone: nobody here may see it any more. Own scans still on their way stay. */
export function orphanedContent(database: ReadableDatabase): readonly string[] {
  const rows = database.all<{ sha256: string }>(
    "orphaned content",
    sql`select sha256 from content where own = 0 and not exists
      (select 1 from records where records.kind = content.kind and records.id = content.record_id)
      and (kind is not null or not exists (select 1 from records where instr(records.body, content.sha256) > 0))`,
  );
  return rows.map((row) => row.sha256);
}

export function allContent(database: ReadableDatabase): readonly string[] {
  return database.all<{ sha256: string }>("all content", sql`select sha256 from content`).map((row) => row.sha256);
}
