import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import type { Command } from "../../shared/domain/command.ts";
import { logEntrySchema, type LogEntry } from "../audit/chain.ts";
import { verifyLog } from "../audit/verify-log.ts";
import { sql } from "../store/sql.ts";
import { makeApplications } from "../testing/applications.ts";
import { captureCommand } from "../testing/invoices.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { smallTenant } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";

let server: TestServer;
let anna: SyncClient;
beforeAll(async () => {
  server = await startTestServer();
  anna = await server.signedIn("anna");
});
afterAll(() => server.close());

async function logged(commandId: string): Promise<readonly LogEntry[]> {
  const rows = await server.database.query<{ entry: unknown }>(sql`select entry from command_log where command_id = ${commandId}`);
  return rows.map((row) => logEntrySchema.parse(row.entry));
}

async function application(): Promise<string> {
  return must((await makeApplications(server.url, 1))[0], "one was made");
}

const on = (recordId: string, name: string, args: Command["args"] = {}) => ({ kind: "application", name, recordId, args });

test("a command is applied once, and answered the same however often it comes", async () => {
  const id = await application();
  const note = anna.command(on(id, "addNote", { text: "Rückruf am Montag" }));
  const [first] = await anna.push(note);
  expect(first).toMatchObject({ answer: "accepted", version: 2, conflicts: [] });
  const again = await Promise.all([anna.push(note), anna.push(note), anna.push(note, note)]);
  for (const answers of again) for (const answer of answers) expect(answer).toEqual(first);
  await anna.pullAll();
  expect(anna.records.get(`application/${id}`)).toMatchObject({ version: 2, body: { notes: [{ text: "Rückruf am Montag" }] } });
  expect(await logged(note.id)).toHaveLength(1);
});

test("the same new command from many lines at once is applied once", async () => {
  const id = await application();
  const note = anna.command(on(id, "addNote", { text: "einmal" }));
  const answers = (await Promise.all(Array.from({ length: 12 }, () => anna.push(note)))).flat();
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await logged(note.id)).toHaveLength(1);
});

test("a refusal changes nothing, stands in the log, and does not stop what comes after it", async () => {
  const id = await application();
  const refused = anna.command(on(id, "decide", { outcome: "rejected", reason: "" }));
  const claim = anna.command(on(id, "claim"));
  const answers = await anna.push(refused, claim);
  expect(answers).toMatchObject([
    { answer: "refused", refusal: { code: "wrongState" } },
    { answer: "accepted", version: 2 },
  ]);
  expect(await logged(refused.id)).toMatchObject([{ answer: "refused", code: "wrongState", person: "anna", device: anna.device }]);
  expect(await anna.push(refused)).toEqual([answers[0]]);
});

test("kinds and commands of a newer desk are kept undecided, with what comes after them on the same record", async () => {
  const [id, other] = [await application(), await application()];
  const explode = anna.command(on(id, "explode\0"));
  const sent = [
    anna.command({ kind: "spaceship", name: "start", recordId: randomUUID() }),
    explode,
    anna.command(on(id, "claim")),
    anna.command(on(other, "claim")),
  ];
  const answers = await anna.push(...sent);
  expect(answers).toMatchObject([
    { answer: "waiting", missingContent: [], reason: "unknownCommand" },
    { answer: "waiting", missingContent: [], reason: "unknownCommand" },
    { answer: "waiting", missingContent: [] },
    { answer: "accepted", version: 2 },
  ]);
  expect(await logged(explode.id)).toEqual([]);
  const group = randomUUID();
  const grouped = [anna.command({ ...on(other, "explode"), group }), anna.command({ ...on(id, "claim"), group })];
  expect(await anna.push(...grouped)).toMatchObject([{ answer: "waiting" }, { answer: "waiting" }]);
  // Sent again after an update, as if nothing had been before.
  expect(await anna.push(must(sent[2], "sent above"))).toMatchObject([{ answer: "accepted", version: 2 }]);
});

