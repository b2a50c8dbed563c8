// Pulls everything newer than the cursors, answer by answer, the next one on its way while the store applies the last.
// Must never hold more than two parts, nor keep anything open in the store while the network is waited for.
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store-client.ts";
import type { Timings } from "../timings.ts";
import { createEstimate } from "./estimate.ts";
import { readAnswer, type PullPlace } from "./read-answer.ts";
import type { ServerClient } from "./server-client.ts";

export interface PullProgress {
  readonly of: "snapshot" | "news";
  readonly done: number;
  readonly total: number;
  /** Null until the rate is known. */
  readonly secondsLeft: number | null;
}

export interface PullOptions {
  readonly store: {
    readonly read: Pick<Store["read"], "pullState" | "wantedTexts">;
    readonly write: Pick<Store["write"], "applyPull" | "putTexts">;
  };
  readonly client: Pick<ServerClient, "fetch" | "version">;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PullProgress | null) => void;
  /** Told where an answer stops in its middle for a while, and where it goes on. */
  readonly onSlow: (slow: boolean) => void;
  /** What the person may see has changed; told once it is in the store, whatever becomes of the rest of the pull. */
  readonly onScopesChanged: () => void;
  /** Content that is no longer ours to hold. */
  readonly onDropped: (names: readonly string[]) => Promise<void>;
  /** Whether the person did something meanwhile that should go up before the next answer is asked for. */
  readonly wished: () => boolean;
  readonly push: () => Promise<void>;
}

/** Below it nobody is shown a bar. */
const worthShowing = 500;
/** Characters of the first part: so much is there at once. Each further one may be twice as long. */
const firstPart = 128_000;

/** Pulls until nothing is newer. Rejects with epochChanged where the server began another life; what came before a failure stays. */
export async function pullAll(options: PullOptions): Promise<void> {
  const { store, clock, timings, onProgress, onScopesChanged, onDropped } = options;
  const from = await store.read.pullState(null);
  let { upTo } = from;
  const estimate = createEstimate();
  let enough = Math.min(firstPart, timings.pullBytes);
  let progress: Omit<PullProgress, "secondsLeft"> = { of: "news", done: 0, total: 0 };
  let counted = 0;
  let applying: Promise<void> = Promise.resolve();

  const show = (): void => {
    const { of, done, total } = progress;
    const secondsLeft = estimate({ done, total, at: clock.now().getTime() });
    if (total > worthShowing) onProgress({ of, done, total: Math.max(total, done), secondsLeft });
  };
  const apply = async (lines: string, reached: typeof progress | undefined): Promise<void> => {
    const applied = await store.write.applyPull({ lines, upTo, at: clock.now().toISOString() });
    if (applied.scopesChanged) onScopesChanged();
    counted += applied.records;
    progress = reached ?? { ...progress, done: Math.max(progress.done, counted) };
    show();
    await onDropped(applied.dropped);
  };
  const answerOptions: Parameters<typeof readAnswer>[0] = {
    ...options,
    enough: () => enough,
    onBegin: ({ total, snapshot }) => {
      if (snapshot === undefined) progress = { ...progress, total: Math.max(total, progress.total) };
      else progress = { of: "snapshot", done: snapshot.done, total: snapshot.total ?? 0 };
      show();
    },
    // A part that fails ends the pull at the next step; until then nobody else looks at the promise.
    onPart: async (lines, mark) => {
      await applying;
      enough = Math.min(enough * 2, timings.pullBytes);
      applying = apply(lines, mark?.snapshot ? { of: "snapshot", done: mark.snapshot.done, total: mark.snapshot.total ?? 0 } : undefined);
      applying.catch(() => undefined);
    },
  };
  let place: PullPlace = {
    epoch: from.epoch,
    cursors: from.cursors,
    snapshot: from.snapshot === null ? null : { token: from.snapshot.token, scopes: [...from.snapshot.scopes] },
  };
  try {
    for (let more = true; more;) {
      ({ place, more } = await readAnswer(answerOptions, place));
      if (!more || !options.wished()) continue;
      // What the next answer settles must have been answered before it was asked for.
      await applying;
      await options.push();
      ({ upTo } = await store.read.pullState(null));
    }
    await applying;
  } finally {
    await applying.catch(() => undefined);
    onProgress(null);
  }
}
