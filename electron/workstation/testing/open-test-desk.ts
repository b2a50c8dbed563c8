// A workstation for tests: quick timings, cheap key derivation, its own folder. Must never be part of the program.
import type { QueryArgs, QueryName, QueryResult } from "../../../shared/desk/contract.ts";
import { openWorkstation, type Workstation, type WorkstationOptions } from "../workstation.ts";
import { testCode } from "./fake-identity.ts";
import type { Timings } from "../timings.ts";

export const storeWorker = new URL("../store/store-worker.ts", import.meta.url);
export const readWorker = new URL("../../../scanner-inbox/read/read-worker.ts", import.meta.url);

export const quickTimings: Partial<Timings> = { liveDelay: 2, backoffFirst: 50, backoffMost: 200, argonMemory: 256, pullEvery: 2_000 };

/** Opens a desk in a folder of the test's; nobody is signed in yet. */
export function openTestDesk(
  options: Pick<WorkstationOptions, "dataFolder" | "serverUrl"> & Partial<WorkstationOptions>,
): Promise<Workstation> {
  return openWorkstation({
    enrolmentCode: () => Promise.resolve(testCode),
    host: "test",
    programVersion: "0.0.0",
    workers: { store: storeWorker, read: readWorker },
    ...options,
    timings: { ...quickTimings, ...options.timings },
  });
}

/** The first answer of a live query that is as wanted. */
export function ask<N extends QueryName>(
  workstation: Workstation,
  name: N,
  args: QueryArgs<N>,
  wanted: (value: QueryResult<N>) => boolean = () => true,
): Promise<QueryResult<N>> {
  return new Promise((resolve, reject) => {
    const watching: { stop: () => void; done: boolean } = { stop: () => undefined, done: false };
    const end = (): void => {
      watching.done = true;
      watching.stop();
    };
    watching.stop = workstation.desk.watch(
      name,
      args,
      (value) => {
        if (watching.done || !wanted(value)) return;
        end();
        resolve(value);
      },
      (error) => {
        end();
        reject(error);
      },
    );
    if (watching.done) watching.stop();
  });
}

export const wholeInbox: QueryArgs<"inbox"> = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: false },
  offset: 0,
  limit: 100,
};
