// Runs seed after seed and adds up what was done; stops at nothing.
import { addCounts, noCounts, type Counts } from "./counts.ts";
import type { Ground } from "./ground.ts";
import { runSeed, type SeedResult } from "./run-seed.ts";

export interface ManySeeds {
  readonly seeds: number;
  readonly counts: Counts;
  readonly failed: readonly SeedResult[];
}

/** Before the first seed. */
export function noSeeds(): ManySeeds {
  return { seeds: 0, counts: noCounts(), failed: [] };
}

/** Seeds `first` to `first + seeds - 1`; `told` hears of each, together with what was done and found up to then. */
export async function runSeeds(
  ground: Ground,
  first: number,
  seeds: number,
  told: (result: SeedResult, soFar: ManySeeds) => void | Promise<void> = () => undefined,
): Promise<ManySeeds> {
  let soFar = noSeeds();
  for (let done = 1; done <= seeds; done += 1) {
    const result = await runSeed(ground, String(first + done - 1));
    addCounts(soFar.counts, result.counts);
    soFar = { seeds: done, counts: soFar.counts, failed: result.breach === undefined ? soFar.failed : [...soFar.failed, result] };
    await told(result, soFar);
  }
  return soFar;
}

/** One line: what was done and found. */
export function summaryOf({ seeds, counts, failed }: ManySeeds): string {
  const done = Object.entries(counts)
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(", ");
  const found = failed.length === 0 ? "no breach" : `${String(failed.length)} breaches (seeds ${failed.map((one) => one.seed).join(", ")})`;
  return `town: ${String(seeds)} seeds, ${found}; ${done}`;
}
