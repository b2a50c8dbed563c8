// The physical limit's replica: one SQLite table, filled from NDJSON in one transaction. Shared by the limit's processes.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "../../shared/base/zod.ts";

const rowSchema = z.object({ id: z.string() });

/** Opens a new, empty table in the folder; every commit reaches the disk, as the product's do. */
export function openRowTable(folder: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, "limit.sqlite"));
  database.exec(
    "pragma journal_mode=wal; pragma synchronous=full; create table row (id text primary key, body text not null) without rowid",
  );
  return database;
}

/** Streams the lines into the table in one transaction; how many there were. */
export async function fillFrom(database: DatabaseSync, lines: AsyncIterable<Uint8Array>): Promise<number> {
  const insert = database.prepare("insert into row values (?, ?)");
  const decoder = new TextDecoder();
  let rest = "";
  let rows = 0;
  database.exec("begin");
  for await (const piece of lines) {
    const whole = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = whole.pop() ?? "";
    for (const line of whole) {
      insert.run(idOf(line), line);
      rows += 1;
    }
  }
  database.exec("commit");
  return rows;
}

/** Overwrites the rows of the lines in one transaction. */
export function overwrite(database: DatabaseSync, lines: readonly string[]): void {
  const update = database.prepare("update row set body = ? where id = ?");
  database.exec("begin");
  for (const line of lines) update.run(line, idOf(line));
  database.exec("commit");
}

function idOf(line: string): string {
  return rowSchema.parse(JSON.parse(line)).id;
}
