// The desk's end of a store: one thread that writes, one that reads beside it. Every promise settles, also when a thread dies.
import { Worker } from "node:worker_threads";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { StoreRequest, StoreResponse, StoreStart } from "./bridge.ts";
import type { Moved, SlowStatement } from "./database.ts";
import type { Remote, StoreReads, StoreWrites } from "./operations.ts";

/** An open store. `onMoved` is told after each commit what it moved. */
export interface Store {
  readonly read: StoreReads;
  readonly write: StoreWrites;
  onMoved(listener: (moved: Moved) => void): () => void;
  close(): Promise<void>;
}

interface Waiting {
  readonly take: (value: unknown) => void;
  readonly fail: (error: DeskError) => void;
}

interface Thread {
  ask(name: string, args: unknown): Promise<unknown>;
  close(): Promise<void>;
}

interface Listening {
  readonly onMoved: (moved: Moved) => void;
  readonly onSlow: SlowStatement;
}

async function openThread(url: URL, start: StoreStart, listening: Listening): Promise<Thread> {
  const worker = new Worker(url, { workerData: start, resourceLimits: { maxYoungGenerationSizeMb: 16 } });
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

/** Calls by name; the table of names exists as a type alone. */
function remote<Operations>(thread: Thread): Remote<Operations> {
  const calls = new Map<string | symbol, (args: unknown) => Promise<unknown>>();
  const proxy = new Proxy(calls, {
    get: (target, name) => {
      const known = target.get(name);
      if (known !== undefined) return known;
      const call = (args: unknown): Promise<unknown> => thread.ask(String(name), args);
      // A proxy that answers `then` would be taken for a promise.
      if (name === "then") return undefined;
      target.set(name, call);
      return call;
    },
  });
  return proxy as unknown as Remote<Operations>;
}

/** Opens (and makes, and migrates) a store file. Rejects with storeTooNew, storeDamaged or internal. */
export async function openStore(options: {
  readonly worker: URL;
  readonly file: string;
  readonly key: Uint8Array;
  readonly onSlow: SlowStatement;
}): Promise<Store> {
  const listeners = new Set<(moved: Moved) => void>();
  const listening: Listening = {
    onSlow: options.onSlow,
    onMoved: (moved) => {
      for (const listener of listeners) listener(moved);
    },
  };
  const { worker, file, key } = options;
  const writer = await openThread(worker, { file, key, role: "writer" }, listening);
  try {
    const reader = await openThread(worker, { file, key, role: "reader" }, listening);
    return {
      read: remote(reader),
      write: remote(writer),
      onMoved: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      close: async () => {
        await reader.close();
        await writer.close();
      },
    };
  } catch (thrown) {
    await writer.close();
    throw thrown;
  }
}
