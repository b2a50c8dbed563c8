// A desk's content in a process of its own: one file up, or down, by the whole product (encrypted, checked, durable).
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { systemClock } from "../electron/workstation/clock.ts";
import { silentLog } from "../electron/workstation/log.ts";
import { openSeat } from "../electron/workstation/session/seat.ts";
import { storeThreads } from "../electron/workstation/store/store-thread.ts";
import { defaultTimings } from "../electron/workstation/timings.ts";
import { demoTenant } from "../server/demo/people.ts";
import { syncVersion } from "../shared/sync/version.ts";
import { printMeasured } from "./child.ts";

const [way = "", serverUrl = "", dataFolder = "", file = "", id = "", sha256 = "", size = "", code = ""] = process.argv.slice(2);
const worker = pathToFileURL(resolve("dist", "workers", "store-worker.mjs"));
const seat = await openSeat({
  dataFolder,
  serverUrl,
  tenant: demoTenant,
  keyStore: null,
  openStoreThread: storeThreads(worker),
  send: fetch,
  enrolmentCode: () => Promise.resolve(code),
  syncVersion,
  clock: systemClock,
  timings: { ...defaultTimings, prefetchRecords: 0 },
  log: silentLog,
  onChange: () => undefined,
  onContent: () => undefined,
  onReplica: () => undefined,
  sealed: () => 0,
  onUnattended: () => undefined,
});
await seat.signIn("jlueders", "demo-jlueders");
const { files, transfer, engine } = seat.replica();
await engine.syncNow();
const content = { sha256, size: Number(size) };
const { signal } = new AbortController();
if (way === "up") await files.addOwn(file);
const started = performance.now();
if (way === "up") await transfer.upload(content, signal);
else await transfer.fetchWhole({ kind: "application", id }, content, signal);
const seconds = (performance.now() - started) / 1000;
if (!(await files.isWhole(content))) throw new Error("the content is not whole");
printMeasured(seconds, 1);
await seat.signOut();
