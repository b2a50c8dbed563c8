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

test.each(Object.entries(plantedFaults))("caught: %s", async (_name, plant) => {
  for (let seed = 1; seed <= mostSeeds; seed += 1) {
    const { breach } = await runSeed(ground, `fault-${String(seed)}`, plant());
    if (breach !== undefined) return;
  }
  expect.fail(`not caught within ${String(mostSeeds)} seeds`);
});
