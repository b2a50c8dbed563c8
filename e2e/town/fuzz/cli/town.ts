// `npm run town`: the stories of the town as tests; with `--seeds N [--first SEED]` the fuzz, any number of seeds.
// The last line says what was done and found, also where a run is broken off; the exit code is not zero where anything was found.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openGround, type Ground } from "../ground.ts";
import { noSeeds, runSeeds, summaryOf } from "../many-seeds.ts";
import { deedsOf, keepFailing, minimise } from "../record.ts";
import type { SeedResult } from "../run-seed.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const asFuzz = process.argv.includes("--seeds");

if (asFuzz) await fuzz();
else {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const run = spawnSync(process.execPath, [vitest, "run", "--project", "town", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  process.exitCode = run.status ?? 1;
}

async function fuzz(): Promise<void> {
  const { values } = parseArgs({ options: { seeds: { type: "string" }, first: { type: "string", default: "1" } } });
  const seeds = Number(values.seeds);
  const first = Number(values.first);
  if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(first)) throw new Error("--seeds and --first take whole numbers");
  const started = performance.now();
  const ground = await openGround();
  let ran = noSeeds();
  let unforeseen = 0;
  let isBrokenOff = false;
  /** Said once, also where something throws: then what was done and found until there. */
  const sum = (): void => {
    const uncared = unforeseen === 0 ? "" : `; ${String(unforeseen)} failures nobody took care of`;
    console.log(`${summaryOf(ran)}${uncared}${isBrokenOff ? "; broken off" : ""}`);
    process.exitCode = ran.failed.length === 0 && unforeseen === 0 && !isBrokenOff ? 0 : 1;
  };
  process.on("unhandledRejection", (reason) => {
    unforeseen += 1;
    console.log(`nobody took care of: ${wordsOf(reason)}`);
  });
  process.on("uncaughtException", (thrown) => {
    isBrokenOff = true;
    console.log(`thrown where nobody could catch it: ${wordsOf(thrown)}`);
    sum();
    process.exit();
  });
  try {
    await runSeeds(ground, first, seeds, async (result, soFar) => {
      ran = soFar;
      await tell(ground, result);
      if (soFar.seeds % 100 !== 0) return;
      console.log(
        `${String(soFar.seeds)} of ${String(seeds)} seeds, ${((performance.now() - started) / soFar.seeds / 1000).toFixed(2)} s each`,
      );
    });
  } catch (thrown) {
    isBrokenOff = true;
    console.log(`broken off after ${String(ran.seeds)} seeds: ${wordsOf(thrown)}`);
  }
  sum();
  await ground.close();
}

/** A breach in words, with the fewest deeds that still lead to it; kept as a file. */
async function tell(ground: Ground, result: SeedResult): Promise<void> {
  if (result.breach === undefined) return;
  console.log(`seed ${result.seed}: ${result.breach.invariant}\n  ${result.breach.what}`);
  const least = await minimise(ground, result);
  for (const deed of deedsOf(least.trace)) console.log(`  ${deed}`);
  console.log(`  kept as ${await keepFailing(least)}`);
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
