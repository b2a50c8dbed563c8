// 200 seeds of the town, and that the fuzz itself can be trusted: real work is done, a seed is the same run twice, stored steps replay.
import { afterAll, beforeAll, expect, test } from "vitest";
import { counted, type Counted } from "./counts.ts";
import { openGround, type Ground } from "./ground.ts";
import { runSeeds, summaryOf } from "./many-seeds.ts";
import { deedsOf, keptSeeds, minimise } from "./record.ts";
import { runSeed } from "./run-seed.ts";
import { plantedFaults } from "./planted-faults.ts";
import { must } from "../../../shared/base/must.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

/** What happens in one town of a hundred has a seed of its own, in which it does. */
const rare: Readonly<Partial<Record<Counted, string>>> = { withouts: "70031" };

test.each(Object.entries(rare))("rare, and done in a seed of its own: %s", async (name, seed) => {
  const { breach, counts } = await runSeed(ground, seed);
  expect(breach).toBeUndefined();
  expect(new Map(Object.entries(counts)).get(name)).toBeGreaterThan(0);
});

test("200 seeds: every invariant holds at every quiet point, and real work was done", { timeout: 900_000 }, async () => {
  const ran = await runSeeds(ground, 1, 200);
  const found = ran.failed.map(
    ({ seed, breach, trace }) => `seed ${seed}: ${breach?.invariant ?? ""}: ${breach?.what ?? ""}\n${deedsOf(trace).join("\n")}`,
  );
  expect(found).toEqual([]);
  for (const name of counted.filter((one) => rare[one] === undefined))
    expect(ran.counts[name], `${name} in ${summaryOf(ran)}`).toBeGreaterThan(0);
  expect(ran.counts.quietPoints).toBe(200);
  expect(ran.counts.accepted).toBeGreaterThan(1_000);
  expect(ran.counts.refused).toBeGreaterThan(50);
});

test("a seed is the same run twice, step for step, and its stored steps are that run again", async () => {
  for (const seed of ["7", "31"]) {
    const once = await runSeed(ground, seed);
    const again = await runSeed(ground, seed);
    expect(again.trace).toEqual(once.trace);
    const followed = await runSeed(ground, seed, undefined, once.trace);
    expect(followed.trace).toEqual(once.trace);
  }
});

test("a failing run is made smaller and still fails for the same reason", async () => {
  const plant = must(plantedFaults["refusal swallowed"], "a planted fault");
  let failed = await runSeed(ground, "1", plant());
  for (let seed = 2; failed.breach === undefined; seed += 1) failed = await runSeed(ground, String(seed), plant());
  const least = await minimise(ground, failed, 30, plant);
  expect(least.breach?.invariant).toBe(failed.breach.invariant);
  expect(deedsOf(least.trace).length).toBeLessThan(deedsOf(failed.trace).length);
});

test.each(await keptSeeds())("seed $seed, once “$invariant”, holds today, by its seed and by its steps", async ({ seed, trace }) => {
  expect((await runSeed(ground, seed)).breach).toBeUndefined();
  expect((await runSeed(ground, seed, undefined, trace)).breach).toBeUndefined();
});
