// Runs seed after seed and adds up what was done; stops at nothing.
import { addCounts, noCounts, type Counts } from "./counts.ts";
import type { Ground } from "./ground.ts";
import { runSeed, type SeedResult } from "./run-seed.ts";

export interface ManySeeds {
  readonly seeds: number;
  readonly counts: Counts;
  readonly failed: readonly SeedResult[];
}

/** Seeds `first` to `first + seeds - 1`; `told` hears of each. */
export async function runSeeds(
  ground: Ground,
  first: number,
  seeds: number,
  told: (result: SeedResult, done: number) => void | Promise<void> = () => undefined,
): Promise<ManySeeds> {
  const counts = noCounts();
  const failed: SeedResult[] = [];
  for (let done = 0; done < seeds; done += 1) {
    const result = await runSeed(ground, String(first + done));
    addCounts(counts, result.counts);
    if (result.breach !== undefined) failed.push(result);
    await told(result, done + 1);
  }
  return { seeds, counts, failed };
}

/** One line: what was done and found. */
export function summaryOf({ seeds, counts, failed }: ManySeeds): string {
  const done = Object.entries(counts)
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(", ");
  const found = failed.length === 0 ? "no breach" : `${String(failed.length)} breaches (seeds ${failed.map((one) => one.seed).join(", ")})`;
  return `town: ${String(seeds)} seeds, ${found}; ${done}`;
}
