// What fate does to a town: programs die, lines break, clocks go wrong, rights change, passwords are reset, backups come back.
import { saveGrants, resetPassword } from "../../../server/auth/people.ts";
import { must } from "../../../shared/base/must.ts";
import type { Grant } from "../../../shared/domain/actor.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { peopleOfTown } from "./town-data.ts";
import type { TownDesk } from "./town-desk.ts";
import type { TownServer } from "./town-server.ts";
import type { World } from "./world.ts";

const hour = 3_600_000;
export const skews: readonly number[] = [0, -5 * hour, -20 * 60_000, 7 * 60_000, 3 * hour];

/** Starts a server where it is off; after a restore the first one begins a new epoch, and nobody else starts before it has. */
export async function startServer(world: World, server: TownServer): Promise<boolean> {
  if (!mayStart(world, server)) return false;
  await world.scheduler.act("town", `start ${server.name}`, () => startNow(world, server));
  return true;
}

function mayStart({ office, servers }: World, server: TownServer): boolean {
  return !server.alive() && !(office.epochIsOld && servers.some((other) => other.alive()));
}

/** Within a step. */
export function startNow(world: World, server: TownServer): void {
  if (!mayStart(world, server)) return;
  const { office } = world;
  const renews = office.epochIsOld;
  server.start(renews, () => {
    if (renews) office.epochIsOld = false;
  });
}

/** Puts today's program on a PC that has an older one. */
export async function upgrade(world: World, desk: TownDesk): Promise<void> {
  world.counts.upgrades += 1;
  await world.scheduler.act("town", `${desk.name} is upgraded`, async () => {
    desk.kill();
    desk.program = undefined;
    await desk.start();
  });
}

/** One stroke of fate. */
export async function fateDoes(world: World, random: Random): Promise<void> {
  const { scheduler, counts } = world;
  const { desk } = random.pick(world.seats);
  const server = random.pick(world.servers);
  const act = (what: string, run: () => void | Promise<void>): Promise<void> => scheduler.act("town", `fate: ${what}`, run);
  switch (random.weighted({ desk: 5, server: 4, wire: 5, time: 4, clock: 1, rights: 1.5, password: 1, backUp: 1, restore: 0.7 })) {
    case "desk":
      if (desk.program !== undefined && random.chance(0.5)) return await upgrade(world, desk);
      if (!desk.alive()) return await act(`${desk.name} starts`, () => desk.start());
      counts.deskKills += 1;
      return await act(`${desk.name} dies`, () => desk.kill());
    case "server":
      if (!server.alive()) return void (await startServer(world, server));
      counts.serverKills += 1;
      return await act(`${server.name} dies`, () => server.kill());
    case "wire":
      if (!desk.wire.isOpen()) return await act(`the line of ${desk.name} heals`, () => desk.wire.heal());
      return await act(`the line of ${desk.name} breaks`, () => (random.chance(0.5) ? desk.wire.cut() : desk.wire.stall()));
    case "time":
      return await act("time passes", () => scheduler.pass(random.pick([2_000, 40_000, 100_000, 700_000])));
    case "clock":
      counts.skews += 1;
      return await act(`the clock of ${desk.name} goes wrong`, () => {
        desk.skew = random.pick(skews);
      });
    case "rights":
      return await changeRights(world, random);
    case "password":
      return await reset(world, random);
    case "backUp":
      return await act("a backup", () => world.ground.backUp(world.tenant));
    case "restore":
      return await act("a backup comes back", () => restore(world));
  }
}

/** Takes a right away, adds one, or gives back what the person began with. */
async function changeRights(world: World, random: Random): Promise<void> {
  if (world.office.busy > 0) return;
  const userName = random.pick([...new Set(world.seats.flatMap((seat) => seat.people))]);
  const first = must(peopleOfTown[userName], "everybody at a seat is of the town");
  const more: readonly Grant[] = [
    { role: "CLERK", unit: "standesamt" },
    { role: "CASH", unit: "finanzen" },
    { role: "ORDERING", unit: "finanzen" },
    { role: "CLERK", unit: "finanzen" },
  ];
  const grants = random.pick([first, first.slice(1), [...first, random.pick(more)]]);
  world.counts.grantsChanged += 1;
  await officeWork(world, `other rights for ${userName}`, () => saveGrants(world.office.database, world.tenant, userName, grants));
}

/** A new password; what waits on the person's desks must come through it. */
async function reset(world: World, random: Random): Promise<void> {
  // One thing at a time, so that it is known which password is the last one.
  if (world.office.busy > 0) return;
  await resetPasswordOf(world, random.pick(random.pick(world.seats).people), `neu-${random.hex(8)}`);
}

export async function resetPasswordOf(world: World, userName: string, password: string): Promise<void> {
  const now = new Date(world.scheduler.now()).toISOString();
  world.counts.resets += 1;
  await officeWork(world, `a new password for ${userName}`, async () => {
    await resetPassword(world.office.database, world.tenant, userName, now, password, { memoryKiB: 64, passes: 1 });
    world.passwords.set(userName, password);
  });
}

/** Something the administrator does, statement by statement; it may still be under way when this resolves. */
export async function officeWork(world: World, what: string, work: () => Promise<unknown>): Promise<void> {
  const { office } = world;
  office.busy += 1;
  const over = (): void => {
    office.busy -= 1;
  };
  const failed = (thrown: unknown): void => {
    over();
    world.ledger.failed(`office, ${what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  };
  await world.scheduler.act("office", `office: ${what}`, () => void work().then(over, failed));
}

/** A backup and, at the next stroke, that backup come back: what people did in between is gone from the server. */
export async function relapse(world: World): Promise<void> {
  const { office, scheduler, ground, tenant } = world;
  if (office.hasFreshBackup) await scheduler.act("town", "relapse: the backup comes back", () => restore(world));
  else await scheduler.act("town", "relapse: a backup", () => ground.backUp(tenant));
  office.hasFreshBackup = !office.hasFreshBackup;
}

async function restore(world: World): Promise<void> {
  // Nobody puts a database back under the hands of somebody who is writing to it.
  if (world.office.busy > 0) return;
  for (const server of world.servers) await server.kill();
  if (!(await world.ground.restore(world.tenant))) return;
  world.counts.restores += 1;
  world.office.epochIsOld = true;
  // The backup may know nothing of it, and what it does know the desks hear.
  world.office.lockedOut.clear();
  world.ledger.restored();
}
