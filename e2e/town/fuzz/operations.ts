// What people do: work on records, take it back, decide about what was refused, scan, read, come and go.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { recordOf, type RecordRow, type StoredRecord } from "../../../electron/workstation/store/records.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { emptyInvoiceFields } from "../../../shared/domain/invoice/schema.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { must } from "../../../shared/base/must.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { admit } from "./lock-out.ts";
import { intentionFor } from "./intentions.ts";
import { resolve } from "./resolving.ts";
import { paper, unitsOfTown } from "./town-data.ts";
import type { TownDesk } from "./town-desk.ts";
import type { Seat, World } from "./world.ts";

type Open = NonNullable<ReturnType<TownDesk["open"]>>;

/** Records of a replica as the person sees them, in an order that is the same in every run. */
export function recordsAt(database: StoreDatabase): readonly StoredRecord[] {
  const rows = database.all<RecordRow>(
    "fuzz records",
    sql`select no, kind, id, unit, scopes, version, body, base from records order by kind, id`,
  );
  return rows.map((row) => recordOf(row));
}

const act = (world: World, desk: TownDesk, name: string, run: () => void | Promise<void>): Promise<void> =>
  world.scheduler.act(desk.name, `${desk.name} ${name}`, run);

/** One thing a person at this seat does now, where they can. False where there was nothing to do. */
export async function personDoes(world: World, seat: Seat, random: Random): Promise<boolean> {
  const { desk } = seat;
  const open = desk.open();
  if (!desk.alive() || desk.isClosing()) return false;
  if (open === undefined) {
    if (desk.callsOpen() > 0) return false;
    if (desk.device().isOut) return await admit(world, desk);
    await signIn(world, desk, random.pick(seat.people));
    return true;
  }
  switch (
    random.weighted({ work: 12, bulk: 1.2, undo: 2, resolve: 4, scan: 1.6, create: 1.2, read: 1, sync: 0.6, leave: 0.5, again: 0.4 })
  ) {
    case "work":
      return await work(world, seat, open, random);
    case "bulk":
      return await bulk(world, seat, open, random);
    case "undo":
      return await undo(world, seat, open, random);
    case "resolve":
      return await resolve(world, seat, random);
    case "scan":
      return await scan(world, seat, open, random);
    case "create":
      return await give(world, desk, [creation(random)]);
    case "read":
      return await read(world, desk, open, random);
    case "sync":
      await act(world, desk, "syncNow", () => void desk.call("syncNow", {}));
      return true;
    case "leave":
      await act(world, desk, "signOut", () => void desk.call("signOut", {}));
      return true;
    case "again":
      await signIn(world, desk, open.replica.userName);
      return true;
  }
}

export interface SigningIn {
  /** Why it failed, once it has. */
  failed?: string;
}

/** Begins to sign in; the world hears of it once it has worked. */
export async function signIn(world: World, desk: TownDesk, userName: string): Promise<SigningIn> {
  const signing: SigningIn = {};
  const password = must(world.passwords.get(userName), "everybody has a password");
  await act(world, desk, `signIn ${userName}`, () => {
    void desk.call("signIn", { userName, password }).then((result) => {
      if (result instanceof DeskError) signing.failed = result.code;
      else world.signedIn(desk, userName);
    });
  });
  return signing;
}

/** Gives commands as one action. */
export async function give(world: World, desk: TownDesk, commands: Intention[]): Promise<boolean> {
  const [first] = commands;
  await act(
    world,
    desk,
    `submit ${first?.kind ?? ""} ${first?.name ?? ""} x${String(commands.length)}`,
    () => void desk.call("submit", { commands }),
  );
  return true;
}

function filesOf(records: readonly StoredRecord[]): readonly string[] {
  return records.filter((record) => record.kind === "file").map((record) => record.id);
}

async function work(world: World, seat: Seat, { database, replica }: Open, random: Random): Promise<boolean> {
  const records = recordsAt(database);
  if (records.length === 0) return false;
  const hot = records.filter((one) => world.hot.includes(one.id));
  const record = random.pick(hot.length > 0 && random.chance(0.8) ? hot : records);
  const intention = intentionFor(random, { record, files: filesOf(records), userName: replica.userName });
  return intention === undefined ? false : await give(world, seat.desk, [intention]);
}

