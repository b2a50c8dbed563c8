// Writes every table of an open file anew within it. Deleting overwrites a row, but where pages were split, copies of rows stay in the unused
// middle of pages; here each page of a table is given back, which wipes it, and what lives goes into pages that were wiped.
// Takes room on the disk where `vacuum` takes the file's size in memory, and readers read on. Must never take a table half.
import { rmSync } from "node:fs";
import type { StoreDatabase } from "./database.ts";
import { sql } from "./sql.ts";

/** Every table that has pages of its own: ours, and those in which the full-text tables keep their index. */
function tablesOf(database: StoreDatabase): readonly string[] {
  const rows = database.all<{ name: string }>(
    "tables with pages",
    sql`select name from sqlite_schema where type = 'table' and rootpage > 0 and name not like 'sqlite\\_%' escape '\\' order by name`,
  );
  return rows.map((row) => row.name);
}

/** From the copy, whose table is the same to the last index: SQLite moves such rows as they lie, without sorting them in again. */
function writeTable(database: StoreDatabase, name: string): void {
  database.transaction(() => {
    database.script(`empty ${name}`, `delete from main."${name}"`);
    database.script(`write ${name} anew`, `insert into main."${name}" select * from copy."${name}"`);
  });
  database.pragma("wal_checkpoint(TRUNCATE)");
}

/**
 * Through a copy in `copyFile`, under the same key, which is deleted again. One table a transaction, so that the log holds no more than
 * the largest. Wants `secure_delete`, else nothing is wiped; nobody else may write meanwhile.
 */
export function writeAnew(database: StoreDatabase, copyFile: string): void {
  rmSync(copyFile, { force: true });
  try {
    database.copyTo(copyFile);
    database.run("attach copy", sql`attach database ${copyFile} as copy`);
    try {
      database.withInnerTables(() => {
        for (const name of tablesOf(database)) writeTable(database, name);
      });
    } finally {
      database.script("detach copy", "detach database copy");
    }
  } finally {
    rmSync(copyFile, { force: true });
  }
  database.script("free pages", "pragma incremental_vacuum");
}
