// The test of the fuzz: every planted fault is caught within 200 seeds.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openGround, type Ground } from "./ground.ts";
import { plantedFaults } from "./planted-faults.ts";
import { runSeed } from "./run-seed.ts";

const mostSeeds = 200;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

test("at least 15 faults are planted", () => {
  expect(Object.keys(plantedFaults).length).toBeGreaterThanOrEqual(15);
});

/** Seeds that caught a fault when it was planted come first: where the program has changed since, all are tried. */
const likely = [1, 15, 20, 153, 24, 55, 56, 59, 74, 127, 2, 3, 7, 10, 12, 14, 16, 34, 35, 41, 104];
const seeds = [...new Set([...likely, ...Array.from({ length: mostSeeds }, (_none, index) => index + 1)])].slice(0, mostSeeds);

test.each(Object.entries(plantedFaults))("caught: %s", async (_name, plant) => {
  for (const seed of seeds) {
    const { breach } = await runSeed(ground, `fault-${String(seed)}`, plant());
    if (breach === undefined) continue;
    // A fault that breaks the run itself is none that the invariants have caught.
    expect(breach.invariant, breach.what).not.toBe("nothing fails unforeseen");
    return;
  }
  expect.fail(`not caught within ${String(mostSeeds)} seeds`);
});
