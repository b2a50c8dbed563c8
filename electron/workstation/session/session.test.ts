import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { systemClock, type Clock } from "../clock.ts";
import { storeThreads, type StoreThread } from "../store/store-thread.ts";
import { ask, storeWorker, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";
import type { KeyStore } from "./key-file.ts";

let town: TestTown;
let daysLater = 0;
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + daysLater * 86_400_000) };
const patiently = { timeout: 10_000, interval: 20 };

beforeEach(async () => {
  daysLater = 0;
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  town.town.receiveApplication("Sander");
});
afterEach(async () => {
  await town.close();
});

const signIn = (desk: Workstation, password = "geheim", userName = "karla") => desk.desk.call("signIn", { userName, password });

async function synced(name = "desk", keyStore: KeyStore | null = null): Promise<Workstation> {
  const desk = await town.desk(name, { clock, keyStore });
  await signIn(desk);
  await desk.desk.call("syncNow", {});
  return desk;
}

test("a replica opens without the server by its own password, and signs in by itself once the server is back", async () => {
  const first = await synced();
  await first.desk.call("signOut", {});
  await town.server.unplug(true);
  await expect(signIn(first, "falsch")).rejects.toMatchObject({ code: "signInFailed" });
  expect(await signIn(first)).toEqual({ mode: "offline" });
  expect((await ask(first, "session", {})).actor?.personId).toBe("karla");
  const [row] = (await ask(first, "inbox", wholeInbox)).rows;
  const id = must(row, "pulled before").id;
  await first.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: id, args: {} }] });
  await town.server.unplug(false);
  await vi.waitFor(async () => expect(await ask(first, "outbox", {})).toEqual([]), patiently);
  expect(must(town.town.records.get(`application/${id}`), "received").record.body["clerk"]).toBe("karla");
});

test("who never signed in here cannot without the server", async () => {
  const desk = await synced();
  await desk.desk.call("signOut", {});
  await town.server.unplug(true);
  await expect(signIn(desk, "geheim", "ole")).rejects.toMatchObject({ code: "noOfflineReplica" });
});

test("a first sign-in that died before it knew whose replica it is leaves nothing to open without the server, and nothing open", async () => {
  const real = storeThreads(storeWorker);
  let dies = true;
  const threads = new Set<StoreThread>();
  const desk = await town.desk("desk", {
    openStoreThread: async (start, listening) => {
      const thread = await real(start, listening);
      const counted: StoreThread = {
        ask: (name, args) => (dies && name === "identify" ? Promise.reject(new DeskError("internal", "killed")) : thread.ask(name, args)),
        close: async () => {
          await thread.close();
          threads.delete(counted);
        },
      };
      threads.add(counted);
      return counted;
    },
  });
  await expect(signIn(desk)).rejects.toMatchObject({ code: "internal" });
  dies = false;
  await town.server.unplug(true);
  await expect(signIn(desk)).rejects.toMatchObject({ code: "noOfflineReplica" });
  expect(threads.size).toBe(0);
  await town.server.unplug(false);
  expect(await signIn(desk)).toEqual({ mode: "online" });
});

test("ten wrong passwords end unlocking without the server, also over restarts; the server opens it again", async () => {
  const desk = await synced();
  await desk.desk.call("signOut", {});
  await town.server.unplug(true);
  for (let tries = 1; tries <= 9; tries++) await expect(signIn(desk, `falsch ${tries}`)).rejects.toMatchObject({ code: "signInFailed" });
  await desk.close();
  const again = await town.desk("desk", { clock });
  await expect(signIn(again, "falsch 10")).rejects.toMatchObject({ code: "offlineUnlockEnded" });
  await expect(signIn(again)).rejects.toMatchObject({ code: "offlineUnlockEnded" });
  await town.server.unplug(false);
  expect(await signIn(again)).toEqual({ mode: "online" });
  expect((await ask(again, "inbox", wholeInbox)).total).toBe(1);
});

