// One run of the town from one seed: people work, things break, everything is healed, and then the invariants are asked.
import { must } from "../../../shared/base/must.ts";
import { randomOf, type Random } from "../../../shared/testing/random.ts";
import type { Counts } from "./counts.ts";
import { clash } from "./clashes.ts";
import { useDice } from "./dice.ts";
import type { Ground } from "./ground.ts";
import type { Breach } from "./breach.ts";
import { checkServers } from "./invariants.ts";
import { checkReplica } from "./replica-invariants.ts";
import { logLength, readServerSide, type ServerSide } from "./server-side.ts";
import { bringToRest, lookAround, Restless } from "./heal.ts";
import { draft, personDoes, signIn } from "./operations.ts";
import { lastWords } from "./last-words.ts";
import { noFaults, type PlantedFault } from "./planted.ts";
import { giveAWord, seatsWithWords } from "./resolving.ts";
import { createScheduler, type Trace } from "./scheduler.ts";
import { startOfTown } from "./town-data.ts";
import { fateDoes, relapse, startServer } from "./faults.ts";
import { skewServer, stopInOrder, upgradeServers } from "./orderly.ts";
import { lockOut } from "./lock-out.ts";
import { makeWorld, type World } from "./world.ts";

export interface SeedResult {
  readonly seed: string;
  readonly breach: Breach | undefined;
  readonly counts: Counts;
  readonly trace: Trace;
}

/** `follow` takes the stored steps of an earlier run of this seed instead of chance. */
export async function runSeed(ground: Ground, seed: string, fault: PlantedFault = noFaults, follow?: Trace): Promise<SeedResult> {
  const random = randomOf(`town/${seed}`);
  const scheduler = createScheduler({ seed, start: startOfTown, quiet: ground.quiet, ...(follow === undefined ? {} : { follow }) });
  const takeDiceOut = useDice(seed, () => scheduler.owner());
  const straighten = fault.rules?.() ?? (() => undefined);
  const waitsBefore = ground.database.waits();
  let world: World | undefined;
  let breach: Breach | undefined;
  try {
    world = await makeWorld({ seed, random: random.fork("world"), ground, scheduler, fault });
    breach = await live(world, random);
    world.counts.steps = scheduler.steps();
    world.counts.lockWaits = ground.database.waits() - waitsBefore;
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

async function live(world: World, random: Random): Promise<Breach | undefined> {
  const { scheduler } = world;
  for (const server of world.servers) await startServer(world, server);
  for (const seat of world.seats) {
    await scheduler.act(seat.desk.name, `${seat.desk.name} start`, () => seat.desk.start());
    await signIn(world, seat.desk, seat.people[0] ?? "");
  }
  try {
    const followsTrace = scheduler.upcoming() !== undefined;
    if (followsTrace) await byTrace(world, random);
    else await byChance(world, random);
    scheduler.note(heal);
    await bringToRest(world);
    await lastWords(world, random, followsTrace, (decision) => decide(world, random, decision));
    return await quietPoint(world);
  } catch (thrown) {
    if (thrown instanceof Restless) return { invariant: "rest", what: thrown.message };
    return { invariant: "nothing fails unforeseen", what: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}

const heal = "do heal";
const mostTurns = 4_000;
const mostLooks = 5;
/** What befalls a town rarely: how likely a stroke is at a turn, and when there can be one at all. */
interface Stroke {
  readonly name: string;
  readonly dice: Random;
  readonly chance: number;
  readonly canFall?: () => boolean;
}

/** Drawn apart, each from dice of its own, so that stored seeds of runs from before there were such strokes stay the same run as long as none falls. */
function strokesOf(world: World, random: Random): readonly Stroke[] {
  return [
    // In about every sixth town a PC goes astray.
    { name: "loss", dice: random.fork("losses"), chance: 0.000_15 },
    // In about every second town a backup is made and, some time later, all that has come since is lost.
    { name: "relapse", dice: random.fork("relapses"), chance: 0.001_5 },
    { name: "stop", dice: random.fork("stops"), chance: 0.001_5 },
    { name: "serverClock", dice: random.fork("server clocks"), chance: 0.000_8 },
    { name: "serverUpgrade", dice: random.fork("server upgrades"), chance: 0.000_6 },
    { name: "clash", dice: random.fork("clashes"), chance: 0.001_5 },
    { name: "draft", dice: random.fork("drafts"), chance: 0.005 },
    { name: "word", dice: random.fork("words"), chance: 0.05, canFall: () => seatsWithWords(world).length > 0 },
  ];
}

/** A day in the town: mostly the next step, now and then somebody does something, or fate does. */
async function byChance(world: World, random: Random): Promise<void> {
  const { scheduler } = world;
  const days = random.fork("day");
  const strokes = strokesOf(world, random);
  let left = days.int(25, 50);
  for (let turn = 0; left > 0 && turn < mostTurns; turn += 1) {
    const stroke = strokes.find(({ dice, chance, canFall }) => dice.chance(chance) && (canFall?.() ?? true));
    if (stroke !== undefined) await decide(world, random, `do ${stroke.name} ${String(turn)}`);
    else if (!days.chance(0.07) && scheduler.busy() > 0) await scheduler.step();
    else if (days.chance(0.2)) await decide(world, random, `do fate ${String(turn)}`);
    else if (await decide(world, random, `do deed ${String(turn)} ${String(days.int(1, world.seats.length))}`)) left -= 1;
    else await scheduler.step();
  }
}

/** The same day again, as far as it still goes. */
async function byTrace(world: World, random: Random): Promise<void> {
  for (let next = world.scheduler.upcoming(); next !== undefined && next !== heal; next = world.scheduler.upcoming()) {
    if (next.startsWith("do ")) await decide(world, random, next);
    else await world.scheduler.step();
  }
}

/** What a decision means follows from its words and the seed alone. */
async function decide(world: World, random: Random, decision: string): Promise<boolean> {
  world.scheduler.note(decision);
  const [, what = "", turn = "", seat = ""] = decision.split(" ");
  const chance = random.fork(what, turn);
  if (what === "deed") return await personDoes(world, must(world.seats[Number(seat) - 1], "a seat of this town"), chance);
  if (what === "loss") await lockOut(world, chance.pick(world.seats).desk);
  else if (what === "relapse") await relapse(world);
  else if (what === "stop") await stopInOrder(world, chance);
  else if (what === "serverClock") await skewServer(world, chance);
  else if (what === "serverUpgrade") await upgradeServers(world);
  else if (what === "clash") await clash(world, chance);
  else if (what === "draft") await draft(world, chance);
  else if (what === "word") await giveAWord(world, chance);
  else await fateDoes(world, chance);
  return true;
}

/** Everything healed, everybody in sync: now all of it must hold. */
async function quietPoint(world: World): Promise<Breach | undefined> {
  for (let left = mostLooks; ; left -= 1) {
    let side: ServerSide | undefined;
    let breach: Breach | undefined;
    await lookAround(world, async (desk, userName) => {
      side ??= await readServerSide(world);
      breach ??= checkServers(side, world) ?? (await checkReplica(side, world, desk, userName));
    });
    world.counts.quietPoints = 1;
    // What came back after a restore may have let a desk send once more: then it was not quiet yet.
    if (side === undefined || (await logLength(world)) === side.log.length) return breach;
    if (left === 0) return { invariant: "rest", what: "desks go on sending" };
  }
}
