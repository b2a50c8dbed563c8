// A day without network comes back: 1,000 commands given offline, from the return of the network until the server has them all,
// against the same number of edited rows sent back as one request.
import { demoTenant } from "../server/demo/people.ts";
import { runMeasured } from "./child.ts";
import { startEditingDesk } from "./editing-desk.ts";
import { median, type Report } from "./figure.ts";
import { openSyncTown } from "./sync-town.ts";

const rounds = 3;
const edits = 1_000;

/** Among 10,000 and 100,000 records; `small` takes 1,000 for a smoke run. */
export async function benchEditsBack(report: Report, small: boolean): Promise<void> {
  for (const size of small ? [1_000] : [10_000, 100_000]) await measure(report, size);
}

async function measure(report: Report, size: number): Promise<void> {
  const town = await openSyncTown(size);
  try {
    const ratios: number[] = [];
    const seconds: number[] = [];
    const inStep: number[] = [];
    const memory: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const limit = await runMeasured("limit/edit-client.ts", [town.limit.url, await town.newFolder(), String(edits)]);
      const desk = await startEditingDesk([town.ours.url, demoTenant, await town.newFolder(), String(edits)]);
      town.ours.cut();
      await desk.edit();
      town.ours.restore();
      const ours = await desk.sendBack();
      if (ours.records !== edits) throw new Error(`the server took ${ours.records} of ${edits} commands`);
      ratios.push(ours.seconds / limit.seconds);
      seconds.push(ours.seconds);
      inStep.push(ours.inStepSeconds);
      memory.push(ours.peakMegabytes);
    }
    report({ case: String(size), value: median(ratios), unit: "ratio" });
    report({ case: String(size), value: median(seconds), unit: "s" });
    report({ case: `${size} in step again`, value: median(inStep), unit: "s" });
    report({ case: `${size} peak memory`, value: median(memory), unit: "MB" });
  } finally {
    await town.close();
  }
}
