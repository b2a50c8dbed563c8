// Capsules over real HTTP, signed by a device at which nobody is signed in: resumed, repeated, opened by their key alone.
import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { deviceStateResponseSchema } from "../../shared/sync/enrolment.ts";
import { capsuleProgressSchema, unattendedStatementSchema, type CapsuleBegin, type CapsuleProgress } from "../../shared/sync/unattended.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { taskSchema } from "../../shared/domain/task/schema.ts";
import { sealFile, type CapsuleFacts } from "../../scanner-inbox/spool/capsule.ts";
import { admitDevice, listDevices, revokeDevice } from "../auth/devices.ts";
import { setUnattended } from "../auth/unattended.ts";
import { workerFiles } from "../derive/worker-files.ts";
import { smallTenant } from "../testing/small-town.ts";
import { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const patiently = { timeout: 60_000, interval: 30 };
const now = (): string => new Date().toISOString();
let base: string;
let server: TestServer;
let device: SyncClient;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "amtsstube-capsules-"));
  const intervals = { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 };
  server = await startTestServer({
    scans: { name: "Scanserver", folder: join(base, "data"), rules: [], workers: { read: workerFiles().read }, intervals },
  });
  // Nobody signs in at it: it has a key, and that is all.
  device = new SyncClient(server.url, smallTenant, "nobody");
  await admitDevice(
    server.openDatabase(),
    { tenant: smallTenant, id: device.device, name: "Poststelle", publicKey: device.key.publicKey, by: "operator" },
    now(),
  );
});
afterEach(async () => {
  await server.close();
  await rm(base, { recursive: true, force: true });
});

async function allow(unit: string | null): Promise<string> {
  await setUnattended(server.openDatabase(), { tenant: smallTenant, device: device.device, unit, by: "operator" }, now());
  const { unattended } = deviceStateResponseSchema.parse(
    await device.post("/v1/device", { version: 2, tenant: smallTenant, device: device.device, sealed: 1 }),
  );
  if (unit === null) return "";
  return unattendedStatementSchema.parse(JSON.parse(must(unattended, "it may").statement)).intakeKey;
}

async function seal(
  key: string,
  text: string,
  more: Partial<CapsuleFacts> = {},
): Promise<{ readonly capsule: CapsuleBegin; readonly bytes: Buffer }> {
  const content = Buffer.from(`<?xml version="1.0"?><brief><zeile>${text}</zeile></brief>`);
  const [source, target] = [join(base, "source"), join(base, "capsule")];
  await writeFile(source, content);
  const facts: CapsuleFacts = {
    id: randomUUID(),
    tenant: smallTenant,
    device: device.device,
    deviceName: "Poststelle",
    name: "../../SCAN0001.xml",
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
    unit: "finanzen",
    kind: "invoice",
    profile: "Nachtscan",
    review: "whenDivided",
    sealedAt: now(),
    ...more,
  };
  await sealFile(source, target, key, facts);
  const bytes = await readFile(target);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { capsule: { tenant: smallTenant, device: device.device, id: facts.id, size: bytes.length, sha256 }, bytes };
}

const begin = async (capsule: CapsuleBegin): Promise<CapsuleProgress> =>
  capsuleProgressSchema.parse(await device.post("/v1/capsules/begin", capsule));
const piece = async (capsule: CapsuleBegin, bytes: Buffer, from: number, to: number): Promise<CapsuleProgress> =>
  capsuleProgressSchema.parse(
    await device.post("/v1/capsules/piece", { ...capsule, offset: from, base64: bytes.subarray(from, to).toString("base64") }),
  );

async function invoices() {
  const cora = await server.signedIn("cora");
  await cora.pullAll();
  return [...cora.records.values()].filter(({ kind }) => kind === "invoice").map(({ body }) => invoiceSchema.parse(body));
}

test("a capsule comes in pieces, goes on after a break and a restart, and however often it comes, it is booked once", async () => {
  const { capsule, bytes } = await seal(await allow("finanzen"), "eins");
  expect(await begin(capsule)).toEqual({ offset: 0, done: false });
  expect(await piece(capsule, bytes, 0, 100)).toEqual({ offset: 100, done: false });
  await expect(piece(capsule, bytes, 50, 150)).rejects.toMatchObject({ problem: "offsetMismatch" });
  await server.restart({ port: server.port });
  expect(await begin(capsule)).toEqual({ offset: 100, done: false });
  expect((await piece(capsule, bytes, 100, bytes.length)).done).toBe(true);
  expect((await begin(capsule)).done).toBe(true);
  await expect.poll(async () => (await invoices()).length, patiently).toBe(1);
  await server.restart({ port: server.port });
  expect((await begin(capsule)).done).toBe(true);
  const [invoice] = await invoices();
  expect(invoice?.document.name).toBe("SCAN0001.xml");
  expect(invoice?.arrivals).toEqual([
    expect.objectContaining({ by: "system", transfer: expect.objectContaining({ device: "Poststelle", profile: "Nachtscan" }) }),
  ]);
  const left = await readdir(join(base, "data", "incoming"));
  expect(left).toEqual([]);
});

