// What happens to programs in good order: they are closed, stopped, upgraded; and what their servers' clocks do.
import { oldestSyncVersion, syncVersion } from "../../../shared/sync/version.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { skews, startNow } from "./faults.ts";
import type { TownServer } from "./town-server.ts";
import type { World } from "./world.ts";

/** How long a server that somebody stopped stays off. */
const maintenance = 20_000;

/** Somebody closes a desk for the day, or stops a server for its maintenance. */
export async function stopInOrder(world: World, random: Random): Promise<void> {
  const { counts, scheduler } = world;
  const desks = world.seats.map((seat) => seat.desk).filter((desk) => desk.alive() && !desk.isClosing());
  const servers = world.servers.filter((server) => server.up());
  if (desks.length > 0 && (servers.length === 0 || random.chance(0.6))) {
    const desk = random.pick(desks);
    await scheduler.act(desk.name, `${desk.name} is closed`, () => desk.stop(() => (counts.deskStops += 1)));
  } else if (servers.length > 0) {
    const server = random.pick(servers);
    await scheduler.act(server.name, `${server.name} is stopped`, () => stopServer(world, server));
  }
}

function stopServer(world: World, server: TownServer): void {
  server.stop(() => {
    world.counts.serverStops += 1;
    comesBack(world, server);
  });
}

function comesBack(world: World, server: TownServer): void {
  world.scheduler.after("town", `${server.name} comes back`, maintenance, () => startNow(world, server));
}

/**
 * A newer program is put on every server, which no longer speaks to the oldest desks; they are told so until they are upgraded. The way
 * back does not exist: a database is only ever brought forward.
 */
export async function upgradeServers(world: World): Promise<void> {
  const newer = { oldest: oldestSyncVersion + 1, newest: syncVersion + 1 };
  if (world.servers.some((server) => server.speaks.newest === newer.newest)) return;
  world.counts.serverUpgrades += 1;
  await world.scheduler.act("town", "the servers are upgraded", async () => {
    for (const server of world.servers) {
      server.speaks = newer;
      if (server.up()) stopServer(world, server);
      else if (server.alive() && !server.isStopping()) {
        // It was about to start as the old one.
        await server.kill();
        comesBack(world, server);
      }
    }
  });
}

/** The clock of a server goes wrong, or right again. */
export async function skewServer(world: World, random: Random): Promise<void> {
  const server = random.pick(world.servers);
  world.counts.serverSkews += 1;
  await world.scheduler.act("town", `the clock of ${server.name} goes wrong`, () => {
    server.skew = random.pick(skews);
  });
}
