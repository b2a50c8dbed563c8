// Nobody is signed in, and the scanner goes on: a device that may takes files in, sealed, and the server books them. Real desk, real server,
// real HTTP. What is told here: each file once, whatever is killed or cut; and nothing on the device that could be read.
import { spawn, type ChildProcess } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkstation, type Workstation } from "../../electron/workstation/workstation.ts";
import { setUnattended } from "../../server/auth/unattended.ts";
import { revokeDevice } from "../../server/auth/devices.ts";
import { workerFiles } from "../../server/derive/worker-files.ts";
import { smallTenant } from "../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import { must } from "../../shared/base/must.ts";
import { z } from "../../shared/base/zod.ts";
import type { UnattendedState } from "../../shared/desk/scanner-calls.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { openNetworkCut, type NetworkCut } from "../fixtures/network-cut.ts";

const root = join(import.meta.dirname, "..", "..");
const patiently = { timeout: 90_000, interval: 20 };
const intervals = { quietMs: 0, nearLookMs: 20, lookMs: 60, retryMs: 60 };
const marker = "Qvzmarkwort";
const { read } = workerFiles();

let base: string;
let server: TestServer;
let wire: NetworkCut;
const open = new Set<Workstation>();

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "amtsstube-unattended-"));
  server = await startTestServer({ scans: { name: "Scanserver", folder: join(base, "server"), rules: [], workers: { read }, intervals } });
  wire = await openNetworkCut(server.url);
});
afterEach(async () => {
  for (const desk of open) await desk.close();
  open.clear();
  await wire.close();
  await server.close();
  await rm(base, { recursive: true, force: true });
});

async function deskAt(name: string, scannerFolder = join(base, `${name}-scans`)): Promise<Workstation> {
  await mkdir(scannerFolder, { recursive: true });
  const desk = await openWorkstation({
    dataFolder: join(base, name),
    serverUrl: wire.url,
    enrolmentCode: server.enrolmentCode,
    scannerFolders: [
      { folder: scannerFolder, kind: "invoice", nested: false, review: "whenDivided", profile: "Nachtscan", tell: ["cora"] },
    ],
    host: "test",
    programVersion: "test",
    workers: { store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")), read },
    timings: { liveDelay: 1, pullEvery: 100, argonMemory: 64, prefetchRecords: 0, scanner: intervals },
  });
  open.add(desk);
  return desk;
}

async function close(desk: Workstation): Promise<void> {
  open.delete(desk);
  await desk.close();
}

/** The first state of the unattended desk for which `wanted` holds. */
function until(desk: Workstation, wanted: (state: UnattendedState) => boolean): Promise<UnattendedState> {
  return new Promise((resolve, reject) => {
    const stop = desk.desk.watch(
      "scanner",
      {},
      ({ unattended }) => {
        if (!wanted(unattended)) return;
        queueMicrotask(() => stop());
        resolve(unattended);
      },
      reject,
    );
  });
}

const deviceSchema = z.object({ device: z.uuid(), enrolledWith: z.object({ privateKey: z.string() }).nullable() });
async function deviceOf(name: string): Promise<z.infer<typeof deviceSchema>> {
  return deviceSchema.parse(JSON.parse(await readFile(join(base, name, "device.json"), "utf8")));
}

/** Once the device is enrolled it is let scan for a unit. */
async function allow(name: string, unit: string | null = "finanzen"): Promise<void> {
  await expect.poll(async () => (await deviceOf(name)).enrolledWith !== null, patiently).toBe(true);
  const { device } = await deviceOf(name);
  expect(await setUnattended(server.openDatabase(), { tenant: smallTenant, device, unit, by: "operator" }, new Date().toISOString())).toBe(
    true,
  );
}

function drop(folder: string, name: string, number: string): Promise<void> {
  const lines = [`Malerbetrieb Heide GmbH`, `Rechnung Nr. ${number}`, marker];
  return writeFile(join(folder, name), `<?xml version="1.0"?><brief><zeile>${lines.join("</zeile><zeile>")}</zeile></brief>`);
}

async function invoices() {
  const cora = await server.signedIn("cora");
  await cora.pullAll();
  return [...cora.records.values()]
    .filter(({ kind }) => kind === "invoice")
    .map(({ unit, body }) => ({ unit, ...invoiceSchema.parse(body) }));
}

async function bookedSoFar(): Promise<number> {
  const rows = await server.openDatabase().query({ text: "select 1 from office_record where kind = 'invoice'", values: [] });
  return rows.length;
}

async function booked(count: number) {
  await expect.poll(async () => (await invoices()).length, patiently).toBe(count);
  return await invoices();
}

/** Everything in a folder that holds the word in its name or content, in any of the forms a program may write it. */
async function traces(folder: string, word: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.name.includes(word)) found.push(join(entry.parentPath, entry.name));
  }
  const plain = Buffer.from(word, "utf8");
  const forms = [
    plain,
    Buffer.from(word, "utf16le"),
    Buffer.from(plain.toString("base64").slice(0, 12)),
    Buffer.from(plain.toString("hex")),
  ];
  return [...found, ...(await bytesIn(folder, forms))];
}

