// A command the server cannot take never jams the queue: it is found, set aside with a reason, and everything else goes on.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Command } from "../../../shared/domain/command.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
let desk: Workstation;
let ids: readonly string[] = [];
const patiently = { timeout: 15_000, interval: 20 };
const poison = "GIFT";

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  ids = Array.from({ length: 12 }, (_none, index) => town.town.receiveApplication(`Antrag ${index}`));
  desk = await town.signedIn("karla", "karla");
  await town.server.unplug(true);
});
afterEach(async () => {
  await town.close();
});

const note = (index: number, text: string) => ({
  kind: "application",
  name: "addNote",
  recordId: must(ids[index % ids.length], "there are twelve"),
  args: { text },
});
const isPoisoned = (commands: readonly Command[]): boolean => commands.some((command) => command.args["text"] === poison);
const badRequest = { status: 400, problem: "badRequest" };
const internal = { status: 500, problem: "internal" };

async function give(texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) await desk.desk.call("submit", { commands: [note(index, text)] });
}

const outbox = async (): Promise<unknown> =>
  (await ask(desk, "outbox", {})).map(({ state, args, refusal }) => [state, args["text"], refusal?.code ?? null]);

function notesAtServer(): readonly string[] {
  return ids.flatMap((id) => {
    const notes: unknown = must(town.town.records.get(`application/${id}`), "received").record.body["notes"];
    return Array.isArray(notes) ? notes.map((one: { text: string }) => one.text) : [];
  });
}

async function comeBack(): Promise<void> {
  await town.server.unplug(false);
  await desk.desk.call("syncNow", {}).catch(() => undefined);
}

test.each([
  ["first", [0]],
  ["in the middle", [5]],
  ["last", [9]],
  ["twice, beside each other", [4, 5]],
  ["twice, far apart", [0, 9]],
])("a poisoned command %s is found and set aside with its reason, everything else arrives in order", async (_where, at) => {
  town.server.judgePush = (commands) => (isPoisoned(commands) ? badRequest : undefined);
  const texts = Array.from({ length: 10 }, (_none, index) => (at.includes(index) ? poison : `Notiz ${index}`));
  await give(texts);
  await comeBack();
  await vi.waitFor(async () => expect(await outbox()).toEqual(at.map(() => ["refused", poison, "notUnderstood"])), patiently);
  expect(notesAtServer()).toEqual(texts.filter((text) => text !== poison));
  const settled = { network: "online", problem: null, waiting: 0, refused: at.length };
  await vi.waitFor(async () => expect(await ask(desk, "sync", {})).toMatchObject(settled), patiently);
});

test("a poisoned member takes its bulk action along and nothing else", async () => {
  town.server.judgePush = (commands) => (isPoisoned(commands) ? badRequest : undefined);
  await give(["davor"]);
  await desk.desk.call("submit", { commands: [note(1, "gemeinsam"), note(2, poison), note(3, "zusammen")] });
  await desk.desk.call("submit", { commands: [note(4, "danach")] });
  await comeBack();
  await vi.waitFor(async () => expect(await outbox()).toHaveLength(3), patiently);
  expect(await outbox()).toEqual([
    ["refused", "gemeinsam", "notUnderstood"],
    ["refused", poison, "notUnderstood"],
    ["refused", "zusammen", "notUnderstood"],
  ]);
  expect(notesAtServer()).toEqual(["davor", "danach"]);
});

test("the only command, if it is poisoned, is set aside; what builds on it waits for the person's word", async () => {
  town.server.judgePush = (commands) => (isPoisoned(commands) ? badRequest : undefined);
  await desk.desk.call("submit", { commands: [note(0, poison)] });
  await desk.desk.call("submit", { commands: [note(0, "danach")] });
  await comeBack();
  await vi.waitFor(
    async () =>
      expect(await outbox()).toEqual([
        ["refused", poison, "notUnderstood"],
        ["parked", "danach", null],
      ]),
    patiently,
  );
});

