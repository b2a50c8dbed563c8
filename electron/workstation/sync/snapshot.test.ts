import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { isOpenWork } from "../../../shared/domain/open-work.ts";
import { pullLineSchema } from "../../../shared/sync/pull.ts";
import { queryInbox } from "../store/inbox-query.ts";
import { pullState } from "../store/apply-pull.ts";
import { sql } from "../store/sql.ts";
import { inboxSummary } from "../store/summary.ts";
import { systemClock } from "../clock.ts";
import { cutPull, type Cut } from "../testing/cut-pull.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { wholeInbox } from "../testing/open-test-desk.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import type { PullProgress } from "./pull.ts";

const clerk = { role: "CLERK", unit: "buergerservice" } as const;
const today = "2026-11-24";
let folder: string;
let town: FakeTown;
let opened: StoreDesk[];
beforeEach(() => {
  folder = makeTemporaryFolder();
  town = new FakeTown();
  town.addPerson("karla", "geheim", [clerk]);
  opened = [];
});
afterEach(() => {
  for (const desk of opened) desk.database.close();
  removeTemporaryFolder(folder);
});

function open(): StoreDesk {
  const desk = openStoreDesk(join(folder, `${String(opened.length)}.db`), town, "karla");
  opened.push(desk);
  return desk;
}

const karla = () => must(town.people.get("karla"), "added above");
const whole = (): Cut => "whole";
const rowsOf = (desk: StoreDesk) =>
  desk.database.all("all records", sql`select kind, id, unit, scopes, version, body, base from records order by kind, id`);

/** So many applications, an hour apart, the last one the newest. */
function receive(count: number, unit?: string): readonly string[] {
  const from = Date.parse("2026-11-01T08:00:00Z");
  return Array.from({ length: count }, (_, index) => {
    town.now = () => new Date(from + index * 3_600_000);
    return town.receiveApplication(`Öztürk ${String(index)}`, unit);
  });
}

/** Records above the last whole mark of a cut answer. */
function markedIn(bytes: Uint8Array, whole: number): number {
  const lines = new TextDecoder().decode(bytes).split("\n").slice(0, -1);
  const mark = lines.map((line) => pullLineSchema.parse(JSON.parse(line))).findLast((line) => line.t === "mark");
  return mark === undefined ? 0 : (mark.snapshot?.done ?? whole);
}

test("cut at any byte, a transfer keeps what came, asks for none of it again, and ends with everything", async () => {
  const count = 6;
  receive(count);
  const reference = open();
  reference.pull();
  const expected = rowsOf(reference);
  const desk = open();
  let length = 1;
  let lineEnds: readonly number[] = [];
  let tried = 0;
  for (let at = 0; at < length; at += 1) {
    // Every byte around the end of a line; within a long line every ninth.
    if (at % 9 !== 0 && lineEnds.every((end) => Math.abs(end - at) > 30)) continue;
    tried += 1;
    // Nothing of one run may be left for the next.
    desk.database.script("begin", "savepoint run");
    const pull = cutPull(desk, town, karla());
    let marked = 0;
    await expect(
      pull.run((bytes) => {
        length = bytes.length;
        lineEnds = [...bytes].flatMap((byte, index) => (byte === 10 ? [index] : []));
        marked = markedIn(bytes.slice(0, at), count);
        return { bytes: at, how: at % 2 === 0 ? "breaks" : "ends" };
      }),
    ).rejects.toThrow(/cut|cable|first line/u);
    const kept = pull.applied();
    expect(kept).toBe(marked);
    expect(rowsOf(desk)).toHaveLength(kept);
    const { snapshot, cursors } = pullState(desk.database);
    // No snapshot is under way before its first line and behind its last mark.
    expect(snapshot?.done ?? (Object.keys(cursors).length === 0 ? 0 : count)).toBe(kept);
    await pull.run(whole);
    expect(pull.applied()).toBe(count);
    expect(rowsOf(desk)).toEqual(expected);
    expect(pullState(desk.database)).toMatchObject({ snapshot: null });
    desk.database.script("back", "rollback to run; release run");
  }
  expect(tried).toBeGreaterThan(800);
});

test("cut again and again at random bytes, in pages, with changes beside it: each record counts once and the newest form stays", async () => {
  let cuts = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 3, max: 40 }), fc.infiniteStream(fc.nat(15_000)), fc.boolean(), async (limit, bytes, changes) => {
      town = new FakeTown();
      town.addPerson("karla", "geheim", [clerk]);
      const ids = receive(60);
      const desk = open();
      const pull = cutPull(desk, town, karla(), { pullLimit: limit, pullBytes: 6_000 });
      let changed = 0;
      for (let tries = 0; tries < 12; tries += 1) {
        const before = cuts;
        await pull
          .run((answer) => {
            const at = must(bytes.next().value, "the stream is endless");
            if (at >= answer.length) return "whole";
            cuts += 1;
            return { bytes: at, how: at % 2 === 0 ? "breaks" : "ends" };
          })
          .catch(() => undefined);
        if (cuts === before) break;
        if (!changes) continue;
        changed += 1;
        const id = must(ids[(tries * 17) % ids.length], "within");
        expect(town.act(karla().actor, "application", "addNote", id, { text: `Notiz ${String(tries)}` })).toMatchObject({
          answer: "accepted",
        });
      }
      await pull.run(whole);
      expect(pull.applied()).toBeLessThanOrEqual(60 + changed);
      if (!changes) expect(pull.applied()).toBe(60);
      const late = open();
      late.pull();
      expect(rowsOf(desk)).toEqual(rowsOf(late));
    }),
    { seed: 20261124, numRuns: 30 },
  );
  expect(cuts).toBeGreaterThan(100);
});

