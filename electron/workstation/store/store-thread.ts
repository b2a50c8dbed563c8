// The thread behind one end of a store. Every promise settles, also when the thread dies.
import { Worker } from "node:worker_threads";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { StoreRequest, StoreResponse, StoreStart } from "./bridge.ts";
import type { Moved, SlowStatement } from "./database.ts";

export interface StoreThread {
  ask(name: string, args: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface Listening {
  readonly onMoved: (moved: Moved) => void;
  readonly onSlow: SlowStatement;
}

/** How a store gets its ends: one that writes, one that reads. Rejects with a DeskError where the file cannot be opened. */
export type OpenStoreThread = (start: StoreStart, listening: Listening) => Promise<StoreThread>;

interface Waiting {
  readonly take: (value: unknown) => void;
  readonly fail: (error: DeskError) => void;
}

/** Ends of a store as worker threads that run the file at `url`. */
export function storeThreads(url: URL): OpenStoreThread {
  return (start, listening) => openThread(url, start, listening);
}

async function openThread(url: URL, start: StoreStart, listening: Listening): Promise<StoreThread> {
  const worker = new Worker(url, { workerData: start, resourceLimits: { maxYoungGenerationSizeMb: 4 } });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: DeskError | undefined;

  const end = (error: DeskError): void => {
    ended ??= error;
    for (const one of waiting.values()) one.fail(ended);
    waiting.clear();
  };
  const ask = (name: string, args: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      const id = nextId++;
      waiting.set(id, { take: resolve, fail: reject });
      worker.postMessage({ id, name, args } satisfies StoreRequest);
    });

  await new Promise<void>((resolve, reject) => {
    worker.on("message", (message: StoreResponse) => {
      if (message.t === "ready") return resolve();
      if (message.t === "slow") return listening.onSlow(message.name, message.milliseconds);
      if (message.t === "failed") {
        const error = new DeskError(message.code, message.message);
        end(error);
        return reject(error);
      }
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.t === "error") return one?.fail(new DeskError(message.code, message.message));
      // Memory follows the commit: listeners hear of it before the caller goes on.
      if (message.moved !== null) listening.onMoved(message.moved);
      one?.take(message.result);
    });
    const died = (thrown: unknown): void => {
      const error = new DeskError("internal", `the store thread ended: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      end(error);
      reject(error);
    };
    worker.on("error", died);
    worker.on("exit", died);
  });

  return {
    ask,
    close: async () => {
      if (ended === undefined) {
        await ask("close", null);
        end(new DeskError("notSignedIn", "the store is closed"));
      }
      await worker.terminate();
    },
  };
}
