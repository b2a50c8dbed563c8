// A thread with one connection to the store file: opens it, answers requests one by one until told to close.
import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../../shared/base/must.ts";
import type { StoreRequest, StoreResponse, StoreStart } from "./bridge.ts";
import { StoreDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { reads, writes } from "./operations.ts";
import { requeue } from "../outbox/send.ts";
import { storeErrorOf } from "./store-error.ts";

const port = must(parentPort, "this file runs as a worker thread");
const start = workerData as StoreStart;

function post(message: StoreResponse): void {
  port.postMessage(message);
}

function open(): StoreDatabase | undefined {
  try {
    const onSlow = (name: string, milliseconds: number): void => post({ t: "slow", name, milliseconds });
    const database = new StoreDatabase({ file: start.file, key: start.key, readOnly: start.role === "reader", onSlow });
    if (start.role === "writer") {
      migrate(database);
      // What was on its way when the program ended got no answer that we know of.
      requeue(database);
      database.takeMoved();
    }
    return database;
  } catch (thrown) {
    const { code, message } = storeErrorOf(thrown, "open");
    post({ t: "failed", code, message });
    return undefined;
  }
}

type Operation = (database: StoreDatabase, args: never) => unknown;

function operationNamed(name: string): (database: StoreDatabase, args: unknown) => unknown {
  const table: Readonly<Record<string, Operation>> = start.role === "writer" ? writes : reads;
  const operation = must(Object.hasOwn(table, name) ? table[name] : undefined, `the store has the operation ${name}`);
  // Both ends are one program: the typed client has checked the arguments.
  return operation as (database: StoreDatabase, args: unknown) => unknown;
}

const database = open();
if (database !== undefined) {
  port.on("message", ({ id, name, args }: StoreRequest) => {
    if (name === "close") {
      database.close();
      post({ t: "done", id, result: null, moved: null });
      port.close();
      return;
    }
    try {
      const result = operationNamed(name)(database, args);
      const moved = start.role === "writer" ? database.takeMoved() : null;
      post({ t: "done", id, result, moved: moved !== null && moved.tables.length > 0 ? moved : null });
    } catch (thrown) {
      const { code, message } = storeErrorOf(thrown, name);
      post({ t: "error", id, code, message });
    }
  });
  post({ t: "ready" });
}
