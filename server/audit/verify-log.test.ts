import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { sql } from "../store/sql.ts";
import { makeApplications } from "../testing/applications.ts";
import { smallTenant } from "../testing/small-town.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { erasePayloads } from "./erase-payload.ts";
import { verifyLog } from "./verify-log.ts";

let server: TestServer;
let ids: readonly string[];
const now = "2026-11-24T09:00:00.000Z";
beforeEach(async () => {
  server = await startTestServer();
  ids = await makeApplications(server.url, 3);
});
afterEach(() => server.close());

const verify = () => verifyLog(server.database, smallTenant);

test("erased payloads are gone, the chain still verifies and names the order, and a repeated command still has its answer", async () => {
  const anna = await server.signedIn("anna");
  const note = anna.command({ kind: "application", name: "addNote", recordId: must(ids[0], "made"), args: { text: "Geheimnis" } });
  const [answer] = await anna.push(note);
  expect(await erasePayloads(server.database, smallTenant, must(ids[0], "made"), "DSGVO 17/2026", now)).toBe(2);
  const report = await verify();
  expect(report).toMatchObject({ rows: 6, breach: null });
  expect(report.erased).toEqual([
    { number: 2, order: "DSGVO 17/2026" },
    { number: 5, order: "DSGVO 17/2026" },
  ]);
  const [left] = await server.database.query<{ words: string }>(sql`select string_agg(entry::text, '') || (
    select string_agg(payload, '') from command_payload) as words from command_log`);
  expect(left?.words).not.toContain("Geheimnis");
  expect(await anna.push(note)).toEqual([answer]);
});

test.each([
  ["an entry", sql`update command_log set entry = replace(entry::text, 'receive', 'decline')::json where number = 3`, "chain", 3],
  ["a payload", sql`update command_payload set payload = replace(payload, 'Zo', 'So') where number = 3`, "payload", 3],
  ["a payload taken away without order", sql`update command_payload set payload = null, salt = null where number = 4`, "payload", 4],
  ["a row taken out", sql`delete from command_log where number = 2`, "missing", 2],
  ["the last row taken off", sql`delete from command_log where number = 4`, "missing", 4],
  ["a row given another command", sql`update command_log set command_id = gen_random_uuid() where number = 2`, "entry", 2],
  ["the end moved back", sql`update feed_head set log_number = 3`, "end", 3],
])("%s that was changed is found", async (_name, tampering, what, number) => {
  expect(await verify()).toMatchObject({ rows: 4, breach: null });
  await server.database.query(tampering);
  expect((await verify()).breach).toEqual({ number, what });
});
