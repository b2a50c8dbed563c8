// Loads the demo town hall into a tenant that has no records yet. Must never touch one that has.
//
// load-town [--fresh] [--data .data/server] [--content <folder>] [--seed 1] [--applications n] [--invoices n] [--documents n]
// [--samples percent]
// --fresh takes away what lies in the data folder first, the embedded database included.
// Prints one JSON line {tenant, people} for whoever shows the demo accounts, and tells a parent process how far it is.
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { databaseFrom } from "../../cli/arguments.ts";
import { openFolderStore } from "../../content/folder-store.ts";
import { openDatabase } from "../../store/database.ts";
import { importTown } from "../../store/seed.ts";
import { stopEngine } from "../../store/engine/open-engine.ts";
import { sql } from "../../store/sql.ts";
import { generateTown } from "../generate-town.ts";
import { demoPeople } from "../people.ts";

const { values } = parseArgs({
  options: {
    fresh: { type: "boolean", default: false },
    data: { type: "string", default: ".data/server" },
    content: { type: "string" },
    seed: { type: "string", default: "1" },
    applications: { type: "string" },
    invoices: { type: "string" },
    documents: { type: "string" },
    files: { type: "string" },
    tasks: { type: "string" },
    letters: { type: "string" },
    samples: { type: "string", default: "12" },
  },
});

const amount = (name: "applications" | "invoices" | "documents" | "files" | "tasks" | "letters" | "samples"): Record<string, number> =>
  values[name] === undefined ? {} : { [name]: Number(values[name]) };
const tell = (progress: object): void => {
  if (process.connected) process.send?.({ progress });
};

const town = generateTown({
  seed: values.seed,
  now: new Date(),
  ...amount("applications"),
  ...amount("invoices"),
  ...amount("documents"),
  ...amount("files"),
  ...amount("tasks"),
  ...amount("samples"),
  ...amount("letters"),
});
const { tenant } = town.directory;
if (values.fresh) {
  const embedded = databaseFrom(values.data);
  if ("dataFolder" in embedded && existsSync(embedded.dataFolder)) await stopEngine(embedded.dataFolder, true);
  rmSync(values.data, { recursive: true, force: true });
}
const database = await openDatabase(databaseFrom(values.data));
try {
  const [there] = await database.query(sql`select 1 from office_record where tenant = ${tenant} limit 1`);
  if (there === undefined) {
    const content = await openFolderStore(resolve(values.content ?? join(values.data, "content")));
    await importTown(database, content, town, { progress: tell });
  }
  const people = demoPeople.map(({ userName, name, task, password }) => ({ userName, name, task, password }));
  process.stdout.write(`${JSON.stringify({ tenant, people })}\n`);
} finally {
  await database.close();
}
// A parent's channel would keep the process alive.
if (process.connected) process.disconnect();
