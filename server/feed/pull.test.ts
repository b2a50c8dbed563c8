import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import type { Grant } from "../../shared/domain/actor.ts";
import { saveGrants } from "../auth/people.ts";
import { makeApplications } from "../testing/applications.ts";
import { smallTenant } from "../testing/small-town.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
let ids: readonly string[];
beforeAll(async () => {
  server = await startTestServer();
  ids = await makeApplications(server.url, 25);
});
afterAll(() => server.close());

const grant = (unit: string): Grant => ({ role: "CLERK", unit });

test("pages add up to the whole, in the order of the feed, each record once", async () => {
  const anna = await server.signedIn("anna");
  const begin = must((await anna.pull(7))[0], "an answer begins");
  expect(begin).toMatchObject({ t: "begin", total: 25, scopes: anna.held().scopes });
  expect(anna.records.size).toBe(7);
  expect(await anna.pullAll(7)).toBe(3);
  const seqs = anna.lines.map((line) => (line.t === "record" ? line.seq : 0));
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  expect(new Set(anna.records.keys())).toEqual(new Set(ids.map((id) => `application/${id}`)));
  expect(await anna.pullAll()).toBe(1);
  expect(anna.lines).toHaveLength(25);
});

test("only what changed comes, in its last form", async () => {
  const anna = await server.signedIn("anna");
  await anna.pullAll();
  const seen = anna.lines.length;
  const id = must(ids[3], "there are 25");
  for (const text of ["eins", "zwei"]) await anna.run({ kind: "application", name: "addNote", recordId: id, args: { text } });
  await anna.pullAll();
  expect(anna.lines.slice(seen)).toMatchObject([{ t: "record", record: { id, version: 3 } }]);
});

test("a record that moves leaves a tombstone where it was and stays where both scopes are held", async () => {
  const [anna, bodo] = [await server.signedIn("anna"), await server.signedIn("bodo")];
  await Promise.all([anna.pullAll(), bodo.pullAll()]);
  const id = must(ids[5], "there are 25");
  const key = `application/${id}`;
  await anna.run({ kind: "application", name: "handOver", recordId: id, args: { unit: "buergerservice" } });
  await Promise.all([anna.pullAll(), bodo.pullAll()]);
  const left = { t: "left", scope: "application@standesamt", kind: "application", id };
  expect(anna.lines.at(-1)).toMatchObject(left);
  expect(anna.records.has(key)).toBe(false);
  expect(bodo.lines.slice(-2)).toMatchObject([{ t: "record", record: { id, unit: "buergerservice" } }, left]);
  expect(bodo.records.has(key)).toBe(true);
  await bodo.run({ kind: "application", name: "handOver", recordId: id, args: { unit: "standesamt" } });
  await Promise.all([anna.pullAll(), bodo.pullAll()]);
  expect([anna.records.has(key), bodo.records.has(key)]).toEqual([true, true]);
  const fresh = await server.signedIn("anna");
  await fresh.pullAll();
  expect(fresh.lines.every((line) => line.t === "record")).toBe(true);
});

test("rights that grow bring the snapshot of the new scope, rights that shrink take the scope away", async () => {
  const anna = await server.signedIn("anna");
  await anna.pullAll();
  const id = must(ids[8], "there are 25");
  await anna.run({ kind: "application", name: "handOver", recordId: id, args: { unit: "buergerservice" } });
  await anna.pullAll();
  expect(anna.records.has(`application/${id}`)).toBe(false);
  const seen = anna.lines.length;
  await saveGrants(server.database, smallTenant, "anna", [grant("standesamt"), grant("buergerservice")]);
  await anna.pullAll();
  expect(anna.lines.slice(seen)).toMatchObject([{ t: "record", record: { id } }]);
  expect(Object.keys(anna.cursors)).toContain("application@buergerservice");
  await saveGrants(server.database, smallTenant, "anna", [grant("buergerservice")]);
  await anna.pullAll();
  expect(Object.keys(anna.cursors)).not.toContain("application@standesamt");
  expect([...anna.records.keys()]).toEqual([`application/${id}`]);
  await saveGrants(server.database, smallTenant, "anna", [grant("standesamt")]);
});

test("an unknown epoch gets everything from the beginning, under the new name", async () => {
  const anna = await server.signedIn("anna");
  await anna.pullAll();
  const held = anna.records.size;
  anna.epoch = "before the restore";
  const lines = await anna.pull();
  expect(lines[0]).toMatchObject({ t: "begin", epoch: anna.held().epoch, total: held });
  expect(anna.records.size).toBe(held);
});

test("a deputy's days decide what is seen", async () => {
  const cora = await server.signedIn("cora");
  const today = new Date().toISOString().slice(0, 10);
  const deputy = { ...grant("standesamt"), onBehalfOf: "anna" };
  await saveGrants(server.database, smallTenant, "cora", [{ ...deputy, from: "2001-01-01", until: "2001-12-31" }]);
  await cora.pullAll();
  expect(cora.records.size).toBe(0);
  await saveGrants(server.database, smallTenant, "cora", [{ ...deputy, from: today }]);
  await cora.pullAll();
  expect(cora.records.size).toBe(24);
});
