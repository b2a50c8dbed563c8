// A day's work of a thousand steps goes up in batches of bounded size, whole groups and in order; what no program can read is set aside.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { sql } from "../store/sql.ts";
import { doneSteps, outboxCounts, outboxEntries } from "./entries.ts";
import { rebase } from "./replay.ts";
import { takeBatch } from "./send.ts";
import { resolveUnreadable } from "./set-aside.ts";
import { stepContent } from "./step-content.ts";

let folder = "";
let town: FakeTown;
let desk: StoreDesk;

beforeEach(() => {
  folder = makeTemporaryFolder();
  town = new FakeTown();
  town.addPerson("karla", "x", [{ role: "CLERK", unit: "buergerservice" }]);
  desk = openStoreDesk(join(folder, "karla.db"), town, "karla");
});
afterEach(() => {
  desk.database.close();
  removeTemporaryFolder(folder);
});

const note = (id: string, text: string): Intention => ({ kind: "application", name: "addNote", recordId: id, args: { text } });

/** A row as a past day left it, with arguments of any size. */
function leave(recordId: string, size: number, group?: string): string {
  const id = randomUUID();
  const args = { text: "x".repeat(size) };
  const seen = { version: 1, after: null };
  const base = { id, kind: "application", name: "addNote", recordId, args, seen, device: desk.device, at: desk.at() };
  const command = JSON.stringify(group === undefined ? base : { ...base, group });
  desk.database.run(
    "leave",
    sql`insert into outbox (id, undo_group, kind, record_id, command, subject, state, content)
      values (${id}, ${group ?? id}, 'application', ${recordId}, ${command}, 'Sander', 'queued', '[]')`,
  );
  return id;
}

test("1,000 large steps: no batch holds more than its bytes and its commands, and nothing is left behind or out of order", () => {
  const records = Array.from({ length: 50 }, () => town.receiveApplication("Sander"));
  desk.pull();
  const given = Array.from({ length: 1_000 }, (_none, index) => leave(must(records[index % 50], "fifty"), 20_000));
  const sent: string[] = [];
  let largest = 0;
  let batches = 0;
  for (;;) {
    const batch = takeBatch(desk.database, { units: 200, bytes: 1_000_000 });
    if (batch.length === 0) break;
    batches += 1;
    largest = Math.max(largest, JSON.stringify(batch).length);
    expect(batch.length).toBeLessThanOrEqual(200);
    sent.push(...batch.map((one) => one.command.id));
    desk.database.run("as if answered", sql`update outbox set state = 'acknowledged', settled = 1 where state = 'sending'`);
  }
  expect(sent).toEqual(given);
  expect(largest).toBeLessThan(1_100_000);
  expect(batches).toBeGreaterThanOrEqual(20);
});

test("a step larger than a batch goes alone, a group goes whole, and screens are not sent the whole words", () => {
  const [one = "", two = "", three = ""] = Array.from({ length: 3 }, () => town.receiveApplication("Sander"));
  desk.pull();
  const giant = leave(one, 3_000_000);
  const group = randomUUID();
  const pair = [leave(two, 700_000, group), leave(three, 700_000, group)];
  const limits = { units: 200, bytes: 1_000_000 };
  expect(takeBatch(desk.database, limits).map((batch) => batch.command.id)).toEqual([giant]);
  expect(takeBatch(desk.database, limits).map((batch) => batch.command.id)).toEqual(pair);
  expect(JSON.stringify(outboxEntries(desk.database)).length).toBeLessThan(5_000);
});

test("a step that no program can read any more is set aside and shown; the others, and pulls, go on", () => {
  const [one = "", two = "", three = ""] = Array.from({ length: 3 }, () => town.receiveApplication("Sander"));
  desk.pull();
  desk.submit(note(one, "heil"));
  const broken = must(desk.submit(note(two, "kaputt")).results[0], "queued").commandId;
  desk.submit(note(two, "darauf gebaut"));
  desk.submit(note(three, "danach"));
  desk.database.run("damage", sql`update outbox set command = '{"id":"halb' where id = ${broken}`);
  town.receiveApplication("Neu");
  expect(desk.pull().records).toBe(1);
  desk.sync();
  expect(outboxEntries(desk.database)).toMatchObject([
    { commandId: broken, name: "", args: {}, state: "refused", refusal: { code: "unreadable" } },
    { state: "parked", args: { text: "darauf gebaut" } },
  ]);
  expect(
    doneSteps(desk.database)
      .map((step) => String(step.args["text"]))
      .toSorted(),
  ).toEqual(["danach", "heil"]);
  expect(stepContent(desk.database, broken)).toEqual({ content: '{"id":"halb', texts: [] });
  expect(() => resolveUnreadable(desk.database, { commandId: broken, action: "retry" })).toThrow(/cannot be sent/u);
  expect(resolveUnreadable(desk.database, { commandId: broken, action: "discard" })).toBe(true);
  desk.sync();
  expect(outboxCounts(desk.database)).toMatchObject({ waiting: 0, refused: 0 });
});

test("one unreadable member takes its bulk action out of the queue", () => {
  const records = Array.from({ length: 3 }, () => town.receiveApplication("Sander"));
  desk.pull();
  const { results } = desk.submit(...records.map((id) => note(id, "gemeinsam")));
  desk.submit(note(must(records[0], "three"), "später"));
  desk.database.run("damage", sql`update outbox set command = '[]' where id = ${must(results[1], "three").commandId}`);
  expect(desk.take()).toEqual([]);
  expect(outboxEntries(desk.database).map((entry) => [entry.state, entry.refusal?.code ?? null])).toEqual([
    ["refused", "groupBroken"],
    ["refused", "unreadable"],
    ["refused", "groupBroken"],
    ["parked", null],
  ]);
});

test("a step on a record that is not here says that the server will check it", () => {
  const id = town.receiveApplication("Sander");
  desk.submit(note(id, "blind"));
  expect(outboxEntries(desk.database)).toMatchObject([{ unchecked: true, state: "queued" }]);
  desk.pull();
  expect(outboxEntries(desk.database)).toMatchObject([{ unchecked: false }]);
  desk.sync();
  expect(doneSteps(desk.database)).toMatchObject([{ name: "addNote", recordId: id }]);
});

test("own steps come off many records and on again with few of them in memory at a time", () => {
  const records = Array.from({ length: 90 }, () => town.receiveApplication("Sander"));
  desk.pull();
  for (const id of records) desk.submit(note(id, "Unterlagen liegen vor."));
  const read = vi.spyOn(desk.database, "all");
  rebase(desk.database);
  const most = Math.max(...read.mock.results.map(({ value }) => (Array.isArray(value) ? value.length : 0)));
  read.mockRestore();
  expect(most).toBeLessThanOrEqual(20);
  const notes = desk.database.all<{ count: number }>(
    "records with own notes",
    sql`select count(*) as count from records where base is not null and body like '%Unterlagen liegen vor.%'`,
  );
  expect(notes).toEqual([{ count: 90 }]);
});
