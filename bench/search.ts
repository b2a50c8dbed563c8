// Search in the archive of a desk, as one types and ranked, against the raw query of the full-text engine over the same file.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoreDatabase } from "../electron/workstation/store/database.ts";
import { sql } from "../electron/workstation/store/sql.ts";
import { median, timed, type Report } from "./figure.ts";
import { fillReplica } from "./replica.ts";

const runs = 15;
const typed = ["stras", "prüf", "gemeinde", "haushalt", "kanal sanierung", "vertrag"];

/** Archives of 10,000 and 100,000 documents with their text; `small` takes 1,000. */
export async function benchSearch(report: Report, small: boolean): Promise<void> {
  for (const size of small ? [1_000] : [10_000, 100_000]) {
    const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
    const key = randomBytes(32);
    const file = join(folder, "replica.db");
    const started = performance.now();
    const store = await fillReplica({ file, key, town: { applications: 0, invoices: 0, tasks: 0, letters: 0, documents: size } });
    report({ case: `${size} indexing`, value: (performance.now() - started) / 1000, unit: "s" });
    const raw = new StoreDatabase({ file, key, readOnly: true });
    try {
      for (const order of ["newest", "ranked"] as const) {
        const ratios: number[] = [];
        const ours: number[] = [];
        for (const text of typed) {
          const list = { planNumber: null, fileId: null, text, order, offset: 0, limit: 50 };
          const mine = median(await timed(runs, () => store.read.archiveList(list)));
          const bare = median(await timed(runs, () => Promise.resolve(rawHits(raw, text, order))));
          ours.push(mine);
          ratios.push(mine / bare);
        }
        report({ case: `${size} ${order}`, value: median(ratios), unit: "ratio" });
        report({ case: `${size} ${order}`, value: median(ours), unit: "ms" });
        report({ case: `${size} ${order}, slowest`, value: Math.max(...ours), unit: "ms" });
      }
    } finally {
      raw.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** What the engine alone takes: the words as prefixes, fifty hits, nothing read or marked. */
function rawHits(database: StoreDatabase, text: string, order: "newest" | "ranked"): number {
  const words = text
    .replaceAll("ü", "u")
    .split(" ")
    .map((word) => `${word}*`)
    .join(" ");
  const by = order === "newest" ? sql`rowid desc` : sql`rank`;
  return database.all("raw search", sql`select rowid from archive_words where archive_words match ${words} order by ${by} limit 50`).length;
}
