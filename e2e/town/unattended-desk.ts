// A desk in a process of its own at which nobody is signed in, for unattended.test.ts: whatever changes in its scanner folders is one line.
// Must never end by itself.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openWorkstation } from "../../electron/workstation/workstation.ts";
import { must } from "../../shared/base/must.ts";
import { z } from "../../shared/base/zod.ts";

const argumentsSchema = z.object({ dataFolder: z.string(), serverUrl: z.string(), scannerFolder: z.string() });
const given = argumentsSchema.parse(JSON.parse(must(process.argv[2], "started with its settings")));

const root = join(import.meta.dirname, "..", "..");
const { desk } = await openWorkstation({
  ...given,
  host: "test",
  programVersion: "test",
  workers: {
    store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")),
    read: pathToFileURL(join(root, "scanner-inbox", "read", "read-worker.ts")),
  },
  timings: { liveDelay: 1, pullEvery: 100, argonMemory: 64, scanner: { quietMs: 0, nearLookMs: 10, lookMs: 50, retryMs: 50 } },
});
desk.watch(
  "scanner",
  {},
  ({ unattended }) => process.stdout.write(`${JSON.stringify(unattended)}\n`),
  () => undefined,
);
