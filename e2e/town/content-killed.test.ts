// A big scan on its way up: the line is cut at chosen bytes, the desk is killed, the server is killed, both are; it arrives once and whole.
import { PDFDocument } from "@cantoo/pdf-lib";
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeEnrolmentCode } from "../../server/auth/enrolment-codes.ts";
import { openFolderStore } from "../../server/content/folder-store.ts";
import { openDatabase } from "../../server/store/database.ts";
import { stopEngine } from "../../server/store/engine/open-engine.ts";
import { importTown } from "../../server/store/seed.ts";
import { spawnServer, type ServerProcess } from "../../server/testing/server-process.ts";
import { smallPassword, smallTenant, smallTown } from "../../server/testing/small-town.ts";
import { engineTestFolder } from "../../server/testing/test-engine.ts";
import { testPasswordCost } from "../../server/testing/test-server.ts";
import { must } from "../../shared/base/must.ts";
import { invoiceIdOf } from "../../shared/domain/invoice/schema.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { openMeasuredWire, type MeasuredWire } from "../fixtures/measured-wire.ts";

const root = join(import.meta.dirname, "..", "..");
const samples = join(root, "scanner-inbox", "samples");
const patiently = { timeout: 90_000, interval: 50 };
let data: string;
let folder: string;
let server: ServerProcess;
let wire: MeasuredWire;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  folder = engineTestFolder();
  data = join(folder, "Daten");
  const database = await openDatabase({ dataFolder: join(data, "database") });
  await importTown(database, await openFolderStore(join(data, "content")), smallTown(), {
    passwordCost: testPasswordCost,
    recoveryKeyBits: 2048,
  });
  await database.close();
  server = await spawnServer(data);
  wire = await openMeasuredWire(server.url);
});
afterEach(async () => {
  for (const child of children) await killed(child);
  await wire.close();
  await server.end("SIGKILL");
  await stopEngine(join(data, "database"), true);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function startDesk(name: string): Promise<ChildProcess> {
  const scannerFolder = join(folder, name, "Scanner");
  await mkdir(scannerFolder, { recursive: true });
  const given = {
    dataFolder: join(folder, name),
    serverUrl: wire.url,
    userName: "cora",
    password: smallPassword,
    tenant: smallTenant,
    scannerFolder,
    pullLimit: 1000,
    code: await newCode(),
  };
  const script = join(root, "electron", "workstation", "testing", "desk-process.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(given)], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error("the desk ended before it had signed in")));
  });
  return child;
}

async function newCode(): Promise<string> {
  const database = await openDatabase({ dataFolder: join(data, "database") });
  try {
    const wanted = { tenant: smallTenant, deviceName: "", madeBy: "operator" };
    return (await makeEnrolmentCode(database, wanted, new Date().toISOString())).code;
  } finally {
    await database.close();
  }
}

async function killed(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

async function restartServer(): Promise<void> {
  const { port } = new URL(server.url);
  await server.end("SIGKILL");
  server = await spawnServer(data, ["--port", port]);
}

/** A scan of `size` bytes and a little more that the reader can read. */
async function bigScan(size: number): Promise<Uint8Array> {
  const name = must(
    (await readdir(samples)).find((file) => file.startsWith("Rechnung") && file.endsWith(".pdf")),
    "there is a sample with text",
  );
  const document = await PDFDocument.load(await readFile(join(samples, name)));
  const random = randomOf("content-killed");
  const noise = Buffer.alloc(size);
  for (let place = 0; place + 4 <= size; place += 4) noise.writeUInt32LE(random.int(0, 0xff_ff_ff_ff), place);
  await document.attach(noise, "beilage.bin", { mimeType: "application/octet-stream" });
  return await document.save({ useObjectStreams: false });
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** How often the invoice of these bytes arrived; undefined while the server has none. */
async function arrivals(bytes: Uint8Array): Promise<number | undefined> {
  const database = await openDatabase({ dataFolder: join(data, "database") });
  try {
    const [row] = await database.query<{ arrivals: number }>({
      text: "select json_array_length(record->'body'->'arrivals') as arrivals from office_record where kind = 'invoice' and id = $1",
      values: [invoiceIdOf(hashOf(bytes))],
    });
    return row?.arrivals;
  } finally {
    await database.close();
  }
}

async function heldBytes(bytes: Uint8Array): Promise<Uint8Array> {
  const names = await readdir(join(data, "content"), { recursive: true });
  const name = must(
    names.find((one) => one.endsWith(hashOf(bytes))),
    "it is held",
  );
  return await readFile(join(data, "content", name));
}

test("cut at chosen bytes, desk killed, server killed, both killed: the scan arrives once and whole, and is not sent twice over", async () => {
  const bytes = await bigScan(10_000_000);
  let desk = await startDesk("desk");
  const random = randomOf("content-killed cuts");
  const before = wire.sent();
  await writeFile(join(folder, "desk", "Scanner", "Rechnung.pdf"), bytes);
  const faults = [
    () => Promise.resolve(),
    async () => {
      await killed(desk);
      wire.free();
      desk = await startDesk("desk");
    },
    restartServer,
    () => Promise.resolve(),
    async () => {
      await killed(desk);
      await restartServer();
      wire.free();
      desk = await startDesk("desk");
    },
  ];
  for (const fault of faults) {
    await wire.allow(random.int(900_000, 1_800_000));
    wire.cut();
    await fault();
  }
  wire.free();
  await vi.waitFor(async () => expect(await arrivals(bytes)).toBe(1), patiently);
  expect(Buffer.from(await heldBytes(bytes)).equals(Buffer.from(bytes))).toBe(true);
  // A fault costs what was between the two ends, never what had arrived.
  expect(wire.sent() - before).toBeLessThan(bytes.byteLength * 1.6);
}, 240_000);

test("two desks bring the same scan at once: one content, one invoice, two arrivals", async () => {
  const bytes = await bigScan(5_000_000);
  await Promise.all(["one", "two"].map(startDesk));
  await Promise.all(["one", "two"].map(async (name) => writeFile(join(folder, name, "Scanner", `${name}.pdf`), bytes)));
  await vi.waitFor(async () => expect(await arrivals(bytes)).toBe(2), patiently);
  expect(Buffer.from(await heldBytes(bytes)).equals(Buffer.from(bytes))).toBe(true);
}, 240_000);
