// Push, pull, poke: brings replica and server together whenever either has news. One round at a time; failures wait longer and
// longer. Must never keep a lock or a transaction across the network.
import { DeskError } from "../../../shared/desk/errors.ts";
import type { Session } from "../../../shared/sync/session.ts";
import { pause, type Clock } from "../clock.ts";
import type { ContentFiles } from "../content/content-files.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import type { Timings } from "../timings.ts";
import { clockHint, stateHolder, type EngineState } from "./engine-state.ts";
import { listenForPokes } from "./poke.ts";
import { ProblemAnswer, Unreachable, deskErrorOf, lockOutOf, type LockOut } from "./problem-error.ts";
import { pullAll, type PullOptions } from "./pull.ts";
import { pullTexts } from "./pull-texts.ts";
import { noDoubts, pushAll } from "./push.ts";
import { createRetry, spread } from "./retry.ts";
import type { ServerClient } from "./server-client.ts";
import { watchForWake } from "./wake.ts";

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
  /** The municipality has locked out this device or its person; a code of shared/sync/problem.ts. */
  readonly onRevoked: (problem: LockOut) => void;
}

export interface Engine {
  readonly state: () => EngineState;
  /** A round soon; many wishes become one round. */
  kick(): void;
  /** The machine woke up, or the network may be another: what hangs is given up, and a round starts now. */
  wake(): void;
  /** A round now; rejects as the round does. */
  syncNow(): Promise<void>;
  stop(): Promise<void>;
}

/** Rounds in which everything but the push was answered, after which what is sent is taken for the reason. */
const pushFailuresBeforeDistrust = 3;
const noteSyncEvery = 60_000;

