// A workstation without screen inside a measured process.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { keepYoungHeapSmall } from "../electron/workstation/small-young-heap.ts";
import { openWorkstation } from "../electron/workstation/workstation.ts";
import { codeFile } from "../build/start/hand-over-code.ts";
import { z } from "../shared/base/zod.ts";
import type { Desk, QueryArgs, QueryName, QueryResult } from "../shared/desk/contract.ts";
import type { InboxArgs } from "../shared/desk/inbox-calls.ts";
import type { SyncState } from "../shared/desk/session-calls.ts";

const codeSchema = z.object({ enrolmentCode: z.string() });
const inbox: InboxArgs = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: true },
  offset: 0,
  limit: 1,
};
const user = "jlueders";
const mostRows = 500;

export interface BenchDesk {
  readonly desk: Desk;
  /** Signs in and waits until the replica is complete. */
  signIn(): Promise<void>;
  /** Waits until the state of the connection is as wanted. */
  until(wanted: (state: SyncState) => boolean): Promise<void>;
  /** How many rows the inbox counts. */
  inboxTotal(): Promise<number>;
  /** Ids of the newest applications. */
  recordIds(count: number): Promise<readonly string[]>;
  /** Commands the server refused. */
  refused(): Promise<number>;
  close(): Promise<void>;
}

/** Opens a new workstation in its folder. */
export async function openBenchDesk(options: {
  readonly serverUrl: string;
  readonly tenant: string;
  readonly dataFolder: string;
}): Promise<BenchDesk> {
  keepYoungHeapSmall();
  const workstation = await openWorkstation({
    ...options,
    enrolmentCode: async () => codeSchema.parse(JSON.parse(await readFile(codeFile(options.dataFolder), "utf8"))).enrolmentCode,
    host: "test",
    programVersion: "bench",
    workers: {
      store: pathToFileURL(resolve("dist", "workers", "store-worker.mjs")),
      read: pathToFileURL(resolve("dist", "workers", "read-worker.mjs")),
    },
  });
  const { desk } = workstation;
  const until: BenchDesk["until"] = async (wanted) => {
    await answer(desk, "sync", {}, wanted);
  };
  return {
    desk,
    until,
    signIn: async () => {
      await desk.call("signIn", { userName: user, password: `demo-${user}` });
      await until((state) => state.lastContactAt !== null && state.network === "online" && state.progress === null);
    },
    inboxTotal: async () => (await answer(desk, "inbox", inbox, () => true)).total,
    recordIds: async (count) => {
      const ids: string[] = [];
      for (let offset = 0; offset < count; offset += mostRows) {
        const { rows } = await answer(desk, "inbox", { ...inbox, offset, limit: Math.min(mostRows, count - offset) }, () => true);
        ids.push(...rows.map((row) => row.id));
      }
      return ids;
    },
    refused: async () => (await answer(desk, "sync", {}, () => true)).refused,
    close: () => workstation.close(),
  };
}

/** The first answer of a live query for which `wanted` holds. */
function answer<N extends QueryName>(
  desk: Desk,
  name: N,
  args: QueryArgs<N>,
  wanted: (value: QueryResult<N>) => boolean,
): Promise<QueryResult<N>> {
  return new Promise((resolve, reject) => {
    const held: { stop?: () => void } = {};
    let done = false;
    held.stop = desk.watch(
      name,
      args,
      (value) => {
        if (done || !wanted(value)) return;
        done = true;
        held.stop?.();
        resolve(value);
      },
      reject,
    );
    if (done) held.stop();
  });
}
