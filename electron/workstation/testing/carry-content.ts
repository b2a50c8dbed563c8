// A desk in a process of its own that carries one content up or down, and says how much memory that took. One JSON argument.
// Must never be part of the program.
import { must } from "../../../shared/base/must.ts";
import { z } from "../../../shared/base/zod.ts";
import { syncVersion } from "../../../shared/sync/version.ts";
import { systemClock } from "../clock.ts";
import { silentLog } from "../log.ts";
import { openSeat } from "../session/seat.ts";
import { storeThreads } from "../store/store-thread.ts";
import { defaultTimings } from "../timings.ts";
import { testCode } from "./fake-identity.ts";
import { quickTimings, storeWorker } from "./open-test-desk.ts";

const argumentsSchema = z.object({
  way: z.enum(["up", "down"]),
  dataFolder: z.string(),
  serverUrl: z.string(),
  tenant: z.string(),
  userName: z.string(),
  password: z.string(),
  /** What goes up. */
  file: z.string(),
  record: z.object({ kind: z.string(), id: z.string() }),
  content: z.object({ sha256: z.string(), size: z.int() }),
});
const given = argumentsSchema.parse(JSON.parse(must(process.argv[2], "started with its task")));
const { dataFolder, serverUrl, tenant, content } = given;
const seat = await openSeat({
  dataFolder,
  serverUrl,
  tenant,
  keyStore: null,
  openStoreThread: storeThreads(storeWorker),
  send: fetch,
  enrolmentCode: () => Promise.resolve(testCode),
  syncVersion,
  clock: systemClock,
  timings: { ...defaultTimings, ...quickTimings, prefetchRecords: 0 },
  log: silentLog,
  sealed: () => 0,
  onUnattended: () => undefined,
  onChange: () => undefined,
  onContent: () => undefined,
  onReplica: () => undefined,
});
await seat.signIn(given.userName, given.password);
const { files, transfer, engine } = seat.replica();
await engine.syncNow();
const before = process.memoryUsage.rss();
let most = before;
const watching = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 5);
const { signal } = new AbortController();
if (given.way === "up") {
  await files.addOwn(given.file);
  await transfer.upload(content, signal);
} else await transfer.fetchWhole(given.record, content, signal);
clearInterval(watching);
const whole = await files.isWhole(content);
await seat.signOut();
process.stdout.write(JSON.stringify({ whole, grownBytes: most - before }));