async function bytesIn(folder: string, wanted: readonly Buffer[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (wanted.some((one) => bytes.includes(one))) found.push(path);
  }
  return found;
}

test("a device that may not lets files wait and counts them; once it may, the server books each, naming device and profile", async () => {
  const desk = await deskAt("eins");
  const folder = join(base, "eins-scans");
  await drop(folder, `${marker}-1.xml`, "1");
  await drop(folder, `${marker}-2.xml`, "2");
  await until(desk, ({ waiting }) => waiting === 2);
  expect((await readdir(folder)).sort()).toEqual([`${marker}-1.xml`, `${marker}-2.xml`]);
  await allow("eins");
  await until(desk, ({ unit, waiting, sealed }) => unit === "finanzen" && waiting === 0 && sealed === 0);
  const found = await booked(2);
  for (const { unit, arrivals } of found) {
    expect(unit).toBe("finanzen");
    expect(arrivals).toEqual([
      expect.objectContaining({ by: "system", channel: "scanner", transfer: expect.objectContaining({ profile: "Nachtscan" }) }),
    ]);
    expect(arrivals[0]?.transfer?.device).not.toBe("Scanserver");
  }
  // Whom the folder tells is told, though nobody sat there.
  const cora = await server.signedIn("cora");
  await cora.pullAll();
  expect([...cora.records.values()].filter(({ kind }) => kind === "task").map(({ body }) => body)).toEqual([
    expect.objectContaining({ topic: "scansArrived", person: "cora", came: expect.objectContaining({ length: 2 }) }),
  ]);
  // Nothing readable stays on the device, neither of the files nor of their names.
  expect(await traces(base, marker).then((all) => all.filter((path) => !path.startsWith(join(base, "server"))))).toEqual([]);
  await close(desk);
  expect((await readdir(join(base, "eins", "spool"))).every((name) => name.endsWith(".sent"))).toBe(true);
});

test("without network capsules wait and are counted, through a restart; they cannot be read on the device, and go up once", async () => {
  let desk = await deskAt("eins");
  await allow("eins");
  await until(desk, ({ unit }) => unit === "finanzen");
  wire.cut();
  const folder = join(base, "eins-scans");
  for (const number of ["1", "2", "3"]) await drop(folder, `${marker}-${number}.xml`, number);
  await until(desk, ({ sealed, waiting }) => sealed === 3 && waiting === 0);
  const capsules = (await readdir(join(base, "eins", "spool"))).filter((name) => name.endsWith(".capsule"));
  expect(capsules).toHaveLength(3);
  expect(await traces(join(base, "eins"), marker)).toEqual([]);
  expect(await traces(folder, marker)).toEqual([]);
  // The key that opens them is at the server alone, in no form here.
  const [key] = await server.openDatabase().query<{ private_key: string }>({ text: "select private_key from intake_key", values: [] });
  const secret = createPrivateKey(must(key, "there is one").private_key).export({ type: "pkcs8", format: "der" }).subarray(-32);
  expect(
    await bytesIn(join(base, "eins"), [secret, Buffer.from(secret.toString("hex")), Buffer.from(secret.toString("base64").slice(0, 40))]),
  ).toEqual([]);
  await close(desk);
  desk = await deskAt("eins");
  await until(desk, ({ sealed, unit }) => sealed === 3 && unit === "finanzen");
  await drop(folder, `${marker}-4.xml`, "4");
  await until(desk, ({ sealed }) => sealed === 4);
  expect(await invoices()).toEqual([]);
  wire.restore();
  await until(desk, ({ sealed }) => sealed === 0);
  expect((await booked(4)).map(({ arrivals }) => arrivals.length)).toEqual([1, 1, 1, 1]);
});

