// Reads files on worker threads, so that no file can hold up its caller's event loop; never reads one in the calling thread.
import { Worker } from "node:worker_threads";
import { err, type Result } from "../../shared/base/result.ts";
import { must } from "../../shared/base/must.ts";
import { defaultReadLimits, type ReadFailure, type Reading, type ReadLimits } from "./reading.ts";
import type { ReadReply, ReadRequest } from "./read-worker.ts";

export type ReaderPool = {
  /** The reading of the file at a path. Never rejects: a crash, a time limit or a closed pool is a failure. */
  readInWorker(path: string, limits?: ReadLimits): Promise<Result<Reading, ReadFailure>>;
  /** Ends the threads; what was under way fails with `reader-crashed`. */
  close(): Promise<void>;
};

export type ReaderPoolOptions = {
  /** URL of the worker: the bundled file of a packed program, or left out to run the TypeScript source beside this file. */
  readonly workerUrl?: URL;
  readonly threads?: number;
  /** Memory a thread may fill before it is ended, in MiB. */
  readonly memoryMegabytes?: number;
};

type Job = { readonly path: string; readonly limits: ReadLimits; readonly settle: (result: Result<Reading, ReadFailure>) => void };
type Thread = { readonly worker: Worker; job: Job | null; timer: NodeJS.Timeout | null; requests: number };

/** Opens a pool whose threads start with the first file and are kept warm until `close`. They do not hold the process open when idle. */
export function openReaderPool(options: ReaderPoolOptions = {}): ReaderPool {
  const workerUrl = options.workerUrl ?? new URL("./read-worker.ts", import.meta.url);
  const threads = new Set<Thread>();
  const waiting: Job[] = [];
  let closed = false;

  function finish(thread: Thread, result: Result<Reading, ReadFailure>): void {
    const { job } = thread;
    if (thread.timer) clearTimeout(thread.timer);
    thread.timer = null;
    thread.job = null;
    thread.worker.unref();
    job?.settle(result);
    next();
  }

  function drop(thread: Thread, failure: ReadFailure): void {
    if (!threads.delete(thread)) return;
    void thread.worker.terminate();
    finish(thread, err(failure));
  }

  function start(): Thread {
    const worker = new Worker(workerUrl, {
      // What a library warns about a file may hold its content, so it does not reach the program's logs.
      // The two streams are left unread on purpose: reading them would hold the process open.
      stdout: true,
      stderr: true,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMegabytes ?? 1024 },
    });
    const thread: Thread = { worker, job: null, timer: null, requests: 0 };
    worker.on("message", (reply: ReadReply) => {
      if (thread.job && reply.id === thread.requests) finish(thread, reply.result);
    });
    worker.on("error", (error: Error) => drop(thread, { code: "reader-crashed", detail: error.name }));
    worker.on("exit", () => drop(thread, { code: "reader-crashed", detail: "the thread ended" }));
    threads.add(thread);
    return thread;
  }

  function next(): void {
    if (closed || waiting.length === 0) return;
    const idle = [...threads].find((thread) => thread.job === null) ?? (threads.size < (options.threads ?? 1) ? start() : null);
    if (!idle) return;
    const job = must(waiting.shift(), "the queue was seen not to be empty");
    idle.job = job;
    idle.requests += 1;
    idle.worker.ref();
    // A little more than the reader allows itself, so that it can say on which page time ran out.
    idle.timer = setTimeout(() => drop(idle, { code: "timed-out", detail: "the thread was ended" }), job.limits.milliseconds + 500);
    idle.worker.postMessage({ id: idle.requests, path: job.path, limits: job.limits } satisfies ReadRequest);
  }

  return {
    readInWorker(path, limits = defaultReadLimits) {
      if (closed) return Promise.resolve(err({ code: "reader-crashed", detail: "the reader is closed" }));
      return new Promise((settle) => {
        waiting.push({ path, limits, settle });
        next();
      });
    },
    async close() {
      closed = true;
      const failure: ReadFailure = { code: "reader-crashed", detail: "the reader was closed" };
      for (const job of waiting.splice(0)) job.settle(err(failure));
      await Promise.all(
        [...threads].map(async (thread) => {
          drop(thread, failure);
          // An idle thread does not hold the process open, but whoever awaits its end must live to see it.
          thread.worker.ref();
          await thread.worker.terminate();
        }),
      );
    },
  };
}
