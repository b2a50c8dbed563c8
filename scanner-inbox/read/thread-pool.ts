// Worker threads that each do one thing at a time: kept warm, ended when they hang, replaced when they die. Never works in the calling thread.
import { Worker } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, type Result } from "../../shared/base/result.ts";
import type { ReadFailure } from "./reading.ts";

export type ThreadPool<Request, Value> = {
  /**
   * What a thread makes of a request. Never rejects: a crash, a time limit or a closed pool is a failure, and so is the signal, which ends the
   * thread at once or takes the request out of the queue.
   */
  run(request: Request, milliseconds: number, signal?: AbortSignal): Promise<Result<Value, ReadFailure>>;
  /** Ends the threads; what was under way fails with `reader-crashed`. */
  close(): Promise<void>;
};

export type ThreadPoolOptions = {
  readonly workerUrl: URL;
  readonly threads: number;
  /** Memory a thread may fill before it is ended, in MiB. */
  readonly memoryMegabytes: number;
  /** Milliseconds after which a thread without work is ended, so that its memory comes back; left out, it is kept. */
  readonly idleMs?: number;
  /** Memory of what lives shortly, in MiB: small where a thread keeps little of what it makes. */
  readonly youngMegabytes?: number;
  /** A thread that says it holds more bytes after an answer is ended, as the memory of an engine never shrinks; the next request starts another. */
  readonly mostHeld?: number;
  /** What each thread is told at its start, beside the place for `StartedProcess`. */
  readonly workerData?: object;
};

/** Where a thread notes the id of a process it has started, 0 while there is none: whoever ends the thread ends that too, as a thread cannot. */
export type StartedProcess = { readonly startedProcess: Int32Array };

/** What a thread is sent beside the request, and answers with. `held`: bytes the thread goes on holding. */
export type ThreadReply<Value> = { readonly id: number; readonly result: Result<Value, ReadFailure>; readonly held?: number };

type Job<Request, Value> = {
  readonly request: Request;
  readonly milliseconds: number;
  readonly settle: (result: Result<Value, ReadFailure>) => void;
};
type Thread<Request, Value> = {
  readonly worker: Worker;
  readonly startedProcess: Int32Array;
  job: Job<Request, Value> | null;
  timer: NodeJS.Timeout | null;
  requests: number;
};