test("values no table can hold are no obstacle to anything", async () => {
  const id = await application();
  const answers = await anna.push(anna.command(on(id, "addNote", { text: "mit \0 und \ud800 darin" })), anna.command(on(id, "claim")));
  expect(answers).toMatchObject([{ answer: "accepted" }, { answer: "accepted", version: 3 }]);
});

test("a group is all or nothing, whatever stands around it", async () => {
  const [first, second] = [await application(), await application()];
  const group = randomUUID();
  const answers = await anna.push(
    anna.command({ ...on(first, "claim"), group }),
    anna.command(on(first, "addNote", { text: "außerhalb" })),
    anna.command({ ...on(second, "decide", { outcome: "approved", reason: "" }), group }),
  );
  expect(answers).toMatchObject([
    { answer: "refused", refusal: { code: "groupBroken" } },
    { answer: "accepted", version: 2 },
    { answer: "refused", refusal: { code: "wrongState" } },
  ]);
  const whole = randomUUID();
  const claims = [first, second].map((id) => anna.command({ ...on(id, "claim"), group: whole }));
  expect(await anna.push(...claims)).toMatchObject([
    { answer: "accepted", version: 3 },
    { answer: "accepted", version: 2 },
  ]);
  await anna.pullAll();
  expect(anna.records.get(`application/${first}`)).toMatchObject({ body: { state: "inProgress", clerk: "anna" } });
});

test("the person of the token acts, whatever the command says, and the log marks strange clocks and devices", async () => {
  const id = await application();
  const bodo = await server.signedIn("bodo");
  await anna.push(anna.command(on(id, "claim")));
  expect(await bodo.push(bodo.command(on(id, "release")))).toMatchObject([{ answer: "refused", refusal: { code: "claimedByOther" } }]);
  const strange = bodo.command({ ...on(id, "addNote", { text: "x" }), at: "2199-01-01T00:00:00.000Z", device: "another" });
  const early = bodo.command({ ...on(id, "addNote", { text: "y" }), at: "2001-01-01T00:00:00.000Z" });
  await bodo.push(strange, early);
  expect(await logged(strange.id)).toMatchObject([{ marks: ["future", "otherDevice"], at: "2199-01-01T00:00:00.000Z" }]);
  expect(await logged(early.id)).toMatchObject([{ marks: ["beforeEnrolment"] }]);
  await bodo.pullAll();
  // The server's time counts, not the command's.
  expect(JSON.stringify(bodo.records.get(`application/${id}`)?.body)).not.toContain("2199");
});

test("a command that names content waits until the sender has brought it, and so does what stands on it", async () => {
  const cora = await server.signedIn("cora");
  const bytes = Buffer.from("%PDF-1.4 Rechnung");
  const capture = captureCommand(cora, bytes);
  const assign = cora.command({ kind: "invoice", name: "addNote", recordId: capture.recordId, args: { text: "bitte prüfen" } });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(await cora.push(capture, assign)).toEqual([
    { id: capture.id, answer: "waiting", missingContent: [sha256] },
    { id: assign.id, answer: "waiting", missingContent: [sha256] },
  ]);
  expect(await logged(capture.id)).toEqual([]);
  await cora.upload(bytes);
  expect(await cora.push(capture, assign)).toMatchObject([{ answer: "accepted" }, { answer: "accepted" }]);
});

test("an epoch that is not ours is named before anything is applied", async () => {
  const id = await application();
  const claim = anna.command(on(id, "claim"));
  const body = { version: 1, epoch: "another life", commands: [{ number: 1, command: claim }] };
  await expect(anna.post("/v1/push", body)).rejects.toMatchObject({ problem: "epochChanged", status: 409 });
  expect(await logged(claim.id)).toEqual([]);
});

test("after all this the chain verifies", async () => {
  const report = await verifyLog(server.database, smallTenant);
  expect(report).toMatchObject({ breach: null, erased: [] });
  expect(report.rows).toBeGreaterThan(20);
});
