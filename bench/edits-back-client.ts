// The desk of edits-back as a process: syncs, edits when told to, sends when told to, ends when told to.
import { once } from "node:events";
import { measuredNow } from "./child.ts";
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
process.send?.("synced");

await told("edit");
await bench.until((state) => state.network === "offline");
for (const recordId of ids)
  await desk.call("submit", { commands: [{ kind: "application", name: "addNote", recordId, args: { text: "Unterlagen liegen vor." } }] });
process.send?.("edited");

await told("send");
const started = performance.now();
await desk.call("syncNow", {});
await bench.until((state) => state.waiting === 0);
const seconds = (performance.now() - started) / 1000;
const refused = await bench.refused();
process.send?.(measuredNow(seconds, ids.length - refused));
await told("end");
await bench.close();
process.exit(0);
