// `npm run town`: the stories of the town as tests; with `--seeds N [--first SEED]` the fuzz, any number of seeds.
// The last line says what was done and found; the exit code is not zero where anything was found.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openGround } from "../ground.ts";
import { runSeeds, summaryOf } from "../many-seeds.ts";
import { deedsOf, keepFailing, minimise } from "../record.ts";

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
  let unforeseen = 0;
  process.on("unhandledRejection", (reason) => {
    unforeseen += 1;
    console.log(`nobody took care of: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  });
  try {
    const ran = await runSeeds(ground, first, seeds, async (result, done) => {
      if (done % 100 === 0)
        console.log(`${String(done)} of ${String(seeds)} seeds, ${((performance.now() - started) / done / 1000).toFixed(2)} s each`);
      if (result.breach === undefined) return;
      console.log(`seed ${result.seed}: ${result.breach.invariant}\n  ${result.breach.what}`);
      const least = await minimise(ground, result);
      for (const deed of deedsOf(least.trace)) console.log(`  ${deed}`);
      console.log(`  kept as ${await keepFailing(least)}`);
    });
    console.log(`${summaryOf(ran)}${unforeseen === 0 ? "" : `; ${String(unforeseen)} failures nobody took care of`}`);
    process.exitCode = ran.failed.length === 0 && unforeseen === 0 ? 0 : 1;
  } finally {
    await ground.close();
  }
}
