// A desk whose program is older than its server or than itself a day later: what it does not know waits untouched.
import { afterEach, expect, test, vi } from "vitest";
import { syncVersion } from "../../shared/sync/version.ts";
import { must } from "../../shared/base/must.ts";
import { ask, wholeInbox } from "./testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "./testing/test-town.ts";
import type { Program, Workstation } from "./workstation.ts";

const towns: TestTown[] = [];
afterEach(async () => {
  for (const town of towns.splice(0)) await town.close();
});

async function town(): Promise<TestTown> {
  const started = await startTestTown();
  towns.push(started);
  started.town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  return started;
}

async function open(test: TestTown, program: Program): Promise<Workstation> {
  const workstation = await test.desk("karla", { program });
  await workstation.desk.call("signIn", { userName: "karla", password: "geheim" });
  return workstation;
}

const withoutTasks: Program = { syncVersion: 1, unknown: ["task"] };
const today: Program = { syncVersion, unknown: [] };
const taskId = "01a20e16-4d8e-706a-b942-571f7c51d53e";

function putTask(test: TestTown): void {
  test.town.put({
    kind: "task",
    id: taskId,
    unit: "buergerservice",
    scopes: ["task@buergerservice"],
    version: 1,
    body: {
      schema: 1,
      state: "open",
      title: "Rückruf",
      dueOn: "2026-12-01",
      notes: [],
      trail: [],
    },
  });
}

test("a record of a kind the program does not know is set aside and appears after the upgrade without a new pull", async () => {
  const test = await town();
  putTask(test);
  test.town.receiveApplication("Boll");
  const old = await open(test, withoutTasks);
  await old.desk.call("syncNow", {});
  expect((await ask(old, "inbox", wholeInbox)).rows).toMatchObject([{ kind: "application", subject: "Boll, Frauke" }]);
  await old.close();
  await test.server.unplug(true);
  const upgraded = await open(test, today);
  const { rows } = await ask(upgraded, "inbox", wholeInbox);
  expect(rows.map((line) => line.subject).sort()).toEqual(["Boll, Frauke", "Rückruf"]);
  await upgraded.close();
  const again = await open(test, withoutTasks);
  expect((await ask(again, "inbox", wholeInbox)).rows).toHaveLength(1);
});

test("a command the program does not know stays in the outbox as it is, says so, and goes up after the upgrade", async () => {
  const test = await town();
  const id = test.town.receiveApplication("Boll");
  const upgraded = await open(test, today);
  await upgraded.desk.call("syncNow", {});
  await test.server.unplug(true);
  await upgraded.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: id, args: {} }] });
  const [queued] = await ask(upgraded, "outbox", {});
  await upgraded.close();
  await test.server.unplug(false);
  const old = await open(test, { syncVersion: 1, unknown: ["application/claim"] });
  await old.desk.call("syncNow", {});
  const [kept] = await ask(old, "outbox", {});
  expect(kept).toMatchObject({ commandId: must(queued, "submitted").commandId, state: "queued", refusal: { code: "unknownCommand" } });
  expect(test.town.records.get(`application/${id}`)?.record.version).toBe(1);
  await old.close();
  const back = await open(test, today);
  await back.desk.call("syncNow", {});
  expect(await ask(back, "outbox", {})).toEqual([]);
  expect(test.town.records.get(`application/${id}`)?.record.version).toBe(2);
});

test("a command the server does not know yet is kept with a sentence and taken after the server's update", async () => {
  const test = await town();
  const [id, other] = [test.town.receiveApplication("Boll"), test.town.receiveApplication("Adam")];
  const desk = await open(test, today);
  await desk.desk.call("syncNow", {});
  test.town.unknown = ["application/addNote"];
  const note = { kind: "application", name: "addNote", recordId: id, args: { text: "Rückfrage" } };
  await desk.desk.call("submit", { commands: [note] });
  await desk.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: other, args: {} }] });
  await vi.waitFor(async () => {
    await desk.desk.call("syncNow", {});
    expect(await ask(desk, "outbox", {})).toMatchObject([{ name: "addNote", state: "queued", refusal: { code: "serverTooOld" } }]);
  });
  test.town.unknown = [];
  await desk.desk.call("syncNow", {});
  expect(await ask(desk, "outbox", {})).toEqual([]);
  expect(JSON.stringify(test.town.records.get(`application/${id}`)?.record.body)).toContain("Rückfrage");
});