async function bulk(world: World, seat: Seat, { database, replica }: Open, random: Random): Promise<boolean> {
  const records = recordsAt(database);
  const kind = random.pick(["application", "invoice", "task"]);
  const some = random.sample(
    records.filter((record) => record.kind === kind),
    random.int(2, 4),
  );
  const files = filesOf(records);
  const commands = some.flatMap((record) => intentionFor(random, { record, files, userName: replica.userName }) ?? []);
  return commands.length < 2 ? false : await give(world, seat.desk, commands);
}

function creation(random: Random): Intention {
  const unit = random.pick(unitsOfTown);
  if (random.chance(0.3))
    return {
      kind: "file",
      name: "open",
      recordId: null,
      args: { unit, number: `9.1-${random.digits(4)}`, title: "Neue Akte", planNumber: "33.1" },
    };
  return {
    kind: "task",
    name: "create",
    recordId: null,
    args: { unit, title: "Wiedervorlage", dueOn: "2026-12-01", ...(random.chance(0.4) ? { person: random.pick(["anna", "dirk"]) } : {}) },
  };
}

async function undo(world: World, { desk }: Seat, { database }: Open, random: Random): Promise<boolean> {
  const rows = database.all<{ undo_group: string }>(
    "fuzz groups",
    sql`select distinct undo_group from outbox where undone = 0 order by undo_group`,
  );
  if (rows.length === 0) return false;
  // Mostly the last thing done, as people do.
  const group = (random.chance(0.4) ? rows.at(-1) : random.pick(rows))?.undo_group ?? "";
  await act(world, desk, "undo", () => {
    void desk.call("undo", { group }).then((result) => {
      if (!(result instanceof DeskError) && result.results.every((one) => one.outcome !== "refused")) world.counts.undone += 1;
    });
  });
  return true;
}

/** A paper comes off the scanner; the same paper may come at two desks. */
async function scan(world: World, { desk }: Seat, { replica }: Open, random: Random): Promise<boolean> {
  const number = random.int(0, 12);
  const path = join(world.folder, `scan-${String(number)}.pdf`);
  await writeFile(path, paper(number));
  await act(world, desk, `scan ${String(number)}`, () => {
    void book(desk, replica, path, number).catch(() => undefined);
  });
  return true;
}

async function book(desk: TownDesk, replica: Open["replica"], path: string, number: number): Promise<void> {
  const held = await replica.files.addOwn(path);
  const name = `papier-${String(number)}.pdf`;
  const fields = {
    ...emptyInvoiceFields,
    number: `S-${String(number)}`,
    supplier: "Muster GmbH",
    iban: "DE89370400440532013000",
    gross: 5_000,
    currency: "EUR",
  };
  const args = {
    unit: "finanzen",
    document: { ...held, name, mime: "application/pdf" },
    documentKind: "invoice",
    readState: "read",
    fields,
    origins: {},
    checks: [],
    arrival: { channel: "scanner", fileName: name },
  };
  await desk.call("submit", { commands: [{ kind: "invoice", name: "capture", recordId: null, args }] });
}

/** Looks at a paper of a record. */
async function read(world: World, desk: TownDesk, { database }: Open, random: Random): Promise<boolean> {
  const named = recordsAt(database).flatMap((record) => {
    const content = record.body["document"] ?? record.body["content"];
    const sha256 = typeof content === "object" && content !== null && "sha256" in content ? String(content.sha256) : undefined;
    return sha256 === undefined ? [] : [{ record: { kind: record.kind, id: record.id }, sha256 }];
  });
  if (named.length === 0) return false;
  const wanted = random.pick(named);
  await act(world, desk, "read", () => void desk.call("readContent", { ...wanted, offset: 0, length: 200 }));
  return true;
}

/**
 * Somebody begins a text about a record of the server. About what an own step alone has made here, their words may stay when nothing comes
 * of it: the step can be given once more.
 */
export async function draft(world: World, random: Random): Promise<void> {
  const seats = world.seats.filter(({ desk }) => desk.open() !== undefined && !desk.isClosing());
  const desk = seats.length === 0 ? undefined : random.pick(seats).desk;
  const open = desk?.open();
  const query = sql`select kind, id from records where base is null or base <> 'none' order by kind, id`;
  const records = open?.database.all<RecordRef>("fuzz records of the server", query) ?? [];
  if (desk === undefined || open === undefined || records.length === 0) return;
  const { kind, id } = random.pick(records);
  const text = `${open.replica.userName}: angefangen`;
  await act(world, desk, "saveDraft", () => {
    void desk.call("saveDraft", { key: `${kind}/${id}/note`, text }).then((result) => {
      if (!(result instanceof DeskError)) world.counts.drafts += 1;
    });
  });
}
