// Whether a desk's memory depends on how much waits: 1,000 and 10,000 commands given offline among 10,000 records go up when the network is
// back. What counts is what the process takes from then on, beyond what it held.
import { demoTenant } from "../server/demo/people.ts";
import { startEditingDesk } from "./editing-desk.ts";
import type { Report } from "./figure.ts";
import { openSyncTown } from "./sync-town.ts";

/** `small` takes a tenth of everything for a smoke run. */
export async function benchOutbox(report: Report, small: boolean): Promise<void> {
  const scale = small ? 0.1 : 1;
  const town = await openSyncTown(10_000 * scale);
  try {
    const taken: number[] = [];
    for (const commands of [1_000 * scale, 10_000 * scale]) {
      const desk = await startEditingDesk([town.ours.url, demoTenant, await town.newFolder(), String(commands)]);
      town.ours.cut();
      await desk.edit();
      town.ours.restore();
      const sent = await desk.sendBack();
      if (sent.records !== commands) throw new Error(`the server took ${sent.records} of ${commands} commands`);
      report({ case: `${commands} commands`, value: sent.seconds, unit: "s" });
      report({ case: `${commands} commands, memory of sending`, value: sent.sendingMegabytes, unit: "MB" });
      report({ case: `${commands} commands, peak memory`, value: sent.peakMegabytes, unit: "MB" });
      taken.push(sent.peakMegabytes);
    }
    const [few = Number.NaN, many = Number.NaN] = taken;
    report({ case: "peak memory, ten times as many", value: many / few, unit: "ratio" });
  } finally {
    await town.close();
  }
}
