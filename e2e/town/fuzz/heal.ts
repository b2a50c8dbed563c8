// Brings a town to rest: every fault is taken back, everybody signs in once more and gets rid of their work; then everybody pulls and is
// looked at.
import { outboxCounts } from "../../../electron/workstation/outbox/entries.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { resetPasswordOf, startServer, upgrade } from "./faults.ts";
import { admit } from "./lock-out.ts";
import { signIn } from "./operations.ts";
import type { TownDesk } from "./town-desk.ts";
import type { World } from "./world.ts";

/** Something did not come to rest: that is a finding of its own. */
export class Restless extends Error {}

const mostSteps = 6_000;
const mostTries = 8;

/** Runs steps until `wanted` holds. */
async function until(world: World, what: string, wanted: () => boolean): Promise<void> {
  for (let left = mostSteps; !wanted(); left -= 1) {
    if (left === 0) throw new Restless(`no rest: ${what}`);
    if (!(await world.scheduler.step())) throw new Restless(`nothing happens any more: ${what}`);
  }
}

/** Takes every fault back and lets everybody send. */
export async function bringToRest(world: World): Promise<void> {
  calm(world);
  await until(world, "what was being closed is off", () => !isClosing(world));
  for (const server of world.servers) {
    // After a restore one server begins the new epoch, and may be about to; nobody else starts before.
    await until(
      world,
      "a new epoch begins",
      () => server.alive() || !world.office.epochIsOld || world.servers.every((other) => !other.alive()),
    );
    await startServer(world, server);
    await until(world, `${server.name} starts`, () => server.up());
  }
  await until(world, "the office is done", () => world.office.busy === 0);
  for (const { desk } of world.seats) if (desk.program !== undefined) await upgrade(world, desk);
  for (const { desk } of world.seats) if (!desk.alive()) await world.scheduler.act(desk.name, `${desk.name} start`, () => desk.start());
  await eachReplica(world, (desk, userName) => settle(world, desk, userName, "send"));
}

/** Looks at each replica while it is open and has fetched the news. */
export async function lookAround(world: World, look: (desk: TownDesk, userName: string) => Promise<void>): Promise<void> {
  await eachReplica(world, async (desk, userName) => {
    await settle(world, desk, userName, "look");
    await look(desk, userName);
  });
}

async function eachReplica(world: World, work: (desk: TownDesk, userName: string) => Promise<void>): Promise<void> {
  for (const { desk, people } of world.seats)
    for (const userName of people) if (world.replicas.has(`${desk.name} ${userName}`) || people.length === 1) await work(desk, userName);
}

function isClosing({ servers, seats }: World): boolean {
  return servers.some((server) => server.isStopping()) || seats.some(({ desk }) => desk.isClosing());
}

function calm(world: World): void {
  Object.assign(world.weather, { loss: 0, answerLoss: 0, cut: 0, double: 0 });
  for (const { desk } of world.seats) desk.wire.heal();
  // The clock of a PC may stay wrong; somebody looks after those of servers.
  for (const server of world.servers) server.skew = 0;
}

async function settle(world: World, desk: TownDesk, userName: string, round: "send" | "look"): Promise<void> {
  await until(world, `calls of ${desk.name} end`, () => desk.callsOpen() === 0);
  let failed = "";
  let synced = "";
  for (let tries = 0; ; tries += 1) {
    if (tries > mostTries) throw new Restless(`${userName} at ${desk.name} cannot sync: ${failed} ${synced} ${waitingOf(desk)}`);
    const here = desk.open()?.replica.userName === userName;
    if (!here || round === "send" || tries > 0) {
      const signing = await signIn(world, desk, userName);
      await until(world, `${userName} signs in at ${desk.name}`, () => desk.callsOpen() === 0);
      failed = signing.failed ?? "";
      if (failed === "deviceRevoked" || failed === "enrolmentNeeded" || failed === "notEnrolled") {
        await readmit(world, desk);
        continue;
      }
      // The backup knows an older password than the desk does, or the PC was locked out: the administrator gives a new one.
      if (failed === "replicaLocked" || (failed !== "" && failed !== "serverUnreachable" && world.counts.restores > 0)) {
        await resetPasswordOf(world, userName, `geheilt-${String(tries)}`);
        await until(world, "the office is done", () => world.office.busy === 0);
        continue;
      }
    }
    const done: { result?: unknown } = {};
    await world.scheduler.act(desk.name, `${desk.name} syncNow`, () => {
      void desk.call("syncNow", {}).then((result) => {
        done.result = result;
      });
    });
    await until(world, `${userName} at ${desk.name} syncs`, () => "result" in done);
    if (!(done.result instanceof DeskError) && nothingToSend(desk)) return;
    synced = String(done.result);
    world.scheduler.pass(tries < 3 ? 60_000 : 600_000);
  }
}

/** The PC turned up again, or the backup does not know it any more. */
async function readmit(world: World, desk: TownDesk): Promise<void> {
  await until(world, `${desk.name} is told`, () => desk.callsOpen() === 0);
  if (!world.office.codes.has(desk.name)) await admit(world, desk);
  await until(world, `a code for ${desk.name}`, () => world.office.codes.has(desk.name));
  await admit(world, desk);
  await until(world, `${desk.name} is enrolled`, () => desk.callsOpen() === 0);
}

function nothingToSend(desk: TownDesk): boolean {
  const open = desk.open();
  if (open === undefined) return false;
  const rows = open.database.all(
    "fuzz unsent",
    sql`select 1 from outbox where state in ('queued', 'sending', 'waitingForContent') limit 1`,
  );
  return rows.length === 0;
}

function waitingOf(desk: TownDesk): string {
  const open = desk.open();
  return open === undefined ? "(nobody is there)" : JSON.stringify(outboxCounts(open.database));
}