/** Opens a pool whose threads start with the first request. They do not hold the process open when idle. */
export function openThreadPool<Request extends object, Value>(options: ThreadPoolOptions): ThreadPool<Request, Value> {
  const threads = new Set<Thread<Request, Value>>();
  const waiting: Job<Request, Value>[] = [];
  /** Threads that are being ended for their memory: they count until it is back. */
  const retiring = new Set<Promise<number>>();
  /** Threads that are being ended: whoever closes waits for them. */
  const ending = new Set<Promise<void>>();
  let closed = false;

  function finish(thread: Thread<Request, Value>, result: Result<Value, ReadFailure>): void {
    const { job } = thread;
    if (thread.timer) clearTimeout(thread.timer);
    thread.timer = null;
    thread.job = null;
    thread.worker.unref();
    job?.settle(result);
    next();
    if (options.idleMs === undefined || thread.job !== null || !threads.has(thread)) return;
    thread.timer = setTimeout(() => drop(thread, { code: "reader-crashed", detail: "nothing to do" }), options.idleMs);
    thread.timer.unref();
  }

  function drop(thread: Thread<Request, Value>, failure: ReadFailure): void {
    if (!threads.delete(thread)) return;
    const ended = endThread(thread);
    ending.add(ended);
    void ended.then(() => ending.delete(ended));
    finish(thread, err(failure));
  }

  function retire(worker: Worker): void {
    const gone = worker.terminate();
    retiring.add(gone);
    worker.once("exit", () => {
      retiring.delete(gone);
      next();
    });
  }

  function start(): Thread<Request, Value> {
    const startedProcess = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(options.workerUrl, {
      // What a library warns about a file may hold its content, so it does not reach the program's logs.
      // The two streams are left unread on purpose: reading them would hold the process open.
      stdout: true,
      stderr: true,
      env: {},
      workerData: { ...options.workerData, startedProcess } satisfies StartedProcess,
      resourceLimits: {
        maxOldGenerationSizeMb: options.memoryMegabytes,
        ...(options.youngMegabytes === undefined ? {} : { maxYoungGenerationSizeMb: options.youngMegabytes }),
      },
    });
    const thread: Thread<Request, Value> = { worker, startedProcess, job: null, timer: null, requests: 0 };
    worker.on("message", (reply: ThreadReply<Value>) => {
      if (thread.job === null || reply.id !== thread.requests) return;
      // Off the list before it is answered, so that the next request does not go to a thread that is being ended.
      if (reply.held !== undefined && reply.held > (options.mostHeld ?? Infinity)) {
        threads.delete(thread);
        retire(thread.worker);
      }
      finish(thread, reply.result);
    });
    worker.on("error", (error: Error) => drop(thread, { code: "reader-crashed", detail: error.name }));
    worker.on("exit", () => drop(thread, { code: "reader-crashed", detail: "the thread ended" }));
    threads.add(thread);
    return thread;
  }

  function next(): void {
    if (closed || waiting.length === 0) return;
    const idle = [...threads].find((thread) => thread.job === null) ?? (threads.size + retiring.size < options.threads ? start() : null);
    if (!idle) return;
    const job = must(waiting.shift(), "the queue was seen not to be empty");
    if (idle.timer) clearTimeout(idle.timer);
    idle.job = job;
    idle.requests += 1;
    idle.worker.ref();
    // A little more than the reader allows itself, so that it can say on which page time ran out.
    idle.timer = setTimeout(() => drop(idle, { code: "timed-out", detail: "the thread was ended" }), job.milliseconds + 500);
    idle.worker.postMessage({ ...job.request, id: idle.requests });
  }

  return {
    run(request, milliseconds, signal) {
      if (closed) return Promise.resolve(err({ code: "reader-crashed", detail: "the reader is closed" }));
      const calledOff: ReadFailure = { code: "reader-crashed", detail: "called off" };
      if (signal?.aborted === true) return Promise.resolve(err(calledOff));
      return new Promise((resolve) => {
        const callOff = (): void => {
          const place = waiting.indexOf(job);
          if (place >= 0) waiting.splice(place, 1)[0]?.settle(err(calledOff));
          for (const thread of threads) if (thread.job === job) drop(thread, calledOff);
        };
        const settle: typeof resolve = (result) => {
          signal?.removeEventListener("abort", callOff);
          resolve(result);
        };
        const job = { request, milliseconds, settle };
        signal?.addEventListener("abort", callOff, { once: true });
        waiting.push(job);
        next();
      });
    },
    async close() {
      closed = true;
      const failure: ReadFailure = { code: "reader-crashed", detail: "the reader was closed" };
      for (const job of waiting.splice(0)) job.settle(err(failure));
      for (const thread of threads) {
        // An idle thread does not hold the process open, but whoever awaits its end must live to see it.
        drop(thread, failure);
        thread.worker.ref();
      }
      await Promise.all([...retiring, ...ending]);
    },
  };
}

/**
 * Ends a thread and the process it has started. That goes first, while its thread still takes notice: the system keeps the entry of a process
 * whose end nobody noticed.
 */
async function endThread({ worker, startedProcess }: StartedProcess & { readonly worker: Worker }): Promise<void> {
  const id = Atomics.load(startedProcess, 0);
  if (killed(id)) await Atomics.waitAsync(startedProcess, 0, id, 1_000).value;
  await worker.terminate();
  // It may have started another one meanwhile.
  killed(Atomics.load(startedProcess, 0));
}

/** False where there is no such process. */
function killed(id: number): boolean {
  try {
    return id !== 0 && process.kill(id, "SIGKILL");
  } catch {
    return false;
  }
}
