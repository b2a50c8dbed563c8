// A thread with one connection to the store file: opens it, answers requests one by one until told to close.
import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../../shared/base/must.ts";
import type { StoreRequest, StoreResponse, StoreStart } from "./bridge.ts";
import { openStoreEnd, type StoreEnd } from "./store-end.ts";
import { storeErrorOf } from "./store-error.ts";

const port = must(parentPort, "this file runs as a worker thread");

function post(message: StoreResponse): void {
  port.postMessage(message);
}

function open(): StoreEnd | undefined {
  try {
    return openStoreEnd(workerData as StoreStart, (name, milliseconds) => post({ t: "slow", name, milliseconds }));
  } catch (thrown) {
    const { code, message } = storeErrorOf(thrown, "open");
    post({ t: "failed", code, message });
    return undefined;
  }
}

const end = open();
if (end !== undefined) {
  port.on("message", ({ id, name, args }: StoreRequest) => {
    if (name === "close") {
      end.close();
      post({ t: "done", id, result: null, moved: null });
      port.close();
      return;
    }
    try {
      post({ t: "done", id, ...end.answer(name, args) });
    } catch (thrown) {
      const { code, message } = storeErrorOf(thrown, name);
      post({ t: "error", id, code, message });
    }
  });
  post({ t: "ready" });
}
