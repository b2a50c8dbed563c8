// The records that every sync bench moves, ours and others': applications of about 1 KB, the same at every run.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { generateTown } from "../server/demo/generate-town.ts";
import type { Town } from "../server/store/town.ts";

/** Applications alone, as records: what is measured is the way of rows, not of files. */
export function recordsOnly(size: number): Town {
  const none = { invoices: 0, documents: 0, files: 0, tasks: 0, letters: 0 };
  const town = generateTown({ ...none, seed: "first-sync", now: new Date(), applications: size, openShare: 1, forms: "shared" });
  return { ...town, texts: [], contents: noContents() };
}

async function* noContents(): Town["contents"] {
  yield* [];
  return Promise.resolve();
}

/** Writes the town's records into the file as NDJSON. */
export async function writeRows(file: string, town: Town): Promise<void> {
  const out = createWriteStream(file);
  for (const record of town.records) if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}