/** An engine at rest: the first kick starts it. */
export function startEngine(options: EngineOptions): Engine {
  const { store, client, clock, timings, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> | undefined;
  let again = false;
  let poked = false;
  let callOff: () => void = () => undefined;
  /** What is under way on the network, and may be given up without ending the engine. */
  let network = new AbortController();
  /** How often this engine was woken. */
  let wakes = 0;
  let pushFailures = 0;
  const doubts = noDoubts();
  /** What kept a push of this round from going through. */
  let pushFailure: Error | undefined;
  /** Rights grew or shrank: what the person may do is to be asked for again, in a later round where this one breaks off. */
  let rightsAreOld = false;
  let everOnline = false;

  const { get: state, show } = stateHolder(options.onState);
  const iso = (ahead = 0): string => new Date(clock.now().getTime() + ahead).toISOString();
  const retry = createRetry({
    clock,
    timings,
    random: Math.random,
    reachable: () => client.reachable(),
    tryAgain: () => kick(),
  });
  client.onSlow((slow) => show({ slow }));
  client.onServerClock((ahead) => show({ clockAheadSeconds: clockHint(ahead) }));
  // A desk that was away says that it exchanges news once somebody answers, not at each try.
  client.onContact(() => {
    if (running !== undefined && state().network === "offline") show({ network: "syncing" });
  });

  const pullOptions: PullOptions = {
    store,
    client,
    clock,
    timings,
    get signal() {
      return network.signal;
    },
    onSlow: (slow) => show({ slow }),
    onProgress: (progress) => show({ progress: progress === null ? null : { ...progress } }),
    onScopesChanged: () => {
      rightsAreOld = true;
    },
    onDropped: async (names) => options.files.drop(names),
    wished: () => again,
    push: async () => {
      again = false;
      pushFailure = (await pushNow()) ?? pushFailure;
    },
  };

  const ensureSession = async (): Promise<void> => {
    if (client.signedIn()) return;
    const signingIn = options.signIn();
    if (signingIn === undefined) throw new ProblemAnswer("tokenExpired", "nobody is signed in");
    await signingIn;
  };

  /** Rejects with what kept the push from going through, after the pull: who cannot send shall at least hear. */
  const exchange = async (): Promise<void> => {
    await ensureSession();
    pushFailure = await pushNow();
    await pullAll(pullOptions);
    if (rightsAreOld) {
      await client.refresh(options.device);
      rightsAreOld = false;
    }
    await pullTexts({ ...pullOptions, stop: () => again });
    if (pushFailure === undefined) return;
    pushFailures += 1;
    throw pushFailure;
  };

  const pushNow = async (): Promise<Error | undefined> => {
    const distrust = pushFailures >= pushFailuresBeforeDistrust;
    try {
      await pushAll({ store, client, timings, log, signal: network.signal, distrust, doubts });
      pushFailures = 0;
      return undefined;
    } catch (thrown) {
      const maybeContent = thrown instanceof ProblemAnswer && ["badRequest", "tooLarge", "internal"].includes(thrown.problem);
      const maybeLine = thrown instanceof Unreachable && !network.signal.aborted;
      if (thrown instanceof Error && (maybeContent || (maybeLine && (await client.reachable())))) return thrown;
      throw thrown;
    }
  };

  const round = async (): Promise<void> => {
    callOff();
    retry.stop();
    network = new AbortController();
    const end = (): void => network.abort(signal.reason);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    const before = state().network;
    if (before !== "offline" || !everOnline) show({ network: "syncing" });
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
      everOnline = true;
      retry.succeeded();
      const lastSyncAt = iso();
      show({ network: "online", offlineSince: null, nextTryAt: null, wokeAt: null, problem: null, progress: null, lastSyncAt });
      void noteSync(lastSyncAt);
      schedule(poked ? timings.pullEvery : timings.pullEveryWithoutPoke);
      options.onOnline();
    } catch (thrown) {
      failed(thrown, before);
      throw deskErrorOf(thrown);
    } finally {
      signal.removeEventListener("abort", end);
    }
  };

  const failed = (thrown: unknown, before: EngineState["network"]): void => {
    const problem = thrown instanceof ProblemAnswer ? thrown.problem : null;
    const reached = thrown instanceof ProblemAnswer && thrown.problem !== "busy";
    const garbage = thrown instanceof DeskError && thrown.code === "serverGarbage";
    const unknown = !(thrown instanceof ProblemAnswer) && !(thrown instanceof Unreachable) && !garbage;
    const code = problem ?? deskErrorOf(thrown).code;
    if (!signal.aborted) log(unknown ? "error" : "info", "sync round failed", { code, reason: reasonOf(thrown), before });
    const shown = {
      network: reached ? "online" : "offline",
      offlineSince: reached ? null : (state().offlineSince ?? iso()),
      slow: false,
      progress: null,
      // Without a network there is nothing wrong with anything.
      problem: code === "serverUnreachable" ? null : code,
      lastProblem: { code, at: iso() },
    } as const;
    const lockOut = lockOutOf(problem);
    if (lockOut !== undefined || signal.aborted) {
      show({ ...shown, nextTryAt: null });
      if (lockOut !== undefined) options.onRevoked(lockOut);
      return;
    }
    const away = thrown instanceof Unreachable;
    const wait = retry.failed(away, thrown instanceof ProblemAnswer ? thrown.retryAfterSeconds : undefined);
    show({ ...shown, nextTryAt: iso(wait) });
  };

  /** When this replica was last in step, for the next start without network. */
  const noteSync = async (at: string): Promise<void> => {
    if (Date.parse(at) - noted < noteSyncEvery) return;
    noted = Date.parse(at);
    await store.write.setMeta({ name: "lastSyncAt", value: at }).catch(() => undefined);
  };
  let noted = 0;

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
    // A round under way may have read the outbox before the last command. Texts need not be waited for.
    again = running !== undefined;
    const before = await running?.then(
      () => undefined,
      (thrown: unknown) => deskErrorOf(thrown),
    );
    // There is no second round for who was locked out by the first.
    if (before !== undefined && lockOutOf(before.code) !== undefined) throw before;
    again = false;
    for (;;) {
      const wokenBefore = wakes;
      try {
        return await run();
      } catch (thrown) {
        // A round that was given up because the machine woke up is no answer: the next one is.
        if (wakes === wokenBefore || signal.aborted) throw thrown;
      }
    }
  };

  const wake = (): void => {
    if (signal.aborted) return;
    wakes += 1;
    show({ wokeAt: iso() });
    retry.forgive();
    pokeLine.abort(new Error("the machine woke up"));
    // A socket from before the sleep may be dead without a word: what waits on it would wait for its whole time limit.
    network.abort(new Unreachable("the machine woke up"));
    kick();
  };
  const stopWatching = watchForWake(clock, timings.wakeCheckEvery, wake);

  let pokeLine = new AbortController();
  const listen = async (): Promise<void> => {
    while (!signal.aborted) {
      if (client.signedIn() && state().network !== "offline")
        try {
          pokeLine = new AbortController();
          const onOpen = (): void => {
            poked = true;
            // What came between the last pull and the open line pokes nobody.
            kick();
          };
          const line = AbortSignal.any([signal, pokeLine.signal]);
          await listenForPokes({ client, clock, timings, signal: line, onOpen, onNews: kick });
        } catch (thrown) {
          log("debug", "poke stream ended", { reason: reasonOf(thrown) });
          poked ||= thrown instanceof Unreachable;
        } finally {
          // A broken line is news too: the next round finds out whether the server is still there. It broke for the whole town hall
          // at once, which shall not come back in the same moment.
          if (poked) schedule(spread(timings.backoffFirst, Math.random()));
          poked = false;
        }
      await pause(clock, spread(timings.backoffFirst, Math.random()), signal);
    }
  };

  const listening = listen();

  store.read.meta("lastSyncAt").then(
    (at) => {
      if (at !== null && state().lastSyncAt === null) show({ lastSyncAt: at });
    },
    () => undefined,
  );

  return {
    state,
    kick,
    wake,
    syncNow,
    stop: async () => {
      stopping.abort(new Error("the desk closes"));
      stopWatching();
      retry.stop();
      callOff();
      await running?.catch(() => undefined);
      await listening;
    },
  };
}
