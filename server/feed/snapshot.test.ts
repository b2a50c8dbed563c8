import { request as httpRequest } from "node:http";
import { zstdDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import type { Grant } from "../../shared/domain/actor.ts";
import { isOpenWork, snapshotRank } from "../../shared/domain/open-work.ts";
import type { PullLine } from "../../shared/sync/pull.ts";
import { saveGrants } from "../auth/people.ts";
import { generateTown } from "../demo/generate-town.ts";
import { migration0050 } from "../store/migrations/0050-snapshot.ts";
import { makeApplications } from "../testing/applications.ts";
import { smallTenant, smallTown } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
const made = { applications: 40, invoices: 30, documents: 60, files: 10, tasks: 10, letters: 0 };
beforeAll(async () => {
  const { records } = generateTown({ ...made, seed: "snapshot", now: new Date("2026-11-24T10:00:00Z"), openShare: 0.4, forms: "shared" });
  server = await startTestServer({ town: smallTown({ records: [...records] }) });
});
afterAll(() => server.close());

/** A client that asks for snapshots, as desks do from version 2 on. */
async function desk(userName: string): Promise<SyncClient> {
  const client = await server.signedIn(userName);
  client.snapshot = null;
  return client;
}

const recordsOf = (lines: readonly PullLine[]) => lines.flatMap((line) => (line.t === "record" ? [line.record] : []));

test("open work comes first and the newest first, each record once, whatever the size of a page", async () => {
  const whole = await server.signedIn("elke");
  await whole.pullAll();
  for (const limit of [1000, 37, 3]) {
    const elke = await desk("elke");
    await elke.pullAll(limit);
    const sent = recordsOf(elke.lines);
    const ranks = sent.map(snapshotRank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const open = sent.filter(isOpenWork).length;
    expect(open).toBeGreaterThan(10);
    expect(sent.slice(0, open).every(isOpenWork)).toBe(true);
    expect(sent).toHaveLength(whole.records.size);
    expect(elke.records).toEqual(whole.records);
    expect(elke.snapshot).toBeNull();
  }
});

test("the progress is counted once and ends where everything is there", async () => {
  const elke = await desk("elke");
  const totals: (number | null)[] = [];
  let done = 0;
  for (let more = true; more;) {
    const lines = await elke.pull(25);
    for (const line of lines)
      if (line.t === "mark" && line.snapshot) {
        totals.push(line.snapshot.total);
        ({ done } = line.snapshot);
      }
    const end = lines.at(-1);
    more = end?.t === "end" && end.more;
  }
  expect(new Set(totals.slice(1))).toEqual(new Set([elke.records.size]));
  expect(done).toBe(elke.records.size);
});

test("a desk of version 1 gets the same records by the feed, and no line it does not know", async () => {
  const elke = await server.signedIn("elke");
  const lines = [...(await elke.pull(50)), ...(await elke.pull(50))];
  expect(new Set(lines.map((line) => line.t))).toEqual(new Set(["begin", "record", "end"]));
  expect(lines[0]).not.toHaveProperty("snapshot");
});

test("what was written before the rank had a column gets the rank that the rule names", async () => {
  const ranks = () =>
    server.database.query({ text: "select kind, id, scope, rank from record_scope order by kind, id, scope", values: [] });
  const byRule = await ranks();
  expect(byRule.length).toBeGreaterThan(100);
  await server.database.query({ text: "update record_scope set rank = 0", values: [] });
  const backfill = must(/update record_scope[^;]*;/u.exec(migration0050.up)?.[0], "the migration fills the column");
  await server.database.query({ text: backfill, values: [] });
  expect(await ranks()).toEqual(byRule);
});

test("with writers at work beside it a snapshot and its feed end with exactly what a desk holds that comes afterwards", async () => {
  const ids = await makeApplications(server.url, 24);
  const writers = [await server.signedIn("bodo"), await server.signedIn("anna")];
  const act = async (who: number, which: number, what: number): Promise<void> => {
    const writer = must(writers[who % 2], "there are two");
    const recordId = must(ids[which % ids.length], "made above");
    const unit = what % 2 === 0 ? "standesamt" : "buergerservice";
    const command = what < 2 ? { name: "handOver", args: { unit } } : { name: "addNote", args: { text: `Notiz ${String(what)}` } };
    // What the rules refuse is no change, and no matter here.
    await writer.run({ kind: "application", recordId, ...command });
  };
  const operation = fc.tuple(fc.nat(1), fc.nat(23), fc.nat(5));
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(operation, { maxLength: 4 }), { minLength: 4, maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom("anna", "bodo", "elke"),
      async (rounds, limit, userName) => {
        const client = await desk(userName);
        for (const round of rounds) {
          changes += round.length;
          // Some answers are read while the writers write, and some changes lie between two answers.
          await Promise.all([client.pull(limit), ...round.slice(0, 2).map((one) => act(...one))]);
          for (const one of round.slice(2)) await act(...one);
        }
        await client.pullAll(limit);
        for (const late of [await desk(userName), await server.signedIn(userName)]) {
          await late.pullAll();
          expect(client.records).toEqual(late.records);
        }
        // In its newest form, and never an older one after it.
        const seen = new Map<string, number>();
        for (const { id, version } of recordsOf(client.lines)) {
          expect(version).toBeGreaterThanOrEqual(seen.get(id) ?? 0);
          seen.set(id, version);
        }
      },
    ),
    { seed: 20261124, numRuns: 12 },
  );
  expect(changes).toBeGreaterThan(100);
});

test("rights that change while a snapshot runs: a lost scope is not sent on, a new one follows behind", async () => {
  const grant = (unit: string): Grant => ({ role: "CLERK", unit });
  await makeApplications(server.url, 10);
  await saveGrants(server.database, smallTenant, "anna", [grant("standesamt")]);
  const anna = await desk("anna");
  await anna.pull(2);
  await saveGrants(server.database, smallTenant, "anna", [grant("buergerservice")]);
  await anna.pullAll(2);
  const applications = [...anna.records.values()].filter((record) => record.kind === "application");
  expect(applications.length).toBeGreaterThan(0);
  expect(applications.every((record) => record.scopes.includes("application@buergerservice"))).toBe(true);
  await saveGrants(server.database, smallTenant, "anna", [grant("standesamt"), grant("buergerservice")]);
  await anna.pull(2);
  const fresh = await desk("anna");
  await Promise.all([anna.pullAll(2), fresh.pullAll()]);
  expect(anna.records).toEqual(fresh.records);
  await saveGrants(server.database, smallTenant, "anna", [grant("standesamt")]);
});

test("a place the server never named begins anew instead of failing", async () => {
  const elke = await desk("elke");
  await elke.pull(5);
  elke.snapshot = { token: "somewhere", scopes: [...elke.held().scopes] };
  elke.cursors = {};
  await elke.pullAll();
  const fresh = await desk("elke");
  await fresh.pullAll();
  expect(elke.records).toEqual(fresh.records);
});

test("the answer is compressed on the wire as the desk offers, and is the same underneath", async () => {
  const elke = await server.signedIn("elke");
  const plain = await answerBytes(elke, "identity");
  const whole = plain.bytes.toString("utf8");
  expect(plain.encoding).toBeUndefined();
  for (const [offered, open] of [
    ["zstd", zstdDecompressSync],
    ["gzip", gunzipSync],
  ] as const) {
    const packed = await answerBytes(elke, `${offered}, identity`);
    expect(packed.encoding).toBe(offered);
    expect(open(packed.bytes).toString("utf8")).toBe(whole);
    expect(packed.bytes.length * 4).toBeLessThan(plain.bytes.length);
  }
});

async function answerBytes(client: SyncClient, accept: string): Promise<{ readonly encoding: string | undefined; readonly bytes: Buffer }> {
  const body = { version: 2, epoch: null, cursors: {}, snapshot: null, limit: 20_000 };
  const signed = await client.signed("POST", "/v1/pull", body);
  const headers = { ...signed, "content-type": "application/json", "accept-encoding": accept };
  return await new Promise((resolve, reject) => {
    const asking = httpRequest(`${client.url}/v1/pull`, { method: "POST", headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => {
        expect(response.statusCode).toBe(200);
        resolve({ encoding: response.headers["content-encoding"], bytes: Buffer.concat(pieces) });
      });
      response.on("error", reject);
    });
    asking.on("error", reject);
    asking.end(JSON.stringify(body));
  });
}
