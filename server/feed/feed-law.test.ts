import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../shared/base/must.ts";
import { applicationSchema } from "../../shared/domain/application/schema.ts";
import { verifyLog } from "../audit/verify-log.ts";
import { makeApplications } from "../testing/applications.ts";
import { lockRecords } from "./load.ts";
import { smallTenant } from "../testing/small-town.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { SyncClient } from "../testing/sync-client.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

function notesOf(client: SyncClient, id: string): readonly { readonly text: string }[] {
  return applicationSchema.parse(must(client.records.get(`application/${id}`), "the record was pulled").body).notes;
}

test("crossing batches of two writers neither wait in a ring nor lose anything, and a reader misses no number", async () => {
  const ids = await makeApplications(server.url, 12);
  const writers = [await server.signedIn("anna"), await server.signedIn("bodo")];
  const reader = await server.signedIn("elke");
  const writing = new AbortController();
  const read = (async () => {
    while (!writing.signal.aborted) await reader.pullAll(5);
    await reader.pullAll(5);
  })();
  const rounds = 15;
  await Promise.all(
    writers.flatMap((writer, who) =>
      [ids, [...ids].reverse()].map(async (order) => {
        for (let round = 0; round < rounds; round += 1) {
          const group = round % 3 === 0 ? { group: randomUUID() } : {};
          const notes = order.map((recordId) =>
            writer.command({ kind: "application", name: "addNote", recordId, args: { text: `${String(who)}/${String(round)}` }, ...group }),
          );
          for (const answer of await writer.push(...notes)) expect(answer.answer).toBe("accepted");
        }
      }),
    ),
  );
  writing.abort();
  await read;
  for (const id of ids) expect(notesOf(reader, id)).toHaveLength(rounds * 4);
  const seqs = reader.lines.flatMap((line) => (line.t === "record" ? [line.seq] : []));
  expect(new Set(seqs).size).toBe(seqs.length);
  // A second reader that saw nothing in between holds the very same.
  const late = await server.signedIn("elke");
  await late.pullAll();
  expect(late.records.size).toBe(ids.length);
  expect(late.records).toEqual(reader.records);
  expect(await verifyLog(server.database, smallTenant)).toMatchObject({ breach: null });
  // A deadlock would have been tried again in silence; there must have been none.
  const [counted] = await server.database.query<{ deadlocks: number }>({
    text: "select deadlocks from pg_stat_database where datname = current_database()",
    values: [],
  });
  expect(counted).toEqual({ deadlocks: 0 });
});

test("a slow writer is never stepped over: its numbers come after whoever committed before it", async () => {
  const [first, second] = await makeApplications(server.url, 2);
  const anna = await server.signedIn("anna");
  const reader = await server.signedIn("elke");
  await reader.pullAll();
  // Somebody holds the first record, so that the first writer is under way but cannot finish.
  const other = new pg.Client({ connectionString: server.databaseUrl });
  await other.connect();
  await other.query("begin");
  await lockRecords({ query: async (statement) => (await other.query(statement)).rows }, smallTenant, [
    `application/${must(first, "made")}`,
  ]);
  const waiting = anna.run({ kind: "application", name: "addNote", recordId: must(first, "made"), args: { text: "wartet" } });
  await vi.waitFor(async () => {
    const blocked = await server.database.query({
      text: "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      values: [],
    });
    expect(blocked.length).toBeGreaterThan(0);
  });
  const before = reader.lines.length;
  expect(await anna.run({ kind: "application", name: "addNote", recordId: must(second, "made"), args: { text: "danach" } })).toMatchObject({
    answer: "accepted",
  });
  await reader.pullAll();
  await other.query("rollback");
  await other.end();
  expect(await waiting).toMatchObject({ answer: "accepted" });
  await reader.pullAll();
  expect(reader.lines.slice(before).map((line) => (line.t === "record" ? line.record.id : ""))).toEqual([second, first]);
});

test("news reaches desks of every process, and the stream ends with the server", async () => {
  const second = await server.startAnother();
  const bodo = await server.signedIn("bodo");
  const [id] = await makeApplications(server.url, 1);
  const stop = new AbortController();
  const stream = await fetch(`${second.url}/v1/poke`, {
    headers: await bodo.signed("GET", "/v1/poke"),
    signal: stop.signal,
  });
  let heard = "";
  const reading = (async () => {
    for await (const piece of must(stream.body, "a stream has a body").pipeThrough(new TextDecoderStream())) heard += piece;
  })();
  const count = (): number => heard.split("event: news").length - 1;
  await vi.waitFor(() => expect(count()).toBeGreaterThanOrEqual(1));
  // The news of the application itself may come as a second one.
  const before = count();
  await bodo.run({ kind: "application", name: "claim", recordId: must(id, "made") });
  await vi.waitFor(() => expect(count()).toBeGreaterThan(before));
  await second.close();
  await reading;
  expect(heard).toContain(`"epoch":"${bodo.held().epoch}"`);
});
