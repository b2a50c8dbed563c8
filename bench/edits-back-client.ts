// The desk of edits-back as a process: syncs, edits when told to, sends when told to, ends when told to.
import { once } from "node:events";
import { forgetPeak, measuredNow } from "./child.ts";
import { must } from "../shared/base/must.ts";
import { openBenchDesk } from "./bench-desk.ts";

const [serverUrl = "", tenant = "", dataFolder = "", count = "0"] = process.argv.slice(2);
const edits = Number(count);
const bench = await openBenchDesk({ serverUrl, tenant, dataFolder });
const { desk } = bench;
const told = async (word: string): Promise<void> => {
  const heard: readonly unknown[] = await once(process, "message");
  if (heard[0] !== word) throw new Error(`told ${String(heard[0])} instead of ${word}`);
};

await bench.signIn();
const ids = await bench.recordIds(edits);
/** More edits than records: one record after the other, and again from the first. */
const edited = Array.from({ length: edits }, (_none, index) => must(ids[index % ids.length], "the town has records"));
process.send?.("synced");

await told("edit");
await bench.until((state) => state.network === "offline");
for (const recordId of edited)
  await desk.call("submit", { commands: [{ kind: "application", name: "addNote", recordId, args: { text: "Unterlagen liegen vor." } }] });
process.send?.("edited");

await told("send");
const before = measuredNow(0, 0).peakMegabytes;
forgetPeak();
const atRest = process.memoryUsage.rss() / 1_048_576;
const started = performance.now();
const inStep = desk.call("syncNow", {});
await bench.until((state) => state.waiting === 0);
const seconds = (performance.now() - started) / 1000;
await inStep;
const inStepSeconds = (performance.now() - started) / 1000;
const refused = await bench.refused();
const sending = measuredNow(seconds, edits - refused);
process.send?.({
  ...sending,
  inStepSeconds,
  peakMegabytes: Math.max(before, sending.peakMegabytes),
  sendingMegabytes: Math.max(0, sending.peakMegabytes - atRest),
});
await told("end");
await bench.close();
process.exit(0);
