// One run of the town from one seed: people work, things break, everything is healed, and then the invariants are asked.
import { randomOf } from "../../../shared/testing/random.ts";
import type { Counts } from "./counts.ts";
import { useDice } from "./dice.ts";
import type { Ground } from "./ground.ts";
import { checkServers, type Breach } from "./invariants.ts";
import { checkReplica } from "./replica-invariants.ts";
import { readServerSide, type ServerSide } from "./server-side.ts";
import { bringToRest, Restless } from "./heal.ts";
import { personDoes, signIn } from "./operations.ts";
import { noFaults, type PlantedFault } from "./planted.ts";
import { createScheduler, type Trace } from "./scheduler.ts";
import { startOfTown } from "./town-data.ts";
import { fateDoes, startServer } from "./faults.ts";
import { makeWorld, type World } from "./world.ts";

export interface SeedResult {
  readonly seed: string;
  readonly breach: Breach | undefined;
  readonly counts: Counts;
  readonly trace: Trace;
}

export async function runSeed(ground: Ground, seed: string, fault: PlantedFault = noFaults): Promise<SeedResult> {
  const random = randomOf(`town/${seed}`);
  const scheduler = createScheduler({ seed, start: startOfTown, quiet: ground.quiet });
  const takeDiceOut = useDice(seed, () => scheduler.owner());
  const straighten = fault.rules?.() ?? (() => undefined);
  let world: World | undefined;
  let breach: Breach | undefined;
  try {
    world = await makeWorld({ seed, random: random.fork("world"), ground, scheduler, fault });
    breach = await live(world, random);
    world.counts.steps = scheduler.steps();
    return { seed, breach, counts: world.counts, trace: scheduler.trace };
  } finally {
    for (const { desk } of world?.seats ?? []) desk.kill();
    for (const server of world?.servers ?? []) await server.kill();
    await ground.database.kill("office");
    straighten();
    takeDiceOut();
    if (world !== undefined) await ground.end(world.tenant);
  }
}

async function live(world: World, random: ReturnType<typeof randomOf>): Promise<Breach | undefined> {
  const { scheduler } = world;
  for (const server of world.servers) await startServer(world, server);
  for (const seat of world.seats) {
    await scheduler.act(seat.desk.name, `${seat.desk.name} start`, () => seat.desk.start());
    await signIn(world, seat.desk, seat.people[0] ?? "");
  }
  const days = random.fork("day");
  let left = days.int(15, 35);
  try {
    for (let turns = 0; left > 0 && turns < 4_000; turns += 1) {
      if (!days.chance(0.07) && scheduler.busy() > 0) await scheduler.step();
      else if (days.chance(0.25)) await fateDoes(world, random.fork("fate", turns));
      else if (await personDoes(world, days.pick(world.seats), random.fork("deed", turns))) left -= 1;
      else await scheduler.step();
    }
    return await quietPoint(world);
  } catch (thrown) {
    if (thrown instanceof Restless) return { invariant: "rest", what: thrown.message };
    throw thrown;
  }
}

/** Everything healed, everybody in sync: now all of it must hold. */
async function quietPoint(world: World): Promise<Breach | undefined> {
  let side: ServerSide | undefined;
  let breach: Breach | undefined;
  await bringToRest(world, async (desk, userName) => {
    side ??= await readServerSide(world);
    breach ??= checkServers(side, world) ?? (await checkReplica(side, world, desk, userName));
  });
  world.counts.quietPoints += 1;
  return breach;
}
