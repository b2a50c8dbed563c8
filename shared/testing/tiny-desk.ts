// A desk of a few lines for tests of the wire and of the hosts: it answers from a variable and knows no rule.
// Must never be used by the program.
import { must } from "../base/must.ts";
import type { CallArgs, CallName, CallResult, Desk, QueryArgs, QueryName, QueryResult } from "../desk/contract.ts";
import { DeskError } from "../desk/errors.ts";

type Sync = QueryResult<"sync">;
type CallRecord = { readonly name: CallName; readonly args: unknown };

export interface TinyDesk extends Desk {
  /** Calls so far, in order. */
  readonly calls: readonly CallRecord[];
  /** Open watches. */
  watching(): number;
  /** Moves the answer of `sync` and tells every watch. */
  moveSync(change: Partial<Sync>): void;
  /** Sends every watch of `sync` an answer that breaks the schema. */
  breakSync(): void;
}

const firstSync: Sync = {
  network: "offline",
  offlineSince: null,
  lastContactAt: null,
  lastSyncAt: null,
  nextTryAt: null,
  wokeAt: null,
  slow: false,
  steps: { queued: 0, sending: 0, waitingForContent: 0, parked: 0, refused: 0, partlyRefused: 0 },
  lastProblem: null,
  clockAheadSeconds: null,
  waiting: 0,
  refused: 0,
  progress: null,
  problem: null,
};

/** signIn answers `online` for any name but "nobody"; syncNow never answers; watch answers `sync` alone. */
export function tinyDesk(): TinyDesk {
  let sync = firstSync;
  const calls: CallRecord[] = [];
  const watches = new Set<(value: unknown) => void>();
  const answers: Readonly<Record<string, (args: unknown) => Promise<unknown>>> = {
    signIn: async (args) => {
      if (JSON.stringify(args).includes('"nobody"')) throw new DeskError("signInFailed");
      return { mode: "online" };
    },
    signOut: async () => ({ surplus: true }),
    syncNow: () => new Promise(() => undefined),
    wake: async () => ({}),
    scanAgain: async () => {
      throw new Error("the scanner burns");
    },
  };
  return {
    calls,
    watching: () => watches.size,
    moveSync: (change) => {
      sync = { ...sync, ...change };
      for (const tell of watches) tell(sync);
    },
    breakSync: () => {
      for (const tell of watches) tell({ network: "by pigeon" });
    },
    call: async <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> => {
      calls.push({ name, args });
      const answer = await must(answers[name], `no test asks for ${name}`)(args);
      return answer as CallResult<N>;
    },
    watch: <N extends QueryName>(
      name: N,
      _args: QueryArgs<N>,
      onValue: (value: QueryResult<N>) => void,
      onError: (error: DeskError) => void,
    ) => {
      if (name !== "sync") {
        onError(new DeskError("notSignedIn"));
        return () => undefined;
      }
      const tell = (value: unknown): void => onValue(value as QueryResult<N>);
      watches.add(tell);
      tell(sync);
      return () => watches.delete(tell);
    },
  };
}
