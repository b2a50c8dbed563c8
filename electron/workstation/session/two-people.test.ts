// Two people at one PC: what one of them left waiting is neither seen nor sent by the other, whatever was under way when they changed.
import type { IncomingMessage } from "node:http";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
let ids: readonly string[] = [];
const patiently = { timeout: 15_000, interval: 20 };

/** Who was at the desk when a push arrived, by the token it carried and by the command it brought. */
interface Pushed {
  readonly token: string;
  readonly texts: readonly string[];
}
let pushed: Pushed[] = [];
let tokens: Map<string, string>;

beforeEach(async () => {
  town = await startTestTown();
  for (const name of ["karla", "ole"]) town.town.addPerson(name, "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  ids = Array.from({ length: 4 }, (_none, index) => town.town.receiveApplication(`Antrag ${index}`));
  pushed = [];
  tokens = new Map();
});
afterEach(async () => {
  await town.close();
});

const tokenOf = (request: IncomingMessage): string => request.headers.authorization ?? "";
const signIn = (desk: Workstation, userName: string) => desk.desk.call("signIn", { userName, password: "geheim" });
const note = (index: number, text: string) => ({
  commands: [{ kind: "application", name: "addNote", recordId: must(ids[index], "four"), args: { text } }],
});

/** Notes who sends what. */
function listen(): void {
  let token = "";
  town.server.before = (request) => {
    if (request.url === "/v1/push") token = tokenOf(request);
    return false;
  };
  town.server.judgePush = (commands) => {
    pushed.push({ token, texts: commands.map((command) => String(command.args["text"])) });
    return undefined;
  };
}

/** Every token a person ever used here; none is anybody else's. */
async function learnTokens(desk: Workstation, userName: string): Promise<void> {
  const before = town.server.before;
  town.server.before = (request, response) => {
    if (request.url === "/v1/pull") tokens.set(tokenOf(request), userName);
    return before?.(request, response) ?? false;
  };
  await desk.desk.call("syncNow", {});
  town.server.before = before;
}

test("signed out with work waiting, the next person at this PC neither sees nor sends it; it goes with its own person", async () => {
  const desk = await town.desk("pc");
  listen();
  await signIn(desk, "karla");
  await learnTokens(desk, "karla");
  await town.server.unplug(true);
  await desk.desk.call("submit", note(0, "von Karla"));
  await desk.desk.call("submit", note(1, "auch von Karla"));
  await desk.desk.call("signOut", {});
  expect(await ask(desk, "sync", {})).toMatchObject({ waiting: 0, refused: 0 });
  await expect(ask(desk, "outbox", {})).rejects.toMatchObject({ code: "notSignedIn" });
  await town.server.unplug(false);

  await signIn(desk, "ole");
  await learnTokens(desk, "ole");
  expect(await ask(desk, "outbox", {})).toEqual([]);
  expect(await ask(desk, "outboxDone", {})).toEqual([]);
  expect(await ask(desk, "sync", {})).toMatchObject({ waiting: 0 });
  const record = await ask(desk, "record", { kind: "application", id: must(ids[0], "four") });
  expect(record.record?.body["notes"] ?? []).toEqual([]);
  expect((await ask(desk, "inbox", wholeInbox)).rows.map((row) => row.waiting)).toEqual([0, 0, 0, 0]);
  await desk.desk.call("submit", note(2, "von Ole"));
  await vi.waitFor(() => expect(pushed.flatMap((one) => one.texts)).toEqual(["von Ole"]), patiently);
  await desk.desk.call("signOut", {});

  await signIn(desk, "karla");
  await learnTokens(desk, "karla");
  await vi.waitFor(() => expect(pushed.flatMap((one) => one.texts)).toEqual(["von Ole", "von Karla", "auch von Karla"]), patiently);
  for (const { token, texts } of pushed) {
    const owner = texts.some((text) => text.includes("Karla")) ? "karla" : "ole";
    expect([owner, undefined]).toContain(tokens.get(token));
  }
  expect(new Set(tokens.values())).toEqual(new Set(["karla", "ole"]));
  expect(readdirSync(join(town.folder, "pc", "replicas")).filter((name) => name.endsWith(".db"))).toHaveLength(2);
});

test("a push under way while its person signs out is called off; nothing of it goes with the next one's token", async () => {
  const desk = await town.desk("pc");
  await signIn(desk, "karla");
  await desk.desk.call("syncNow", {});
  const held: string[] = [];
  town.server.before = (request, response) => {
    if (request.url !== "/v1/push") return false;
    held.push(tokenOf(request));
    request.resume();
    // Never answered: the desk has to let go of it by itself.
    response.on("error", () => undefined);
    return true;
  };
  await desk.desk.call("submit", note(0, "von Karla"));
  await vi.waitFor(() => expect(held).toHaveLength(1), patiently);
  await desk.desk.call("signOut", {});
  listen();
  await signIn(desk, "ole");
  await desk.desk.call("syncNow", {});
  await desk.desk.call("submit", note(1, "von Ole"));
  await vi.waitFor(() => expect(pushed.map((one) => one.texts)).toEqual([["von Ole"]]), patiently);
  expect(pushed.map((one) => one.token)).not.toContain(held[0]);
  await desk.desk.call("signOut", {});
  await signIn(desk, "karla");
  await vi.waitFor(() => expect(pushed.map((one) => one.texts)).toEqual([["von Ole"], ["von Karla"]]), patiently);
  expect(new Set(pushed.map((one) => one.token)).size).toBe(2);
});

test("while one person signs in over another, no answer reaches the wrong outbox", async () => {
  const desk = await town.desk("pc");
  listen();
  await signIn(desk, "karla");
  await desk.desk.call("syncNow", {});
  const switching = [desk.desk.call("submit", note(0, "von Karla")), signIn(desk, "ole")];
  await Promise.all(switching);
  await desk.desk.call("syncNow", {});
  expect((await ask(desk, "session", {})).actor?.personId).toBe("ole");
  expect(await ask(desk, "outbox", {})).toEqual([]);
  await signIn(desk, "karla");
  await vi.waitFor(async () => expect((await ask(desk, "sync", {})).waiting).toBe(0), patiently);
  const body = must(town.town.records.get(`application/${must(ids[0], "four")}`), "received").record.body;
  expect(body["notes"]).toMatchObject([{ text: "von Karla", by: "karla" }]);
});
