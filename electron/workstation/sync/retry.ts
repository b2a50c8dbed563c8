// When a desk that failed tries again: longer and longer with jitter, and at once when a cheap question shows that the server is back.
// Must never let a whole town hall come back in the same second, nor hammer a server that is there but fails.
import type { Clock } from "../clock.ts";
import type { Timings } from "../timings.ts";

export interface RetryOptions {
  readonly clock: Clock;
  readonly timings: Pick<Timings, "backoffFirst" | "backoffMost" | "probeEvery">;
  /** Between 0 and 1, as Math.random. */
  readonly random: () => number;
  /** The cheap question. */
  readonly reachable: () => Promise<boolean>;
  readonly tryAgain: () => void;
}

export interface Retry {
  /** Plans the next try after a failure; returns when it is, in milliseconds from now. `away` says that nobody was there at all. */
  failed(away: boolean, retryAfterSeconds: number | undefined): number;
  /** A round went well: nothing is planned any more, and the next failure is the first. */
  succeeded(): void;
  /** Something says that the world has changed: the next failure counts as the first. */
  forgive(): void;
  stop(): void;
}

/** A wait of at most `longest` and at least half of it, as the dice say (`chance` between 0 and 1). */
export const spread = (longest: number, chance: number): number => longest / 2 + chance * (longest / 2);

/** The longest wait after so many failures in a row: twice as long each time, up to `backoffMost`. */
export function longestWait(failures: number, { backoffFirst, backoffMost }: Pick<Timings, "backoffFirst" | "backoffMost">): number {
  return Math.min(backoffMost, backoffFirst * 2 ** Math.min(failures - 1, 16));
}

/** Nothing is planned until something failed. */
export function createRetry(options: RetryOptions): Retry {
  const { clock, timings, random, reachable, tryAgain } = options;
  let failures = 0;
  /** Rounds that a probe had promised and that failed all the same. */
  let fruitless = 0;
  let plan = 0;
  let offs: (() => void)[] = [];

  const stop = (): void => {
    plan += 1;
    for (const off of offs) off();
    offs = [];
  };

  const probe = (mine: number, until: number): void => {
    // Whoever is there but fails is asked less and less often.
    const wait = spread(Math.min(timings.backoffMost, timings.probeEvery * 2 ** Math.min(fruitless, 16)), random());
    if (clock.now().getTime() + wait >= until) return;
    offs.push(
      clock.after(wait, () => {
        void reachable().then((there) => {
          if (mine !== plan) return;
          if (!there) {
            fruitless = 0;
            return probe(mine, until);
          }
          fruitless += 1;
          stop();
          tryAgain();
        });
      }),
    );
  };

  return {
    failed: (away, retryAfterSeconds) => {
      stop();
      failures += 1;
      // Whom the server tells when to come back are many at once: they are spread out after that moment.
      const asked = (retryAfterSeconds ?? 0) * 1000;
      const chance = random();
      const wait = Math.max(asked + chance * (asked / 2), spread(longestWait(failures, timings), chance));
      const mine = plan;
      offs.push(
        clock.after(wait, () => {
          stop();
          tryAgain();
        }),
      );
      if (away) probe(mine, clock.now().getTime() + wait);
      return wait;
    },
    succeeded: () => {
      stop();
      failures = 0;
      fruitless = 0;
    },
    forgive: () => {
      failures = 0;
      fruitless = 0;
    },
    stop,
  };
}