test("after fourteen days without contact only the server opens the replica, and a clock set back does not help", async () => {
  const desk = await synced();
  await desk.desk.call("signOut", {});
  await town.server.unplug(true);
  daysLater = 15;
  await expect(signIn(desk)).rejects.toMatchObject({ code: "offlineUnlockEnded" });
  daysLater = -1;
  await expect(signIn(desk)).rejects.toMatchObject({ code: "offlineUnlockEnded" });
  daysLater = 13;
  expect(await signIn(desk)).toEqual({ mode: "offline" });
});

test("after a password reset the server's recovery key opens the replica, and what waited in it goes up", async () => {
  const desk = await synced();
  const [row] = (await ask(desk, "inbox", wholeInbox)).rows;
  const id = must(row, "pulled").id;
  await town.server.unplug(true);
  await desk.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: id, args: {} }] });
  await desk.desk.call("signOut", {});
  await town.server.unplug(false);
  must(town.town.people.get("karla"), "added").password = "neu";
  await expect(signIn(desk)).rejects.toMatchObject({ code: "signInFailed" });
  expect(await signIn(desk, "neu")).toEqual({ mode: "online" });
  await vi.waitFor(
    () => expect(must(town.town.records.get(`application/${id}`), "received").record.body["clerk"]).toBe("karla"),
    patiently,
  );
  await desk.desk.call("signOut", {});
  await town.server.unplug(true);
  await expect(signIn(desk)).rejects.toMatchObject({ code: "signInFailed" });
  expect(await signIn(desk, "neu")).toEqual({ mode: "offline" });
});

test("with a key store the password alone does not open the file", async () => {
  const mask = randomBytes(32);
  const mixed = (bytes: Uint8Array): Uint8Array => bytes.map((byte, index) => byte ^ must(mask[index % 32], "32 bytes"));
  const desk = await synced("desk", { wrap: mixed, unwrap: mixed });
  await desk.close();
  await town.server.unplug(true);
  const elsewhere = await town.desk("desk", { clock });
  await expect(signIn(elsewhere)).rejects.toMatchObject({ code: "signInFailed" });
  const here = await town.desk("desk", { clock, keyStore: { wrap: mixed, unwrap: mixed } });
  expect(await signIn(here)).toEqual({ mode: "offline" });
});

test("a locked-out device keeps neither records nor content, and does not open any more", async () => {
  const desk = await synced();
  const { device } = JSON.parse(readFileSync(join(town.folder, "desk", "device.json"), "utf8"));
  town.town.revoked.add(device);
  await expect(desk.desk.call("syncNow", {})).rejects.toMatchObject({ code: "deviceRevoked" });
  await vi.waitFor(async () => expect((await ask(desk, "session", {})).phase).toBe("signedOut"), patiently);
  expect(await ask(desk, "sync", {})).toMatchObject({ problem: "deviceRevoked" });
  await expect(signIn(desk)).rejects.toMatchObject({ code: "deviceRevoked" });
  await town.server.unplug(true);
  await expect(signIn(desk)).rejects.toMatchObject({ code: "deviceRevoked" });
  await desk.close();
  const again = await town.desk("desk", { clock });
  await expect(signIn(again)).rejects.toMatchObject({ code: "deviceRevoked" });
  expect((await ask(again, "session", {})).enrolment).toMatchObject({ phase: "needed", reason: "revoked" });
});

test("neither password, key nor names lie readable in the data folder", async () => {
  const desk = await synced();
  await desk.close();
  const replicas = join(town.folder, "desk", "replicas");
  const names = readdirSync(replicas);
  expect(names.some((name) => name.includes("karla"))).toBe(false);
  const expected = createHash("sha256").update("teststadt\nkarla").digest("hex").slice(0, 32);
  expect(names).toContain(`${expected}.db`);
  const files = readdirSync(replicas, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const text = readFileSync(join(file.parentPath, file.name)).toString("latin1");
    for (const word of ["geheim", "Sander", "karla"]) expect(text).not.toContain(word);
  }
});

test("two desks in one process share nothing", async () => {
  const [one, two] = [await synced("one"), await synced("two")];
  await one.desk.call("signOut", {});
  expect((await ask(one, "session", {})).phase).toBe("signedOut");
  expect((await ask(two, "inbox", wholeInbox)).total).toBe(1);
});
