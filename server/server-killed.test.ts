import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../shared/base/must.ts";
import { z } from "../shared/base/zod.ts";
import { applicationSchema } from "../shared/domain/application/schema.ts";
import type { Command } from "../shared/domain/command.ts";
import type { Answer } from "../shared/sync/push.ts";
import { verifyLog } from "./audit/verify-log.ts";
import { admitDevice } from "./auth/devices.ts";
import { openFolderStore } from "./content/folder-store.ts";
import { openDatabase } from "./store/database.ts";
import { stopEngine } from "./store/engine/open-engine.ts";
import { importTown } from "./store/seed.ts";
import { makeApplications } from "./testing/applications.ts";
import { newDeviceKey } from "./testing/device-side.ts";
import { spawnServer } from "./testing/server-process.ts";
import { smallPassword, smallTenant, smallTown } from "./testing/small-town.ts";
import { SyncClient } from "./testing/sync-client.ts";
import { engineTestFolder } from "./testing/test-engine.ts";
import { testPasswordCost } from "./testing/test-server.ts";

let data: string;
let folder: string;
const device = randomUUID();
const key = newDeviceKey();
beforeEach(async () => {
  folder = engineTestFolder();
  data = join(folder, "Daten für Tests");
  const database = await openDatabase({ dataFolder: join(data, "database") });
  await importTown(database, await openFolderStore(join(data, "content")), smallTown(), {
    passwordCost: testPasswordCost,
    recoveryKeyBits: 1024,
  });
  const known = { tenant: smallTenant, id: device, name: "Test", publicKey: key.publicKey, by: "operator" };
  await admitDevice(database, known, new Date().toISOString());
  await database.close();
});
afterEach(async () => {
  await stopEngine(join(data, "database"), true);
  await rm(folder, { recursive: true, force: true });
});

test("killed in the middle of pushes, again and again: nothing acknowledged is lost, nothing is done twice", async () => {
  let server = await spawnServer(data);
  const ids = await makeApplications(server.url, 8);
  let anna = new SyncClient(server.url, smallTenant, "anna", device, key);
  await anna.signIn(smallPassword);
  const outbox: Command[] = Array.from({ length: 400 }, (_, index) =>
    anna.command({
      kind: "application",
      name: "addNote",
      recordId: must(ids[index % ids.length], "there are eight"),
      args: { text: `Notiz ${String(index)}` },
    }),
  );
  const acknowledged = new Map<string, Answer>();
  for (const killedAfter of [0, 60, 150, 260]) {
    const pushing = Promise.allSettled(
      [0, 1].map(async (half) => {
        for (let start = half * 200; start < half * 200 + 200; start += 20) {
          for (const answer of await anna.push(...outbox.slice(start, start + 20))) acknowledged.set(answer.id, answer);
        }
      }),
    );
    // The next batches are under way when the answers of those before them are in.
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(killedAfter), { interval: 1, timeout: 20_000 });
    await server.end("SIGKILL");
    await pushing;
    server = await spawnServer(data);
    const next = new SyncClient(server.url, smallTenant, "anna", device, key);
    await next.signIn(smallPassword);
    anna = next;
  }
  const again = (await anna.push(...outbox.slice(0, 200))).concat(await anna.push(...outbox.slice(200)));
  for (const answer of again) {
    expect(answer.answer).toBe("accepted");
    if (acknowledged.has(answer.id)) expect(answer).toEqual(acknowledged.get(answer.id));
  }
  await anna.pullAll();
  const notes = ids.flatMap((id) => applicationSchema.parse(anna.records.get(`application/${id}`)?.body).notes.map((note) => note.text));
  expect(notes.sort()).toEqual(outbox.map((_, index) => `Notiz ${String(index)}`).sort());
  expect(await server.end("SIGTERM")).toBe(0);
  const database = await openDatabase({ dataFolder: join(data, "database") });
  // The import, eight applications, and every note once.
  expect(await verifyLog(database, smallTenant)).toMatchObject({ breach: null, rows: 1 + 8 + 400 });
  await database.close();
}, 120_000);

function keysOf(line: string): string {
  return Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(line)))
    .sort()
    .join();
}

test("its log holds codes and milliseconds, and nothing anybody wrote or is called", async () => {
  const server = await spawnServer(data);
  const [id] = await makeApplications(server.url, 1);
  const anna = new SyncClient(server.url, smallTenant, "anna", device, key);
  await expect(anna.signIn("geheimes-falsches")).rejects.toThrow("signInFailed");
  await anna.signIn(smallPassword);
  await anna.run({ kind: "application", name: "addNote", recordId: must(id, "made"), args: { text: "vertraulich" } });
  await anna.post("/v1/search", { text: "Suchwort", limit: 5 });
  await anna.pullAll();
  await expect(anna.post("/v1/pull", { version: 1, cursors: "vertraulich" })).rejects.toThrow("badRequest");
  const sha256 = await anna.upload(Buffer.from("Inhalt"));
  expect(await server.end("SIGTERM")).toBe(0);
  const lines = server.output().trim().split("\n");
  expect(lines.length).toBeGreaterThan(6);
  expect(lines.filter((line) => line.includes('"status"')).map(keysOf)).toContain("level,method,ms,reqId,route,status,time");
  const secrets = ["anna", "Ahrens", "Zoë", "vertraulich", "Suchwort", "geheimes", smallPassword, "example.org", sha256, anna.device];
  for (const secret of secrets) expect(server.output()).not.toContain(secret);
}, 60_000);

test("--new-epoch begins another life: desks hear of it and pull afresh", async () => {
  const first = await spawnServer(data);
  const anna = new SyncClient(first.url, smallTenant, "anna", device, key);
  const before = (await anna.signIn(smallPassword)).epoch;
  expect(await first.end("SIGTERM")).toBe(0);
  const second = await spawnServer(data, ["--new-epoch"]);
  const later = new SyncClient(second.url, smallTenant, "anna", device, key);
  const { epoch } = await later.signIn(smallPassword);
  expect(epoch).not.toBe(before);
  expect(await second.end("SIGTERM")).toBe(0);
  const third = await spawnServer(data);
  const same = new SyncClient(third.url, smallTenant, "anna", device, key);
  expect((await same.signIn(smallPassword)).epoch).toBe(epoch);
  expect(await third.end("SIGTERM")).toBe(0);
}, 60_000);