test("the inbox shows the newest open work while the rest still comes, and a command given then goes up before the rest is there", async () => {
  const ids = receive(30);
  for (const id of ids.slice(25)) {
    // The newest ones are done already.
    const fed = must(town.records.get(`application/${id}`), "received");
    town.put({ ...fed.record, version: 2, body: { ...fed.record.body, state: "filed" } });
  }
  const desk = open();
  const shown: string[][] = [];
  let wish = false;
  const chosen = must(ids[24], "the newest that is open");
  const pull = cutPull(desk, town, karla(), { pullLimit: 5 });
  await pull.run(whole, {
    wished: () => {
      // Asked after each answer: here the desk's person looks, and acts.
      const inbox = queryInbox(desk.database, { ...wholeInbox, sort: { by: "received", descending: true }, today });
      shown.push(inbox.rows.map((row) => row.id));
      if (shown.length === 2) {
        desk.submit({ kind: "application", name: "claim", recordId: chosen, args: {} });
        wish = true;
      }
      return wish;
    },
    push: () => {
      wish = false;
      expect(desk.push()).toMatchObject([{ answer: "accepted" }]);
      return Promise.resolve();
    },
  });
  expect(shown[0]).toEqual(ids.slice(20, 25).reverse());
  expect(shown[3]).toEqual(ids.slice(5, 25).reverse());
  expect(desk.record("application", chosen).record).toMatchObject({ version: 2, body: { clerk: "karla" } });
  expect(rowsOf(desk)).toHaveLength(30);
  expect(desk.database.all("settled", sql`select settled, state from outbox`)).toEqual([{ settled: 1, state: "acknowledged" }]);
});

test("what the rule calls open is what the inbox lists, so that open work first means the inbox first", () => {
  receive(3);
  for (const { record } of town.records.values()) expect(inboxSummary(record) !== undefined).toBe(isOpenWork(record));
});

test("a desk that was away longer than the tombstones reach gets everything afresh, loses the ghosts and keeps its outbox", async () => {
  const ids = receive(12);
  const desk = open();
  const pull = cutPull(desk, town, karla(), { pullLimit: 4 });
  await pull.run(whole);
  const [gone, stays] = [must(ids[3], "received"), must(ids[5], "received")];
  for (const id of [gone, stays]) desk.submit({ kind: "application", name: "addNote", recordId: id, args: { text: "von unterwegs" } });
  town.act(karla().actor, "application", "handOver", gone, { unit: "standesamt" });
  const newer = town.receiveApplication("Neu");
  // The tombstone was purged meanwhile.
  town.left = [];
  town.horizon = town.head;
  await pull.run(whole);
  expect(desk.record("application", gone).record).toBeNull();
  expect(desk.record("application", newer).record).not.toBeNull();
  expect(rowsOf(desk)).toHaveLength(12);
  expect(desk.states()).toEqual(["queued", "queued"]);
  expect(desk.record("application", stays).record?.body["notes"]).toHaveLength(1);
  desk.push();
  await pull.run(whole);
  expect(desk.states()).toContain("refused");
  expect(desk.record("application", stays).record).toMatchObject({ version: 2 });
  expect(must(pull.requests.at(-1), "asked").snapshot).toBeNull();
});

test("while a snapshot comes the person is told the time left, and it falls to nothing", async () => {
  receive(900);
  const desk = open();
  let now = 0;
  // Every part takes a second of this clock.
  const clock = { ...systemClock, now: () => new Date(now) };
  const told: (PullProgress | null)[] = [];
  await cutPull(desk, town, karla(), { pullLimit: 100, pullBytes: 20_000 }).run(whole, {
    clock,
    onProgress: (progress) => {
      now += 250;
      told.push(progress);
    },
  });
  expect(told.at(-1)).toBeNull();
  const left = told.map((progress) => progress?.secondsLeft).filter((seconds) => typeof seconds === "number");
  expect(left.length).toBeGreaterThan(5);
  expect(left[0]).toBeGreaterThan(5);
  expect(left.at(-1)).toBe(0);
  // It never jumps up by more than what one slow part explains.
  for (const [index, seconds] of left.entries()) expect(seconds).toBeLessThanOrEqual((left[index - 1] ?? Infinity) + 2);
  expect(told.every((progress) => progress === null || progress.of === "snapshot")).toBe(true);
});
