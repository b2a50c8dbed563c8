// Desks, servers, wires and people of one run, made from its seed.
import { join } from "node:path";
import type { Database, Queryable } from "../../../server/store/database.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { oldestSyncVersion } from "../../../shared/sync/version.ts";
import { enrolPc } from "./enrolled.ts";
import { noCounts, type Counts } from "./counts.ts";
import type { Ground } from "./ground.ts";
import { openLedger, type Ledger } from "./ledger.ts";
import type { PlantedFault } from "./planted.ts";
import type { StatementFilter } from "./town-database.ts";
import type { Scheduler } from "./scheduler.ts";
import { createTownDesk, type TownDesk } from "./town-desk.ts";
import { firstPassword, peopleOfTown, recordsOfTown } from "./town-data.ts";
import { createTownServer, type TownServer } from "./town-server.ts";
import { createWire, type Weather } from "./wire.ts";

export interface Seat {
  readonly desk: TownDesk;
  /** Who may sit here; the first one did at the beginning. */
  readonly people: readonly string[];
}

export interface Office {
  readonly database: Database;
  /** Work under way. */
  busy: number;
  /** The database was restored and no server has begun a new epoch since. */
  epochIsOld: boolean;
  /** A stroke that takes the server back to its backup has one to take it back to. */
  hasFreshBackup: boolean;
  /** Ids of devices that are locked out, as the administrator was told. */
  readonly lockedOut: Set<string>;
  /** Codes that admit a desk's PC and that nobody has typed in yet, by desk. */
  readonly codes: Map<string, string>;
}

export interface World {
  readonly tenant: string;
  readonly folder: string;
  readonly contentFolder: string;
  readonly scheduler: Scheduler;
  readonly ground: Ground;
  readonly servers: readonly TownServer[];
  readonly seats: readonly Seat[];
  readonly weather: Weather;
  readonly counts: Counts;
  readonly ledger: Ledger;
  readonly passwords: Map<string, string>;
  /** Replicas that exist on disk: who has signed in where. */
  readonly replicas: Set<string>;
  /** What the town's administrator does, statement by statement. */
  readonly office: Office;
  /** Ids of the few records that everybody works on today, so that they meet. */
  readonly hot: readonly string[];
  /** Told when a person has signed in at a desk. */
  signedIn(desk: TownDesk, userName: string): void;
}

export async function makeWorld(parts: {
  readonly seed: string;
  readonly random: Random;
  readonly ground: Ground;
  readonly scheduler: Scheduler;
  readonly fault: PlantedFault;
}): Promise<World> {
  const { seed, random, ground, scheduler, fault } = parts;
  const tenant = `t${seed.replaceAll(/[^a-z0-9]/gu, "")}`;
  const { folder, contentFolder } = await ground.begin(tenant, `epoch-${seed}`);
  const counts = noCounts();
  const ledger = openLedger(counts);
  const filter: StatementFilter = fault.statement ?? ((_owner, statement) => statement);
  const readsTexts = random.chance(0.2);
  const servers = ["server1", ...(random.chance(0.5) ? ["server2"] : [])].map((name) =>
    createTownServer({
      name,
      scheduler,
      database: ground.database,
      filter,
      contentFolder,
      readsTexts,
      onLeft: (what) => ledger.left(what),
    }),
  );
  const weather: Weather = {
    loss: random.pick([0, 0.03, 0.1]),
    answerLoss: random.pick([0, 0.03, 0.1]),
    cut: random.pick([0, 0.03, 0.1]),
    double: random.pick([0, 0.03, 0.1]),
  };
  const everybody = Object.keys(peopleOfTown);
  // One office decides together more often than the whole house.
  const money = ["cora", "dirk", "emil", "fine", "gerd"];
  const room = random.pick([["anna", "bodo", "gerd", "anna", "hanna"], money, money, everybody]);
  const pcs: Parameters<typeof enrolPc>[1][] = [];
  const office: Office = {
    database: ground.database.open("office", scheduler, (_owner, statement) => statement),
    busy: 0,
    epochIsOld: false,
    hasFreshBackup: false,
    lockedOut: new Set(),
    codes: new Map(),
  };
  // Drawn apart, so that stored steps of runs from before there was a fifth desk stay the same run.
  const fifth = random.fork("fifth desk").chance(0.3) ? 1 : 0;
  const seats = Array.from({ length: random.int(2, 4) + fifth }, (_none, index): Seat => {
    const name = `desk${String(index + 1)}`;
    const first = random.pick(room);
    const people = index === 0 && random.chance(0.4) ? [...new Set([first, random.pick(room)])] : [first];
    const wire = createWire({
      desk: name,
      scheduler,
      servers,
      weather,
      counts,
      fault,
      onPushAnswer: (body) => ledger.answered(body),
      onFailure: (what) => ledger.failed(what),
      isLockedOut: () => office.lockedOut.size > 0 && office.lockedOut.has(desk.device().id),
      onServed: (what) => ledger.served(`${name} ${what}`),
    });
    const program =
      index === 1 && random.chance(0.3)
        ? { syncVersion: oldestSyncVersion, unknown: random.pick([["task"], ["document"], ["invoice/claim", "application/claim"]]) }
        : undefined;
    const prefetches = random.chance(0.15) ? 3 : 0;
    pcs.push({ folder: join(folder, name), name, tenant, serverKeys: ground.serverKeys });
    const desk = createTownDesk({ name, folder: join(folder, name), tenant, scheduler, wire, fault, ledger, program, prefetches });
    return { desk, people };
  });
  if (seats.length === 5) counts.fiveDesks += 1;
  const atOnce: Queryable = { query: (statement) => ground.database.now(statement.text, [...statement.values]) };
  for (const pc of pcs) await enrolPc(atOnce, pc);
  const replicas = new Set<string>();
  const hot = ["application", "invoice"].flatMap((kind) =>
    random
      .sample(
        recordsOfTown().filter((record) => record.kind === kind),
        2,
      )
      .map((record) => record.id),
  );
  return {
    tenant,
    folder,
    contentFolder,
    scheduler,
    ground,
    servers,
    seats,
    weather,
    counts,
    ledger,
    passwords: new Map(everybody.map((userName) => [userName, firstPassword])),
    replicas,
    hot,
    office,
    signedIn: (desk, userName) => {
      replicas.add(`${desk.name} ${userName}`);
    },
  };
}
