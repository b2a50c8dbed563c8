// Knows when everything that a step set going in this process has come to rest: work of the thread pool and immediates of others.
// Must never wait for sockets or timers: those belong to the scheduler.
import { createHook } from "node:async_hooks";
import { access } from "node:fs";

/** File system, crypto and native modules (argon2 comes without a name) on the thread pool, and the next turn of the loop. */
const isWork = /^FSREQ|REQ$|REQUEST$|^Immediate$|^undefined$/u;

export interface Quiet {
  /** Resolves when nothing runs any more. */
  rest(): Promise<void>;
  close(): void;
}

/** Watches this process from now on. Promises are not tracked: what hangs on them runs before the next turn of the loop. */
export function watchProcess(): Quiet {
  const running = new Map<number, { readonly type: string; readonly resource: object }>();
  let own = false;
  const over = (id: number): void => {
    running.delete(id);
  };
  const hook = createHook({
    init: (id, type, _trigger, resource: object) => {
      if (!own && isWork.test(type)) running.set(id, { type, resource });
    },
    after: over,
    destroy: over,
    trackPromises: false,
  });
  hook.enable();
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
  /** A crypto job that nobody waits for was done at once: it never says that it is over. */
  const busy = (): boolean => {
    for (const [id, { type, resource }] of running) if (type.endsWith("REQUEST") && !("ondone" in resource)) running.delete(id);
    return running.size > 0;
  };
  return {
    rest: async () => {
      await turn();
      while (busy()) {
        // Behind the work on the thread pool: the loop sleeps instead of spinning.
        await behindTheOthers();
        await turn();
      }
    },
    close: () => {
      hook.disable();
    },
  };
}