test("killed at every step, on both sides of each: every file is booked once", async () => {
  const folder = join(base, "tot-scans");
  const first = await deskAt("tot", folder);
  await allow("tot");
  await until(first, ({ unit }) => unit === "finanzen");
  await close(first);
  const settings = { dataFolder: join(base, "tot"), serverUrl: wire.url, scannerFolder: folder };
  const start = (): ChildProcess =>
    spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "unattended-desk.ts"), JSON.stringify(settings)],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
  const lives = 8;
  for (let life = 1; life <= lives; life += 1) {
    await drop(folder, `SCAN${String(life)}.xml`, String(life));
    const child = start();
    // Each life lasts one change longer than the one before, claimed, sealed, moved away, sent, or until its file is booked.
    let changes = 0;
    const lines = createInterface({ input: must(child.stdout, "it is piped") }).on("line", () => {
      changes += 1;
    });
    await expect.poll(async () => changes >= life || (await bookedSoFar()) >= life, patiently).toBe(true);
    lines.close();
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  const last = await deskAt("tot", folder);
  await until(last, ({ sealed, waiting, unit }) => unit === "finanzen" && sealed === 0 && waiting === 0);
  const found = await booked(lives);
  expect(found.map(({ arrivals }) => arrivals.length)).toEqual(Array.from({ length: lives }, () => 1));
  expect((await readdir(join(base, "tot", "spool"))).filter((name) => !name.endsWith(".sent"))).toEqual([]);
});

test("two devices on one folder and a server that restarts in between: each file once", async () => {
  const folder = join(base, "beide-scans");
  const desks = [await deskAt("eins", folder), await deskAt("zwei", folder)];
  await allow("eins");
  await allow("zwei");
  for (const desk of desks) await until(desk, ({ unit }) => unit === "finanzen");
  const count = 12;
  for (let number = 1; number <= count; number += 1) await drop(folder, `SCAN${String(number)}.xml`, String(number));
  const { port } = server;
  await server.restart({ port });
  for (const desk of desks) await until(desk, ({ sealed, waiting }) => sealed === 0 && waiting === 0);
  expect((await booked(count)).every(({ arrivals }) => arrivals.length === 1)).toBe(true);
});

test("a person who signs in finds what was sealed in the balance, without its name, and books what comes now by themselves", async () => {
  const desk = await deskAt("eins");
  await allow("eins");
  await until(desk, ({ unit }) => unit === "finanzen");
  const folder = join(base, "eins-scans");
  await drop(folder, "Nachts.xml", "1");
  await booked(1);
  await until(desk, ({ sealed, waiting }) => sealed === 0 && waiting === 0);
  await desk.desk.call("signIn", { userName: "cora", password: "richtig-und-lang" });
  await copyFile(join(root, "scanner-inbox", "samples", "P26-Ostheide-Planung.xml"), join(folder, "Morgens.xml"));
  const found = await booked(2);
  expect(found.flatMap(({ arrivals }) => arrivals.map(({ by }) => by)).sort()).toEqual(["cora", "system"]);
  const state = await new Promise<{ readonly seen: number; readonly spooled: number; readonly booked: number; readonly agrees: boolean }>(
    (resolve, reject) => {
      desk.desk.watch(
        "scanner",
        {},
        ({ folders }) => {
          const [day] = folders[0]?.days ?? [];
          if (day?.booked === 1) resolve(day);
        },
        reject,
      );
    },
  );
  expect(state).toMatchObject({ seen: 2, spooled: 1, booked: 1, agrees: true });
});

test("a device that is locked out sends nothing any more; enrolled anew, it still has what it sealed, and that goes up", async () => {
  const desk = await deskAt("eins");
  await allow("eins");
  await until(desk, ({ unit }) => unit === "finanzen");
  wire.cut();
  const folder = join(base, "eins-scans");
  await drop(folder, "Nachts.xml", "1");
  await until(desk, ({ sealed }) => sealed === 1);
  const { device } = await deviceOf("eins");
  await revokeDevice(
    server.openDatabase(),
    { tenant: smallTenant, id: device, reason: "verloren", by: "operator" },
    new Date().toISOString(),
  );
  wire.restore();
  await until(desk, ({ unit, sealed }) => unit === null && sealed === 1);
  expect(await invoices()).toEqual([]);
  await desk.desk.call("enrol", { serverUrl: wire.url, code: await server.enrolmentCode(), deviceName: "Wiedergefunden" });
  await until(desk, ({ sealed }) => sealed === 0);
  expect(await booked(1)).toMatchObject([{ arrivals: [{ by: "system" }] }]);
  // What comes now waits again: the device is another one, which nobody has let scan.
  await drop(folder, "Danach.xml", "2");
  await until(desk, ({ unit, waiting, sealed }) => unit === null && waiting === 1 && sealed === 0);
});