test("a step too large for the server goes aside, and can be written anew", async () => {
  town.server.judgePush = (_commands, size) => (size > 3_500 ? { status: 413, problem: "tooLarge" } : undefined);
  await give(["kurz", "x ".repeat(1_900), "auch kurz"]);
  await comeBack();
  await vi.waitFor(async () => expect(await outbox()).toMatchObject([["refused", expect.stringMatching(/^x x/u), "tooLarge"]]), patiently);
  expect(notesAtServer()).toEqual(["kurz", "auch kurz"]);
  const [entry] = await ask(desk, "outbox", {});
  const { commandId } = must(entry, "one was set aside");
  const { content, texts } = await desk.desk.call("stepContent", { commandId });
  expect(content.length).toBeGreaterThan(3_800);
  expect(texts.map((one) => one.path)).toEqual(["text"]);
  expect(await desk.desk.call("reviseStep", { commandId, texts: [{ path: "text", value: "gekürzt" }] })).toEqual({ refusal: null });
  await vi.waitFor(async () => expect(await outbox()).toEqual([]), patiently);
  expect(notesAtServer().toSorted()).toEqual(["auch kurz", "gekürzt", "kurz"]);
});

test("a server that fails for a while is not taken for a poisoned command", async () => {
  let failing = 6;
  town.server.judgePush = () => {
    failing -= 1;
    return failing >= 0 ? internal : undefined;
  };
  await give(["eins", "zwei", "drei"]);
  await comeBack();
  await vi.waitFor(async () => expect(await outbox()).toEqual([]), patiently);
  expect(notesAtServer()).toEqual(["eins", "zwei", "drei"]);
});

test("a server that takes nothing at all refuses nobody's work, and the desk goes on hearing of news", async () => {
  town.server.judgePush = () => internal;
  await give(["eins", "zwei"]);
  await comeBack();
  const pushes = (): number => town.server.requests.filter((line) => line === "POST /v1/push").length;
  await vi.waitFor(() => expect(pushes()).toBeGreaterThan(12), patiently);
  expect((await ask(desk, "outbox", {})).map((entry) => entry.refusal)).toEqual([null, null]);
  expect(await ask(desk, "sync", {})).toMatchObject({ waiting: 2, refused: 0, problem: "internal" });
  const news = town.town.receiveApplication("Neu");
  await vi.waitFor(async () => expect((await ask(desk, "record", { kind: "application", id: news })).record).not.toBeNull(), patiently);
});

test("a server that understands no command any more does not turn a day's work into refusals", async () => {
  town.server.judgePush = () => badRequest;
  await give(["eins", "zwei", "drei", "vier", "fünf"]);
  await comeBack();
  await vi.waitFor(async () => expect(await ask(desk, "sync", {})).toMatchObject({ problem: "badRequest" }), patiently);
  expect(await ask(desk, "sync", {})).toMatchObject({ waiting: 5, refused: 0 });
});

test.each([
  ["answers 500 each time", internal],
  ["has its line cut each time", "cut"],
] as const)("a command that %s is set aside in the end, wherever it stands", async (_how, verdict) => {
  town.server.judgePush = (commands) => (isPoisoned(commands) ? verdict : undefined);
  await give(["eins", "zwei", poison]);
  await comeBack();
  await vi.waitFor(async () => expect(await outbox()).toEqual([["refused", poison, "serverFails"]]), patiently);
  expect(notesAtServer()).toEqual(["eins", "zwei"]);
});

test("sent again after all, a command that was set aside counts once, even if the server had taken it", async () => {
  town.server.judgePush = (commands) => (isPoisoned(commands) ? badRequest : undefined);
  await give(["davor", poison]);
  await comeBack();
  await vi.waitFor(async () => expect(await outbox()).toHaveLength(1), patiently);
  const [entry] = await ask(desk, "outbox", {});
  const { commandId } = must(entry, "set aside");
  town.server.judgePush = undefined;
  const actor = must(town.town.people.get("karla"), "added").actor;
  const { at } = must(entry, "set aside");
  const command = { ...note(1, poison), id: commandId, seen: { version: 1, after: null }, device: randomUUID(), at };
  expect(town.town.push(actor, [command])).toMatchObject([{ answer: "accepted" }]);
  await desk.desk.call("resolve", { commandId, action: "retry" });
  await vi.waitFor(async () => expect(await outbox()).toEqual([]), patiently);
  expect(notesAtServer()).toEqual(["davor", poison]);
  expect((await ask(desk, "outboxDone", {})).map((step) => step.commandId)).toContain(commandId);
});
