// Which content lies on this disk, piece by piece, and whether the server holds it. The bytes lie in files of their own.
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { sql } from "./sql.ts";

/** One content as far as it is here. `own` came in at this desk and stays until the server holds it. */
export interface ContentRow {
  readonly sha256: string;
  readonly size: number;
  readonly own: boolean;
  readonly atServer: boolean;
  readonly pieces: readonly number[];
}

export function contentRow(database: ReadableDatabase, sha256: string): ContentRow | undefined {
  const row = database.get<{ size: number; own: number; at_server: number }>(
    "content",
    sql`select size, own, at_server from content where sha256 = ${sha256}`,
  );
  if (row === undefined) return undefined;
  const pieces = database.all<{ piece: number }>(
    "pieces of content",
    sql`select piece from content_pieces where sha256 = ${sha256} order by piece`,
  );
  return { sha256, size: row.size, own: row.own === 1, atServer: row.at_server === 1, pieces: pieces.map((one) => one.piece) };
}

/** Notes pieces that are durably on disk. `under` is the record they were asked for, null for own scans. */
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
): void {
  const { sha256, size, own, under, at } = held;
  database.transaction(() => {
    database.run(
      "hold content",
      sql`insert into content (sha256, size, kind, record_id, own, at_server, used_at)
        values (${sha256}, ${size}, ${under?.kind ?? null}, ${under?.id ?? null}, ${own ? 1 : 0}, ${own ? 0 : 1}, ${at})
        on conflict (sha256) do update set used_at = excluded.used_at`,
    );
    for (const piece of held.pieces)
      database.run("hold piece", sql`insert or ignore into content_pieces (sha256, piece) values (${sha256}, ${piece})`);
    database.touch("content");
  });
}

export function markUploaded(database: WritableDatabase, sha256: string): void {
  database.run("content uploaded", sql`update content set at_server = 1 where sha256 = ${sha256}`);
  database.touch("content");
}

/** The server has answered the command that named it: the content is cache from here on. */
export function dropUploaded(database: WritableDatabase, names: readonly string[]): void {
  for (const sha256 of names) database.run("content is cache now", sql`update content set own = 0, at_server = 1 where sha256 = ${sha256}`);
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

/** What may go to make room: the least recently used first, until `bytes` are free again. */
export function leastUsed(database: ReadableDatabase, budget: number): readonly string[] {
  const rows = database.all<{ sha256: string; size: number }>(
    "cached content",
    sql`select sha256, size from content where own = 0 order by used_at desc`,
  );
  let total = 0;
  return rows.flatMap((row) => {
    total += row.size;
    return total > budget ? [row.sha256] : [];
  });
}

export function allContent(database: ReadableDatabase): readonly string[] {
  return database.all<{ sha256: string }>("all content", sql`select sha256 from content`).map((row) => row.sha256);
}
