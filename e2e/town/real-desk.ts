// A desk in a process of its own that works without end, for real-kills.test.ts: each command it has taken durably is one line.
// Must never end by itself.
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { openWorkstation } from "../../electron/workstation/workstation.ts";
import { must } from "../../shared/base/must.ts";
import { z } from "../../shared/base/zod.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { firstPassword } from "./fuzz/town-data.ts";

const argumentsSchema = z.object({
  dataFolder: z.string(),
  serverUrl: z.string(),
  tenant: z.string(),
  userName: z.string(),
  seed: z.string(),
  records: z.array(z.string()).min(1),
});
const { dataFolder, serverUrl, tenant, userName, seed, records } = argumentsSchema.parse(
  JSON.parse(must(process.argv[2], "started with its settings")),
);

const root = join(import.meta.dirname, "..", "..");
const random = randomOf(seed);
const workstation = await openWorkstation({
  dataFolder,
  serverUrl,
  tenant,
  host: "test",
  programVersion: "test",
  workers: {
    store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")),
    read: pathToFileURL(join(root, "scanner-inbox", "read", "read-worker.ts")),
  },
  timings: { backoffFirst: 20, backoffMost: 200, argonMemory: 64, prefetchRecords: 0 },
});
await workstation.desk.call("signIn", { userName, password: firstPassword });
for (;;) {
  const note = { kind: "application", name: "addNote", recordId: random.pick(records), args: { text: `Notiz ${random.hex(4)}` } };
  const task = { kind: "task", name: "create", recordId: null, args: { unit: "buergerservice", title: "Rückruf", dueOn: "2026-12-01" } };
  const commands = random.chance(0.2) ? [task] : random.chance(0.2) ? [note, note] : [note];
  const { results } = await workstation.desk.call("submit", { commands });
  await setTimeout(15);
  // Said only once it is on disk: whatever was said must come through every kill.
  for (const { commandId, outcome } of results) if (outcome !== "refused") process.stdout.write(`${commandId}\n`);
}
