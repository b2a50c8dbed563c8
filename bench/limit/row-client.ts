// The physical limit's client, a process of its own: NDJSON from an address into one SQLite table in one transaction.
import { printMeasured } from "../child.ts";
import { fillFrom, openRowTable } from "./row-table.ts";

const [url = "", folder = ""] = process.argv.slice(2);
const database = openRowTable(folder);
const started = performance.now();
const response = await fetch(url);
if (response.body === null) throw new Error("no body");
const rows = await fillFrom(database, response.body);
printMeasured((performance.now() - started) / 1000, rows);
database.close();
