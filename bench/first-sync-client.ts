// A new desk signs in and waits until its replica is complete: a process of its own, so that its memory is its own.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openWorkstation } from "../electron/workstation/workstation.ts";
import type { InboxArgs } from "../shared/desk/inbox-calls.ts";
import { printMeasured } from "./child.ts";

const root = join(import.meta.dirname, "..");
const [serverUrl = "", tenant = "", dataFolder = ""] = process.argv.slice(2);
const workstation = await openWorkstation({
  dataFolder,
  serverUrl,
  tenant,
  host: "test",
  programVersion: "bench",
  workers: {
    store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")),
    read: pathToFileURL(join(root, "scanner-inbox", "read", "read-worker.ts")),
  },
});
const { desk } = workstation;
const inbox: InboxArgs = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: true },
  offset: 0,
  limit: 1,
};

const started = performance.now();
await desk.call("signIn", { userName: "jlueders", password: "demo-jlueders" });
await new Promise<void>((resolve, reject) => {
  let contact = false;
  desk.watch(
    "sync",
    {},
    (state) => {
      contact ||= state.lastContactAt !== null;
      if (contact && state.network === "online" && state.progress === null) resolve();
    },
    reject,
  );
});
const seconds = (performance.now() - started) / 1000;
const records = await new Promise<number>((resolve, reject) => {
  desk.watch("inbox", inbox, (value) => resolve(value.total), reject);
});
printMeasured(seconds, records);
await workstation.close();
