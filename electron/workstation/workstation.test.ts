import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask, openTestDesk, wholeInbox } from "./testing/open-test-desk.ts";
import { startFakeServer, type FakeServer } from "./testing/fake-server.ts";
import { FakeTown } from "./testing/fake-town.ts";
import type { Workstation } from "./workstation.ts";

let folder = "";
let server: FakeServer;
let town: FakeTown;
const open: Workstation[] = [];

async function desk(name: string): Promise<Workstation> {
  const workstation = await openTestDesk({ dataFolder: join(folder, name), serverUrl: server.url });
  open.push(workstation);
  return workstation;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "desk ü "));
  town = new FakeTown();
  town.addPerson("kbrandt", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  town.addPerson("oseidel", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  server = await startFakeServer(town);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((workstation) => workstation.close()));
  await server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test("what arrives at the server stands in the inbox, and what one decides another sees", async () => {
  const id = town.receiveApplication("Sander");
  const [karla, ole] = [await desk("karla"), await desk("ole")];
  expect(await karla.desk.call("signIn", { userName: "kbrandt", password: "geheim" })).toEqual({ mode: "online" });
  await ole.desk.call("signIn", { userName: "oseidel", password: "geheim" });
  await karla.desk.call("syncNow", {});
  const inbox = await ask(karla, "inbox", wholeInbox);
  expect(inbox).toMatchObject({
    total: 1,
    counts: { all: 1, mine: 0, unit: 1, nobody: 1 },
    rows: [{ id, subject: "Sander, Frauke", clerk: null }],
  });

  const claimed = await karla.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: id, args: {} }] });
  expect(claimed.results[0]).toMatchObject({ outcome: "applied", refusal: null });
  expect((await ask(karla, "inbox", { ...wholeInbox, view: "mine" })).rows).toMatchObject([{ id, clerk: "kbrandt", state: "inProgress" }]);
  await vi.waitFor(async () => expect((await ask(ole, "record", { kind: "application", id })).record?.body["clerk"]).toBe("kbrandt"), {
    timeout: 20_000,
  });
  const record = await ask(ole, "record", { kind: "application", id });
  expect(record.actions.find((action) => action.action === "claim")?.refusal).toMatchObject({ code: "claimedByOther" });
  expect(record.actions.find((action) => action.action === "addNote")?.refusal).toBeNull();
  expect(await ask(karla, "outbox", {})).toEqual([]);
});

test("a live inbox follows what others do, and ends when the person signs out", async () => {
  const karla = await desk("karla");
  await karla.desk.call("signIn", { userName: "kbrandt", password: "geheim" });
  const totals: number[] = [];
  const errors: string[] = [];
  karla.desk.watch(
    "inbox",
    wholeInbox,
    (value) => totals.push(value.total),
    (error) => errors.push(error.code),
  );
  await vi.waitFor(() => expect(totals.at(-1)).toBe(0), { timeout: 20_000 });
  await vi.waitFor(() => expect(server.requests).toContain("GET /v1/poke"), { timeout: 20_000 });
  town.receiveApplication("Sander");
  server.news();
  await vi.waitFor(() => expect(totals.at(-1)).toBe(1), { timeout: 20_000 });
  await karla.desk.call("signOut", {});
  expect(errors).toEqual(["notSignedIn"]);
  await expect(ask(karla, "inbox", wholeInbox)).rejects.toMatchObject({ code: "notSignedIn" });
  expect((await ask(karla, "session", {})).phase).toBe("signedOut");
});

test("how it stands with the server is answered over a sign-out and a new sign-in, also asked in the middle of it", async () => {
  const karla = await desk("karla");
  const errors: unknown[] = [];
  let answers = 0;
  const watch = (): (() => void) =>
    karla.desk.watch(
      "sync",
      {},
      () => (answers += 1),
      (error) => errors.push(error),
    );
  const stops = [watch()];
  await karla.desk.call("signIn", { userName: "kbrandt", password: "geheim" });
  const leaving = karla.desk.call("signOut", {});
  for (let asked = 0; asked < 20; asked += 1) {
    stops.push(watch());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await leaving;
  await vi.waitFor(() => expect(answers).toBeGreaterThanOrEqual(21), { timeout: 20_000 });
  expect(errors).toEqual([]);
  for (const stop of stops) stop();
});
