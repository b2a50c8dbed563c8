// Real processes and real SIGKILL: a server and two desks die again and again while people work, and everything they gave comes through.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask } from "../../electron/workstation/testing/open-test-desk.ts";
import { openWorkstation } from "../../electron/workstation/workstation.ts";
import { verifyLog } from "../../server/audit/verify-log.ts";
import { logEntrySchema } from "../../server/audit/chain.ts";
import { serverKeys } from "../../server/auth/server-identity.ts";
import { openFolderStore } from "../../server/content/folder-store.ts";
import { openDatabase } from "../../server/store/database.ts";
import { stopEngine } from "../../server/store/engine/open-engine.ts";
import { importTown } from "../../server/store/seed.ts";
import { sql } from "../../server/store/sql.ts";
import { spawnServer, type ServerProcess } from "../../server/testing/server-process.ts";
import { engineTestFolder } from "../../server/testing/test-engine.ts";
import { testPasswordCost } from "../../server/testing/test-server.ts";
import { trailEntrySchema } from "../../shared/domain/trail.ts";
import { z } from "../../shared/base/zod.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { enrolPc } from "./fuzz/enrolled.ts";
import { baseTenant, firstPassword, recordsOfTown, townData } from "./fuzz/town-data.ts";

const patience = { timeout: 60_000, interval: 20 };
const people = ["anna", "bodo"] as const;
const records = recordsOfTown()
  .filter((record) => record.kind === "application" && record.unit === "buergerservice")
  .map((record) => record.id);

let engineFolder: string;
let desks: string;
let data: string;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  engineFolder = engineTestFolder();
  desks = await mkdtemp(join(tmpdir(), "amtsstube-kills-"));
  data = join(engineFolder, "data");
  const database = await openDatabase({ dataFolder: join(data, "database") });
  await importTown(database, await openFolderStore(join(data, "content")), townData(), {
    passwordCost: testPasswordCost,
    recoveryKeyBits: 1024,
  });
  const { publicKey, next } = await serverKeys(database, new Date().toISOString());
  for (const name of people)
    await enrolPc(database, { folder: join(desks, name), name, tenant: baseTenant, serverKeys: [publicKey, ...next] });
  await database.close();
});
afterEach(async () => {
  for (const child of children) await killed(child);
  await stopEngine(join(data, "database"), true);
  for (const folder of [engineFolder, desks]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function killed(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

/** A desk that works; every command it says it has taken goes into `given`. */
function work(userName: string, serverUrl: string, seed: string, given: Set<string>): ChildProcess {
  const settings = { dataFolder: join(desks, userName), serverUrl, tenant: baseTenant, userName, seed, records };
  const child = spawn(process.execPath, [join(import.meta.dirname, "real-desk.ts"), JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  let rest = "";
  child.stdout.on("data", (piece: Buffer) => {
    const lines = (rest + piece.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) given.add(line);
  });
  return child;
}

test("server and desks are killed in the middle of their work: what was taken is applied once, and all end with the same bytes", async () => {
  const random = randomOf("real kills");
  const given = new Set<string>();
  let server: ServerProcess = await spawnServer(data);
  children.add(server.child);
  const at = new Map(people.map((name) => [name, work(name, server.url, `${name} 0`, given)]));
  await vi.waitFor(() => expect(given.size).toBeGreaterThan(10), patience);
  for (let round = 1; round <= 6; round += 1) {
    const enough = given.size + random.int(5, 40);
    await vi.waitFor(() => expect(given.size).toBeGreaterThan(enough), patience);
    const name = random.pick(people);
    const desk = at.get(name);
    if (desk !== undefined) await killed(desk);
    if (round % 2 === 0) {
      await server.end("SIGKILL");
      server = await spawnServer(data);
      children.add(server.child);
      // The other desk knows the old address alone.
      for (const other of people) {
        const running = at.get(other);
        if (running !== undefined) await killed(running);
        at.set(other, work(other, server.url, `${other} ${String(round)}`, given));
      }
    } else at.set(name, work(name, server.url, `${name} ${String(round)}`, given));
  }
  for (const child of at.values()) await killed(child);
  for (const userName of people) await settled(userName, server.url);
  const replicas = await Promise.all(people.map((userName) => settled(userName, server.url)));
  expect(replicas[0]).toEqual(replicas[1]);

  const database = await openDatabase({ dataFolder: join(data, "database") });
  try {
    const rows = await database.query<{ entry: unknown }>(sql`select entry from command_log where tenant = ${baseTenant}`);
    const log = rows.map((row) => logEntrySchema.parse(row.entry));
    const ids = log.map((entry) => entry.commandId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...given].filter((id) => !ids.includes(id))).toEqual([]);
    expect(given.size).toBeGreaterThan(50);
    expect((await verifyLog(database, baseTenant)).breach).toBeNull();
    const bodies = await database.query<{ record: { body: { trail: unknown } } }>(
      sql`select record from office_record where tenant = ${baseTenant}`,
    );
    const lines = bodies.flatMap(({ record }) =>
      z
        .array(trailEntrySchema)
        .parse(record.body.trail)
        .map((line) => line.commandId),
    );
    const accepted = log.filter((entry) => entry.answer === "accepted").map((entry) => entry.commandId);
    expect(lines.toSorted()).toEqual(accepted.toSorted());
  } finally {
    await database.close();
  }
});

/** The person signs in once more, everything goes up, and then the record bodies are what the desk shows. */
async function settled(userName: string, serverUrl: string): Promise<readonly unknown[]> {
  const root = join(import.meta.dirname, "..", "..");
  const workstation = await openWorkstation({
    dataFolder: join(desks, userName),
    serverUrl,
    tenant: baseTenant,
    host: "test",
    programVersion: "test",
    workers: {
      store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")),
      read: pathToFileURL(join(root, "scanner-inbox", "read", "read-worker.ts")),
    },
    timings: { argonMemory: 64, prefetchRecords: 0 },
  });
  const { desk } = workstation;
  try {
    await desk.call("signIn", { userName, password: firstPassword });
    await vi.waitFor(async () => {
      await desk.call("syncNow", {});
      expect((await ask(workstation, "sync", {})).waiting).toBe(0);
    }, patience);
    // The other one may have sent something since.
    await desk.call("syncNow", {});
    return await Promise.all(records.map(async (id) => (await ask(workstation, "record", { kind: "application", id })).record));
  } finally {
    await workstation.close();
  }
}