test("whom the folder at the desk tells is told of what was sealed in it, also after a restart", async () => {
  const key = await allow("finanzen");
  const told = async (): Promise<readonly number[]> => {
    const cora = await server.signedIn("cora");
    await cora.pullAll();
    const notices = [...cora.records.values()].filter(({ kind }) => kind === "task").map(({ body }) => taskSchema.parse(body));
    return notices.filter(({ topic, person }) => topic === "scansArrived" && person === "cora").map(({ came }) => came?.length ?? 0);
  };
  for (const [text, count] of [
    ["eins", 1],
    ["zwei", 2],
  ] as const) {
    const { capsule, bytes } = await seal(key, text, { tell: ["cora"] });
    expect((await piece(capsule, bytes, 0, bytes.length)).done).toBe(true);
    await expect.poll(told, patiently).toEqual([count]);
    await server.restart({ port: server.port });
  }
});

test("what was taken over when the server died, and had not reached its folder, reaches it at the next start", async () => {
  const { capsule, bytes } = await seal(await allow("finanzen"), "zwei");
  await piece(capsule, bytes, 0, bytes.length);
  await expect.poll(async () => (await invoices()).length, patiently).toBe(1);
  const other = await seal(await allow("finanzen"), "drei");
  // As the crash leaves it: opened and noted, and not yet moved.
  const incoming = join(base, "data", "incoming");
  const [folder] = await readdir(join(base, "data", "devices"));
  const target = join(base, "data", "devices", must(folder, "one device"), "files");
  await writeFile(join(incoming, `x.${other.capsule.id}.opened`), '<?xml version="1.0"?><brief><zeile>drei</zeile></brief>');
  await writeFile(
    join(incoming, `x.${other.capsule.id}.opened.facts`),
    JSON.stringify({ id: other.capsule.id, name: "SCAN0003.xml", target, tenant: smallTenant }),
  );
  await writeFile(join(incoming, "x.unnoted.opened"), "nobody said that this is here");
  await server.openDatabase().query({
    text: "insert into capsule (tenant, id, device, taken_at) values ($1, $2, $3, now())",
    values: [smallTenant, other.capsule.id, device.device],
  });
  await server.restart({ port: server.port });
  await expect
    .poll(async () => (await invoices()).map(({ document }) => document.name).sort(), patiently)
    .toEqual(["SCAN0001.xml", "SCAN0003.xml"]);
  expect(await readdir(incoming)).toEqual([]);
});

test("sealed for another key, for a unit it was never let scan for, or changed on the way: refused, and nothing is taken", async () => {
  const key = await allow("finanzen");
  const other = generateKeyPairSync("x25519").publicKey.export({ type: "spki", format: "der" }).toString("base64");
  for (const sealed of [
    await seal(other, "fremd"),
    await seal(key, "fremd", { unit: "standesamt" }),
    await seal(key, "fremd", { device: randomUUID() }),
  ])
    await expect(piece(sealed.capsule, sealed.bytes, 0, sealed.bytes.length)).rejects.toMatchObject({ problem: "badRequest" });
  const changed = await seal(key, "anders");
  changed.bytes.writeUInt8((changed.bytes[300] ?? 0) ^ 1, 300);
  await expect(piece(changed.capsule, changed.bytes, 0, changed.bytes.length)).rejects.toMatchObject({ problem: "hashMismatch" });
  expect(await readdir(join(base, "data", "incoming"))).toEqual([]);
  expect(await invoices()).toEqual([]);
});

test("what was sealed while it might is taken after that ended; from a device that is locked out nothing is", async () => {
  const { capsule, bytes } = await seal(await allow("finanzen"), "vier");
  await allow(null);
  expect(await listDevices(server.openDatabase(), smallTenant)).toMatchObject([{ unattendedUnit: null, sealedFiles: 1 }]);
  expect((await piece(capsule, bytes, 0, bytes.length)).done).toBe(true);
  const late = await seal(await allow("finanzen"), "fünf");
  await revokeDevice(server.openDatabase(), { tenant: smallTenant, id: device.device, reason: "verloren", by: "operator" }, now());
  await expect(begin(late.capsule)).rejects.toMatchObject({ problem: "deviceRevoked" });
  await expect(piece(late.capsule, late.bytes, 0, late.bytes.length)).rejects.toMatchObject({ problem: "deviceRevoked" });
});

test("only the administration lets a device scan, for a unit there is; that is in the log", async () => {
  const anna = await server.signedIn("anna");
  const wish = { device: device.device, unit: "finanzen" };
  await expect(anna.post("/v1/devices/unattended", wish)).rejects.toMatchObject({ problem: "notFound" });
  await server.openDatabase().query({ text: `update person set grants = '[{"role":"ADMIN","unit":"*"}]' where id = 'elke'`, values: [] });
  const elke = await server.signedIn("elke");
  await expect(elke.post("/v1/devices/unattended", { ...wish, unit: "sternwarte" })).rejects.toMatchObject({ problem: "badRequest" });
  await expect(elke.post("/v1/devices/unattended", { ...wish, device: randomUUID() })).rejects.toMatchObject({ problem: "notFound" });
  await elke.post("/v1/devices/unattended", wish);
  expect((await listDevices(server.openDatabase(), smallTenant)).find(({ id }) => id === device.device)?.unattendedUnit).toBe("finanzen");
  const noted = await server.openDatabase().query<{ person: string }>({
    text: "select entry->>'person' as person from command_log where entry->>'name' = 'setUnattended'",
    values: [],
  });
  expect(noted).toEqual([{ person: "elke" }]);
});
