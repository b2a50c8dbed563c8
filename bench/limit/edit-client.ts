// The physical limit of edits: rows in a table are edited one by one, then go back whole as one gzipped request.
import { gzipSync, constants } from "node:zlib";
import { z } from "../../shared/base/zod.ts";
import { printMeasured } from "../child.ts";
import { fillFrom, openRowTable, overwrite } from "./row-table.ts";

const [url = "", folder = "", count = "0"] = process.argv.slice(2);
const edits = Number(count);
const database = openRowTable(folder);
const response = await fetch(url);
if (response.body === null) throw new Error("no body");
await fillFrom(database, response.body);

const rowsSchema = z.array(z.object({ body: z.string() }));
const recordSchema = z.looseObject({ id: z.string() });
const lines = rowsSchema
  .parse(database.prepare("select body from row order by id limit ?").all(edits))
  .map((row) => JSON.stringify({ ...recordSchema.parse(JSON.parse(row.body)), edited: true }));
for (const line of lines) overwrite(database, [line]);

const started = performance.now();
const body = gzipSync(lines.join("\n"), { level: constants.Z_BEST_SPEED });
const answer = await fetch(url, { method: "POST", body });
if (!answer.ok) throw new Error(`the limit's server answered ${answer.status}`);
await answer.text();
printMeasured((performance.now() - started) / 1000, lines.length);
database.close();
