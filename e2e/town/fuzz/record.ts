// A failing run as a file: what broke, and the steps it broke by, made as few as may be. failing-seeds/ keeps them as named tests.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "../../../shared/base/zod.ts";
import type { Ground } from "./ground.ts";
import { noFaults, type PlantedFault } from "./planted.ts";
import { runSeed, type SeedResult } from "./run-seed.ts";
import type { Trace } from "./scheduler.ts";

export const failingSeeds = join(import.meta.dirname, "failing-seeds");

const recordSchema = z.object({ seed: z.string(), invariant: z.string(), what: z.string(), trace: z.array(z.string()) });
export type FailingSeed = Readonly<z.infer<typeof recordSchema>>;

/** Writes a failing run down; the path. `what` quotes made-up people alone. */
export async function keepFailing(result: SeedResult, folder = failingSeeds): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${result.seed}.json`);
  const { invariant = "", what = "" } = result.breach ?? {};
  // What never came to rest has an end without end.
  const end = invariant === "rest" ? result.trace.indexOf("do heal") : result.trace.length;
  const record: FailingSeed = { seed: result.seed, invariant, what: what.slice(0, 1_000), trace: result.trace.slice(0, end) };
  await writeFile(path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}

/** Every run that was kept. */
export async function keptSeeds(folder = failingSeeds): Promise<readonly FailingSeed[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return await Promise.all(files.map(async (name) => recordSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))));
}

/** The same failure with fewer deeds and strokes of fate: halves are left out, then quarters, as long as it still fails. */
export async function minimise(
  ground: Ground,
  failed: SeedResult,
  mostRuns = 60,
  fault: () => PlantedFault = () => noFaults,
): Promise<SeedResult> {
  let best = failed;
  let left = mostRuns;
  const stillFails = async (trace: Trace): Promise<SeedResult | undefined> => {
    left -= 1;
    const result = await runSeed(ground, failed.seed, fault(), trace);
    return result.breach?.invariant === failed.breach?.invariant ? result : undefined;
  };
  for (let size = Math.ceil(decisionsOf(best.trace).length / 2); size >= 1; size = Math.floor(size / 2)) {
    let from = 0;
    while (from < decisionsOf(best.trace).length) {
      if (left === 0) return best;
      const out = new Set(decisionsOf(best.trace).slice(from, from + size));
      const fewer = await stillFails(best.trace.filter((_entry, index) => !out.has(index)));
      if (fewer === undefined) from += size;
      else best = fewer;
    }
  }
  return best;
}

/** Where in the trace somebody decided something. */
function decisionsOf(trace: Trace): readonly number[] {
  return trace.flatMap((entry, index) => (entry.startsWith("do ") && entry !== "do heal" ? [index] : []));
}

/** What people and fate did, in words. */
export function deedsOf(trace: Trace): readonly string[] {
  return trace.filter((entry) => entry.startsWith("* ")).map((entry) => entry.slice(2));
}
