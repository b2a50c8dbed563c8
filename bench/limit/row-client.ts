// The physical limit's client, a process of its own: NDJSON from an address into one SQLite table in one transaction.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "../../shared/base/zod.ts";
import { printMeasured } from "../child.ts";

const rowSchema = z.object({ id: z.string() });
const [url = "", folder = ""] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, "limit.sqlite"));
database.exec("pragma journal_mode=wal; pragma synchronous=full; create table row (id text primary key, body text not null) without rowid");
const insert = database.prepare("insert into row values (?, ?)");

const started = performance.now();
const response = await fetch(url);
if (response.body === null) throw new Error("no body");
let rest = "";
let rows = 0;
database.exec("begin");
for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + piece).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    insert.run(rowSchema.parse(JSON.parse(line)).id, line);
    rows += 1;
  }
}
database.exec("commit");
printMeasured((performance.now() - started) / 1000, rows);
database.close();
