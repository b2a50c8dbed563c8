// How it stands with the server, as far as the engine knows it. Must never claim a contact that was not our server's.
import type { SyncState } from "../../../shared/desk/session-calls.ts";

export type EngineState = Pick<
  SyncState,
  "network" | "offlineSince" | "lastSyncAt" | "nextTryAt" | "wokeAt" | "slow" | "progress" | "problem" | "lastProblem" | "clockAheadSeconds"
>;

/** Before the first round, and where nobody is signed in. */
export const restingState: EngineState = {
  network: "offline",
  offlineSince: null,
  lastSyncAt: null,
  nextTryAt: null,
  wokeAt: null,
  slow: false,
  progress: null,
  problem: null,
  lastProblem: null,
  clockAheadSeconds: null,
};

/** Seconds by which desk and server may differ before the person is told. */
export const clockTolerance = 300;

/** The difference where it is worth telling. */
export function clockHint(aheadMilliseconds: number): number | null {
  const seconds = Math.round(aheadMilliseconds / 1000);
  return Math.abs(seconds) > clockTolerance ? seconds : null;
}

/** Holds the state and tells of every change. */
export function stateHolder(onState: (state: EngineState) => void): {
  readonly get: () => EngineState;
  readonly show: (next: Partial<EngineState>) => void;
} {
  let state = restingState;
  return {
    get: () => state,
    show: (next) => {
      const merged = { ...state, ...next };
      if (JSON.stringify(merged) === JSON.stringify(state)) return;
      state = merged;
      onState(state);
    },
  };
}
