// What people say about steps that were not taken: theirs, mine once more, or something put together of both.
import type { Json } from "../../../shared/base/canonical-json.ts";
import { outboxEntries } from "../../../electron/workstation/outbox/entries.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { recordAt } from "../../../electron/workstation/store/records.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { CallArgs } from "../../../shared/desk/contract.ts";
import type { OutboxEntry, ResolveAction } from "../../../shared/desk/record-calls.ts";
import { z } from "../../../shared/base/zod.ts";
import { fieldEditsSchema, type FieldEdits } from "../../../shared/domain/field-edit.ts";
import type { Random } from "../../../shared/testing/random.ts";
import type { Counted } from "./counts.ts";
import type { Seat, World } from "./world.ts";

const countOf: Readonly<Record<ResolveAction, Counted>> = {
  discard: "discards",
  discardAll: "discardsWithAll",
  retry: "retries",
  merge: "merges",
  without: "withouts",
};

const jsonObjectSchema = z.record(z.string(), z.json());

const waiting = sql`select id from outbox where state in ('refused', 'parked', 'partlyRefused') order by seq`;

/** Ids of the steps at a desk that wait for their person's word. */
export function waitingForAWord({ desk }: Seat): readonly string[] {
  const rows = desk.open()?.database.all<{ id: string }>("fuzz refused", waiting) ?? [];
  return rows.map((row) => row.id);
}

/** The plain ways alone: stored runs know no others. */
export async function resolve(world: World, seat: Seat, random: Random): Promise<boolean> {
  const ids = waitingForAWord(seat);
  if (ids.length === 0) return false;
  const commandId = random.pick(ids);
  await say(world, seat, { commandId, action: random.pick(["discard", "retry"] as const) }, false);
  return true;
}

/** Seats where somebody can say a word now. */
export function seatsWithWords(world: World): readonly Seat[] {
  return world.seats.filter((seat) => seat.desk.callsOpen() === 0 && waitingForAWord(seat).length > 0);
}

/** Any way that the screen offers for one of the steps that wait. */
export async function giveAWord(world: World, random: Random): Promise<void> {
  const seats = seatsWithWords(world);
  if (seats.length === 0) return;
  const seat = random.pick(seats);
  const open = seat.desk.open();
  if (open === undefined) return;
  const commandId = random.pick(waitingForAWord(seat));
  const entry = outboxEntries(open.database).find((one) => one.commandId === commandId);
  if (entry === undefined) return;
  const { action, fields } = random.pick(waysFor(open.database, entry, random));
  await say(world, seat, { commandId, action, ...(fields === undefined ? {} : { fields }) }, entry.state === "partlyRefused");
}

interface Way {
  readonly action: ResolveAction;
  readonly fields?: FieldEdits;
}

/** What is rarer is offered twice. */
function waysFor(database: StoreDatabase, entry: OutboxEntry, random: Random): readonly Way[] {
  const ways: Way[] = [{ action: "discard" }, { action: "retry" }];
  const fields = mergedFields(database, entry, random);
  if (fields !== undefined) ways.push({ action: "merge", fields }, { action: "merge", fields });
  if (entry.state !== "partlyRefused") ways.push({ action: "discardAll" });
  if (isOneOfMany(database, entry)) ways.push({ action: "without" }, { action: "without" });
  return ways;
}

async function say(world: World, { desk }: Seat, args: CallArgs<"resolve">, inPart: boolean): Promise<void> {
  await world.scheduler.act(desk.name, `${desk.name} resolve ${args.action}`, () => {
    void desk.call("resolve", args).then((result) => {
      if (result instanceof DeskError || result.refusal !== null) return;
      world.counts[countOf[args.action]] += 1;
      if (inPart && args.action === "merge") world.counts.mergesInPart += 1;
    });
  });
}

/** A bulk action of which something can go up without the members that are refused by themselves. */
function isOneOfMany(database: StoreDatabase, entry: OutboxEntry): boolean {
  return outboxEntries(database).some((one) => one.group === entry.group && one.refusal?.code === "groupBroken");
}

/** Field by field mine, theirs, or both people's words; undefined where the step is no edit, or its record is not here. */
function mergedFields(database: StoreDatabase, entry: OutboxEntry, random: Random): FieldEdits | undefined {
  const given = fieldEditsSchema.safeParse(entry.args["fields"]);
  const body = recordAt(database, { kind: entry.kind, id: entry.recordId })?.body;
  if (!given.success || body === undefined) return undefined;
  const now = jsonObjectSchema.parse(entry.kind === "invoice" ? body["fields"] : body);
  const all = Object.entries(given.data).map(([field, { to }]) => ({ field, mine: to }));
  const clashes = entry.conflicts.length > 0 ? entry.conflicts : all;
  const edits: Record<string, { from: Json; to: Json }> = {};
  for (const { field, mine } of clashes) {
    const theirs = now[field] ?? null;
    const choice = random.pick(["mine", "theirs", "both"]);
    if (choice !== "theirs") edits[field] = { from: theirs, to: choice === "both" ? together(mine, theirs) : mine };
  }
  return edits;
}

function together(mine: Json, theirs: Json): Json {
  return typeof mine === "string" && typeof theirs === "string" ? `${mine} ${theirs}` : mine;
}
