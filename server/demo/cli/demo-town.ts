// `npm run demo-town -- --out FOLDER [--seed S] [--applications N] [--invoices N] [--documents N]`: writes a town's files for looking at.
// With `--samples` it writes the sample invoices instead; `--score N` reads N text invoices and prints what the reader missed, one JSON line each.
// Must never touch a database.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateTown } from "../generate-town.ts";
import { makeSample, sampleWishes } from "../samples.ts";
import { scoreReader } from "../score-reader.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    seed: { type: "string", default: "demo" },
    applications: { type: "string", default: "20" },
    invoices: { type: "string", default: "50" },
    documents: { type: "string", default: "40" },
    score: { type: "string" },
    samples: { type: "boolean", default: false },
  },
});

function writeSamples(folder: string): number {
  for (const [name, wish] of Object.entries(sampleWishes)) writeFileSync(join(folder, name), makeSample(name, wish).bytes);
  return Object.keys(sampleWishes).length;
}

async function writeTown(folder: string): Promise<number> {
  const town = generateTown({
    seed: values.seed,
    now: new Date(),
    applications: Number(values.applications),
    invoices: Number(values.invoices),
    documents: Number(values.documents),
  });
  let count = 0;
  for await (const { sha256, bytes } of town.contents) {
    const start = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
    const extension = start === "%PDF" ? "pdf" : start.startsWith("<?xm") ? "xml" : "jpg";
    writeFileSync(join(folder, `${String(count).padStart(5, "0")}-${sha256.slice(0, 8)}.${extension}`), bytes);
    count += 1;
  }
  const records = [...town.records].map((record) => JSON.stringify(record));
  writeFileSync(join(folder, "records.ndjson"), `${records.join("\n")}\n`);
  return count;
}

if (values.score !== undefined) {
  const { stated, found, misses } = await scoreReader("text", Number(values.score));
  for (const miss of misses) console.log(JSON.stringify(miss));
  console.log(JSON.stringify({ stated, found, share: Math.round((found / stated) * 1000) / 1000 }));
} else if (values.out === undefined) {
  console.error("demo-town: --out FOLDER is missing");
  process.exitCode = 1;
} else {
  mkdirSync(values.out, { recursive: true });
  const count = values.samples ? writeSamples(values.out) : await writeTown(values.out);
  console.log(`${count} files written to ${values.out}`);
}
