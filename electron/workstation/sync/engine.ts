// Push, pull, poke: brings replica and server together whenever either has news. One round at a time; failures wait longer and
// longer. Must never keep a lock or a transaction across the network.
import type { SyncState } from "../../../shared/desk/session-calls.ts";
import type { Session } from "../../../shared/sync/session.ts";
import { pause, type Clock } from "../clock.ts";
import type { ContentFiles } from "../content/content-files.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import type { Timings } from "../timings.ts";
import { listenForPokes } from "./poke.ts";
import { ProblemAnswer, Unreachable, deskErrorOf } from "./problem-error.ts";
import { pullAll, pullTexts, type PullOptions } from "./pull.ts";
import { pushAll } from "./push.ts";
import type { ServerClient } from "./server-client.ts";

export type EngineState = Pick<SyncState, "network" | "progress" | "problem">;

export interface EngineOptions {
  readonly store: Store;
  readonly client: ServerClient;
  readonly files: ContentFiles;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly log: Log;
  readonly device: string;
  /** Signs in where the desk was opened without the server; undefined where tokens are there or nobody can. */
  readonly signIn: () => Promise<Session> | undefined;
  readonly onState: (state: EngineState) => void;
  /** A round went well: what moves beside the rounds may go too. */
  readonly onOnline: () => void;
  /** The municipality has locked this device out. */
  readonly onRevoked: () => void;
}

export interface Engine {
  readonly state: () => EngineState;
  /** A round soon; many wishes become one round. */
  kick(): void;
  /** A round now; rejects as the round does. */
  syncNow(): Promise<void>;
  stop(): Promise<void>;
}

/** An engine at rest: the first kick starts it. */
export function startEngine(options: EngineOptions): Engine {
  const { store, client, clock, timings, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: EngineState = { network: "offline", progress: null, problem: null };
  let running: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let poked = false;
  let callOff: () => void = () => undefined;

  const show = (next: Partial<EngineState>): void => {
    const merged = { ...state, ...next };
    if (merged.network === state.network && merged.progress === state.progress && merged.problem === state.problem) return;
    state = merged;
    options.onState(state);
  };

  const pullOptions: PullOptions = {
    store,
    client,
    clock,
    timings,
    signal,
    onProgress: (progress) => show({ progress: progress === null ? null : { ...progress } }),
    onDropped: async (names) => options.files.drop(names),
  };

  const ensureSession = async (): Promise<void> => {
    if (client.signedIn()) return;
    const signingIn = options.signIn();
    if (signingIn === undefined) throw new ProblemAnswer("tokenExpired", "nobody is signed in");
    await signingIn;
  };

  const exchange = async (): Promise<void> => {
    await ensureSession();
    await pushAll({ store, client, log, signal });
    const { scopesChanged } = await pullAll(pullOptions);
    // Rights grew or shrank: what the person may do is to be asked for again.
    if (scopesChanged) await client.refresh(options.device);
    await pullTexts(pullOptions);
  };

  const round = async (): Promise<void> => {
    callOff();
    const before = state.network;
    show({ network: "syncing" });
    try {
      try {
        await exchange();
      } catch (thrown) {
        if (!(thrown instanceof ProblemAnswer) || thrown.problem !== "epochChanged") throw thrown;
        // The server was restored: the session says which life it is in now, the outbox fills the gap.
        const session = await client.refresh(options.device);
        await store.write.beginEpoch(session.epoch);
        await exchange();
      }
      failures = 0;
      show({ network: "online", problem: null, progress: null });
      schedule(poked ? timings.pullEvery : timings.pullEveryWithoutPoke);
      options.onOnline();
    } catch (thrown) {
      failures += 1;
      const problem = thrown instanceof ProblemAnswer ? thrown.problem : null;
      const reached = thrown instanceof ProblemAnswer && thrown.problem !== "busy";
      const unknown = !(thrown instanceof ProblemAnswer) && !(thrown instanceof Unreachable);
      show({ network: reached ? "online" : "offline", progress: null, problem: problem ?? (unknown ? deskErrorOf(thrown).code : null) });
      if (!signal.aborted) log(unknown ? "error" : "info", "sync round failed", { reason: reasonOf(thrown), before });
      if (problem === "deviceRevoked") options.onRevoked();
      else schedule(backoff(thrown instanceof ProblemAnswer ? thrown.retryAfterSeconds : undefined));
      throw deskErrorOf(thrown);
    }
  };

  const backoff = (retryAfterSeconds: number | undefined): number => {
    const longest = Math.min(timings.backoffMost, timings.backoffFirst * 2 ** Math.min(failures - 1, 16));
    // Jitter, so that a whole town hall does not come back in the same second.
    return Math.max((retryAfterSeconds ?? 0) * 1000, longest / 2 + Math.random() * (longest / 2));
  };

  const schedule = (milliseconds: number): void => {
    callOff();
    if (!signal.aborted) callOff = clock.after(milliseconds, kick);
  };

  const run = (): Promise<void> => {
    running ??= round().finally(() => {
      running = undefined;
      if (!again || signal.aborted) return;
      again = false;
      kick();
    });
    return running;
  };

  const kick = (): void => {
    if (signal.aborted) return;
    if (running !== undefined) again = true;
    else run().catch(() => undefined);
  };

  const syncNow = async (): Promise<void> => {
    // A round under way may have read the outbox before the last command.
    if (running !== undefined) await running.catch(() => undefined);
    again = false;
    await run();
  };

  const listen = async (): Promise<void> => {
    while (!signal.aborted) {
      if (client.signedIn() && state.network !== "offline")
        try {
          const onOpen = (): void => {
            poked = true;
            // What came between the last pull and the open line pokes nobody.
            kick();
          };
          await listenForPokes({ client, clock, timings, signal, onOpen, onNews: kick });
        } catch (thrown) {
          log("debug", "poke stream ended", { reason: reasonOf(thrown) });
          poked ||= thrown instanceof Unreachable;
        } finally {
          // A broken line is news too: the next round finds out whether the server is still there.
          if (poked) kick();
          poked = false;
        }
      await pause(clock, timings.backoffFirst, signal);
    }
  };

  const listening = listen();

  return {
    state: () => state,
    kick,
    syncNow,
    stop: async () => {
      stopping.abort(new Error("the desk closes"));
      callOff();
      await running?.catch(() => undefined);
      await listening;
    },
  };
}
