// First sync of a new desk: the whole product (rights, encryption, inbox and search index) against the same rows streamed into SQLite.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateTown } from "../server/demo/generate-town.ts";
import { demoTenant } from "../server/demo/people.ts";
import { openFolderStore } from "../server/content/folder-store.ts";
import { startServer } from "../server/server.ts";
import { openDatabase } from "../server/store/database.ts";
import { importTown } from "../server/store/seed.ts";
import type { Town } from "../server/store/town.ts";
import { runMeasured } from "./child.ts";
import { median, type Report } from "./figure.ts";
import { serveRows } from "./limit/row-server.ts";

const rounds = 3;

/** Sizes 10,000 and 100,000 records; `small` takes 1,000 for a smoke run. */
export async function benchFirstSync(report: Report, small: boolean): Promise<void> {
  for (const size of small ? [1_000] : [10_000, 100_000]) await measure(report, size);
}

/** Applications alone, as records: what is measured is the way of rows, not of files. */
function recordsOnly(size: number): Town {
  const none = { invoices: 0, documents: 0, files: 0, tasks: 0 };
  const town = generateTown({ ...none, seed: "first-sync", now: new Date(), applications: size, openShare: 1, forms: "shared" });
  return { ...town, texts: [], contents: noContents() };
}

async function* noContents(): Town["contents"] {
  yield* [];
  return Promise.resolve();
}

async function measure(report: Report, size: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  try {
    const town = recordsOnly(size);
    const file = join(folder, "rows.ndjson");
    await writeRows(file, town);
    const database = await openDatabase({ dataFolder: join(folder, "server") });
    const contentFolder = join(folder, "content");
    await importTown(database, await openFolderStore(contentFolder), town);
    const server = await startServer({ port: 0, host: "127.0.0.1", database, contentFolder });
    const rows = await serveRows(file);
    try {
      const ratios: number[] = [];
      const seconds: number[] = [];
      const memory: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const limit = await runMeasured("limit/row-client.ts", [rows.url, await mkdtemp(join(folder, "limit-"))]);
        const ours = await runMeasured("first-sync-client.ts", [server.url, demoTenant, await mkdtemp(join(folder, "desk-"))]);
        if (ours.records < size) throw new Error(`the desk holds ${ours.records} of ${size} records`);
        ratios.push(ours.seconds / limit.seconds);
        seconds.push(ours.seconds);
        memory.push(ours.peakMegabytes);
      }
      report({ case: String(size), value: median(ratios), unit: "ratio" });
      report({ case: String(size), value: median(seconds), unit: "s" });
      report({ case: `${size} peak memory`, value: median(memory), unit: "MB" });
    } finally {
      await rows.close();
      await server.close();
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRows(file: string, town: Town): Promise<void> {
  const out = createWriteStream(file);
  for (const record of town.records) if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}
