// Knows when everything that a step set going in this process has come to rest: work of the thread pool and immediates of others.
// Must never wait for sockets or timers: those belong to the scheduler.
import { createHook } from "node:async_hooks";
import crypto from "node:crypto";
import { access } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** File system, crypto and native modules (argon2 comes without a name) on the thread pool, and the next turn of the loop. */
const isWork = /^FSREQ|REQ$|REQUEST$|^Immediate$|^undefined$/u;

export interface Quiet {
  /** Resolves when nothing runs any more. */
  rest(): Promise<void>;
  close(): void;
}

/** Watches this process from now on. Promises are not tracked: what hangs on them runs before the next turn of the loop. */
export function watchProcess(): Quiet {
  const running = new Set<number>();
  let own = false;
  const over = (id: number): void => {
    running.delete(id);
  };
  const hook = createHook({
    init: (id, type) => {
      if (!own && isWork.test(type)) running.add(id);
    },
    after: over,
    destroy: over,
    trackPromises: false,
  });
  hook.enable();
  // These are over when they return, though the job behind them never says so.
  const before = { sign: crypto.sign, verify: crypto.verify, generateKeyPairSync: crypto.generateKeyPairSync, hkdfSync: crypto.hkdfSync };
  for (const [name, real] of Object.entries(before))
    Object.assign(crypto, {
      [name]: (...args: readonly unknown[]): unknown => {
        own = true;
        try {
          return Reflect.apply(real, crypto, args);
        } finally {
          own = false;
        }
      },
    });
  syncBuiltinESMExports();
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      own = true;
      setImmediate(resolve);
      own = false;
    });
  const behindTheOthers = (): Promise<void> =>
    new Promise((resolve) => {
      own = true;
      access("/", () => resolve());
      own = false;
    });
  return {
    rest: async () => {
      await turn();
      while (running.size > 0) {
        // Behind the work on the thread pool: the loop sleeps instead of spinning.
        await behindTheOthers();
        await turn();
      }
    },
    close: () => {
      hook.disable();
      Object.assign(crypto, before);
      syncBuiltinESMExports();
    },
  };
}
