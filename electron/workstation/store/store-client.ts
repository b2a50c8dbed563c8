// The desk's end of a store: one thread that writes, one that reads beside it.
import type { Moved, SlowStatement } from "./database.ts";
import type { Remote, StoreReads, StoreWrites } from "./operations.ts";
import type { Listening, OpenStoreThread, StoreThread } from "./store-thread.ts";

/** An open store. `onMoved` is told after each commit what it moved. */
export interface Store {
  readonly read: StoreReads;
  readonly write: StoreWrites;
  onMoved(listener: (moved: Moved) => void): () => void;
  close(): Promise<void>;
}

/** Calls by name; the table of names exists as a type alone. */
function remote<Operations>(thread: StoreThread): Remote<Operations> {
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
  readonly openThread: OpenStoreThread;
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
  const { openThread, file, key } = options;
  const writer = await openThread({ file, key, role: "writer" }, listening);
  try {
    const reader = await openThread({ file, key, role: "reader" }, listening);
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
