// When a desk that failed comes back: later and later, never all of a town hall together, and never before the server wants it.
import { describe, expect, test } from "vitest";
import { randomOf } from "../../../shared/testing/random.ts";
import type { Clock } from "../clock.ts";
import { createRetry, longestWait, spread, type Retry } from "./retry.ts";

const timings = { backoffFirst: 1_000, backoffMost: 60_000, probeEvery: 3_000 };
const desks = 300;

/** A clock whose timers a test runs itself. */
function handClock(): Clock & { readonly waits: number[]; runNext(): void } {
  const due: { readonly at: number; readonly run: () => void }[] = [];
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    now: () => new Date(now),
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run };
      waits.push(milliseconds);
      due.push(timer);
      due.sort((one, other) => one.at - other.at);
      return () => {
        const index = due.indexOf(timer);
        if (index >= 0) due.splice(index, 1);
      };
    },
    runNext: () => {
      const next = due.shift();
      now = next?.at ?? now;
      next?.run();
    },
  };
}

function retryOf(seed: string, clock: Clock = handClock(), reachable = false, tryAgain: () => void = () => undefined): Retry {
  const random = randomOf(seed);
  return createRetry({ clock, timings, random: () => random.next(), reachable: () => Promise.resolve(reachable), tryAgain });
}

/** The fullest tenth of the span, as a share of all: a tenth where they are spread evenly, 1 where all come together. */
function crowd(waits: readonly number[], from: number, until: number): number {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(from);
    expect(wait).toBeLessThanOrEqual(until);
    const tenth = Math.min(9, Math.floor(((wait - from) / (until - from)) * 10));
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  return Math.max(...tenths) / waits.length;
}

test("the longest wait doubles with each failure up to its bound, and what is spread keeps at least half of it", () => {
  const waits = [1, 2, 3, 6, 7, 100].map((failures) => longestWait(failures, timings));
  expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
  expect([0, 0.5, 1].map((chance) => spread(1_000, chance))).toEqual([500, 750, 1_000]);
});

describe("a town hall whose server went away", () => {
  const town = Array.from({ length: desks }, (_none, index) => retryOf(`desk ${String(index)}`));

  test.each([
    ["first", 1, 500, 1_000],
    ["second", 2, 1_000, 2_000],
    ["fifth", 5, 8_000, 16_000],
  ])("tries again spread over its whole wait: %s failure", (_which, failures, from, until) => {
    const waits = town.map((retry) => {
      retry.succeeded();
      return Array.from({ length: failures }, () => retry.failed(false, undefined)).at(-1) ?? 0;
    });
    expect(crowd(waits, from, until)).toBeLessThan(0.2);
  });

  test("waits a minute at most, still spread", () => {
    const waits = town.map((retry) => Array.from({ length: 40 }, () => retry.failed(false, undefined)).at(-1) ?? 0);
    expect(crowd(waits, 30_000, 60_000)).toBeLessThan(0.2);
  });

  test("comes back after the moment the server names, and not all at that moment", () => {
    const waits = town.map((retry) => {
      retry.succeeded();
      return retry.failed(false, 20);
    });
    expect(crowd(waits, 20_000, 30_000)).toBeLessThan(0.2);
  });

  test("asks whether anybody is there at different moments too", () => {
    const clocks = town.map((_one, index) => {
      const clock = handClock();
      const retry = retryOf(`probe ${String(index)}`, clock);
      for (let failures = 0; failures < 5; failures += 1) retry.failed(true, undefined);
      return clock;
    });
    expect(
      crowd(
        clocks.map(({ waits }) => waits.at(-1) ?? 0),
        1_500,
        3_000,
      ),
    ).toBeLessThan(0.2);
  });
});

test("a desk that finds somebody there tries at once, and after a good round the next failure is the first", async () => {
  const clock = handClock();
  const tried: number[] = [];
  const retry = retryOf("one", clock, true, () => tried.push(clock.now().getTime()));
  for (let failures = 0; failures < 8; failures += 1) retry.failed(true, undefined);
  clock.runNext();
  await Promise.resolve();
  await Promise.resolve();
  expect(tried).toHaveLength(1);
  expect(tried[0]).toBeLessThanOrEqual(timings.probeEvery);
  retry.succeeded();
  expect(retry.failed(false, undefined)).toBeLessThanOrEqual(timings.backoffFirst);
});
