import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { sql } from "../store/sql.ts";
import { makeApplications } from "../testing/applications.ts";
import { smallPassword } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const day = 86_400_000;
let now: number;
let server: TestServer;
beforeEach(async () => {
  now = Date.parse("2026-01-01T08:00:00Z");
  server = await startTestServer({ clock: () => now, tombstoneDays: 90 });
});
afterEach(() => server.close());

async function desk(userName: string): Promise<SyncClient> {
  const client = await server.signedIn(userName);
  client.snapshot = null;
  return client;
}

async function handOver(id: string, unit: string): Promise<void> {
  const bodo = await server.signedIn("bodo");
  expect(await bodo.run({ kind: "application", name: "handOver", recordId: id, args: { unit } })).toMatchObject({ answer: "accepted" });
}

async function tombstones(): Promise<number> {
  const [row] = await server.database.query<{ count: number }>(sql`select count(*)::int as count from record_scope where is_left`);
  return row?.count ?? 0;
}

/** Signs in again after days away, and pulls as it can. */
async function comeBack(client: SyncClient, limit?: number): Promise<void> {
  await client.signIn(smallPassword);
  await client.pullAll(limit);
}

/** Lets days pass, with the purge that runs in each of them. */
async function pass(days: number): Promise<number> {
  let gone = 0;
  for (let passed = 0; passed < days; passed += 1) {
    now += day;
    gone += await server.purgeTombstones();
  }
  return gone;
}

test("tombstones go when they are older than the horizon, and not a day before", async () => {
  const [first, second] = await makeApplications(server.url, 2);
  await handOver(must(first, "made"), "buergerservice");
  await pass(40);
  await handOver(must(second, "made"), "buergerservice");
  expect(await pass(50)).toBe(0);
  expect(await tombstones()).toBe(2);
  expect(await pass(3)).toBe(1);
  expect(await tombstones()).toBe(1);
  expect(await pass(40)).toBe(1);
  // What tells the age of numbers does not grow for ever.
  const [moments] = await server.database.query<{ count: number }>(sql`select count(*)::int as count from feed_moment`);
  expect(moments?.count).toBeLessThan(95);
});

test("a desk that was away longer than the horizon takes everything afresh, one that was not goes on from its cursor", async () => {
  const ids = await makeApplications(server.url, 5);
  const long = await desk("anna");
  await long.pullAll();
  const recent = await desk("anna");
  await handOver(must(ids[0], "made"), "buergerservice");
  await pass(60);
  await comeBack(recent);
  const seen = recent.lines.length;
  await handOver(must(ids[1], "made"), "buergerservice");
  expect(await pass(40)).toBe(1);
  await long.signIn(smallPassword);
  const begin = (await long.pull())[0];
  expect(begin).toMatchObject({ t: "begin", snapshot: { afresh: true, done: 0 } });
  await long.pullAll();
  await comeBack(recent);
  expect(recent.lines.slice(seen)).toMatchObject([{ t: "left", id: ids[1] }]);
  const fresh = await desk("anna");
  await fresh.pullAll();
  expect(fresh.records.size).toBe(3);
  expect(long.records).toEqual(fresh.records);
  expect(recent.records).toEqual(fresh.records);
  expect((await long.pull())[0]).not.toHaveProperty("snapshot");
});

test("a desk of protocol 1 that was away longer keeps what left meanwhile; updated before its first contact, it does not", async () => {
  const ids = await makeApplications(server.url, 3);
  const [old, updated] = [await server.signedIn("anna"), await server.signedIn("anna")];
  for (const client of [old, updated]) await client.pullAll();
  const left = `application/${must(ids[0], "made")}`;
  await handOver(must(ids[0], "made"), "buergerservice");
  await pass(95);
  await comeBack(old);
  // It asks for the feed alone, and the line that would take the record away is gone: the operating guide says what to do.
  expect(old.records.has(left)).toBe(true);
  updated.snapshot = null;
  await comeBack(updated);
  expect(updated.records.has(left)).toBe(false);
  expect(updated.records.size).toBe(2);
});

test("a town where nothing happens keeps its desks' cursors good for ever", async () => {
  await makeApplications(server.url, 3);
  const anna = await desk("anna");
  await anna.pullAll();
  await pass(200);
  await anna.signIn(smallPassword);
  expect(await anna.pull()).toMatchObject([{ t: "begin", total: 0 }, { t: "end" }]);
});

test("a snapshot that was left lying longer than the horizon begins anew", async () => {
  const ids = await makeApplications(server.url, 6);
  const anna = await desk("anna");
  await anna.pull(2);
  const firstSent = must([...anna.records.values()][0], "two were sent");
  await handOver(firstSent.id, "buergerservice");
  await pass(95);
  expect(await tombstones()).toBe(0);
  await comeBack(anna, 2);
  expect(anna.records.size).toBe(ids.length - 1);
  expect(anna.records.has(`application/${firstSent.id}`)).toBe(false);
});
