// First sync of a new desk: the whole product (rights, encryption, inbox and search index) against the same rows streamed into SQLite.
import type { NetworkCut } from "../e2e/fixtures/network-cut.ts";
import { demoTenant } from "../server/demo/people.ts";
import { runMeasured, type Measured } from "./child.ts";
import { median, type Report } from "./figure.ts";
import { openSyncTown } from "./sync-town.ts";

const rounds = 3;

/** Sizes 10,000 and 100,000 records; `small` takes 1,000 for a smoke run. */
export async function benchFirstSync(report: Report, small: boolean): Promise<void> {
  for (const size of small ? [1_000] : [10_000, 100_000]) await measure(report, size);
}

type Run = Measured & { readonly bytes: number };

async function measure(report: Report, size: number): Promise<void> {
  const town = await openSyncTown(size);
  try {
    const limits: Run[] = [];
    const ours: Run[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const [limitFolder, deskFolder] = [await town.newFolder(), await town.newFolder()];
      limits.push(await counted(town.limit, () => runMeasured("limit/row-client.ts", [town.limit.url, limitFolder])));
      ours.push(await counted(town.ours, () => runMeasured("first-sync-client.ts", [town.ours.url, demoTenant, deskFolder])));
      const held = ours.at(-1)?.records ?? 0;
      if (held < size) throw new Error(`the desk holds ${held} of ${size} records`);
    }
    const ratio = (of: (run: Run) => number): number =>
      median(ours.map((run, index) => of(run) / of(limits[index] ?? { seconds: Number.NaN, records: 0, peakMegabytes: 0, bytes: 0 })));
    report({ case: String(size), value: ratio((run) => run.seconds), unit: "ratio" });
    report({ case: `${size} bytes`, value: ratio((run) => run.bytes), unit: "ratio" });
    report({ case: `${size} client memory`, value: ratio((run) => run.peakMegabytes), unit: "ratio" });
    report({ case: String(size), value: median(ours.map((run) => run.seconds)), unit: "s" });
    report({ case: `${size} peak memory`, value: median(ours.map((run) => run.peakMegabytes)), unit: "MB" });
    report({ case: `${size} on the wire`, value: median(ours.map((run) => run.bytes / 1e6)), unit: "MB" });
  } finally {
    await town.close();
  }
}

async function counted(wire: NetworkCut, run: () => Promise<Measured>): Promise<Run> {
  const before = wire.bytes();
  const measured = await run();
  return { ...measured, bytes: wire.bytes() - before };
}
