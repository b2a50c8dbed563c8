// A file that a person hands over in the window comes in like any scan: whole or not at all, once, past the same doors, and only by who may capture.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ublForTests } from "../../../scanner-inbox/read/ubl-for-tests.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
let folder = "";

const patiently = { timeout: 25_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 60, retryMs: 60 } };
const first = "1b7dd8a8-6f0b-4f7a-9a55-0d5b8f0e7a01";
const second = "1b7dd8a8-6f0b-4f7a-9a55-0d5b8f0e7a02";

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
  town.town.addPerson("lena", "geheim", [{ role: "AUDIT", unit: "finanzen" }]);
  folder = join(town.folder, "Scanner");
  await mkdir(folder);
});
afterEach(() => town.close());

async function desk(userName: string): Promise<Workstation> {
  const opened = await town.desk("desk", { scannerFolder: folder, timings });
  await opened.desk.call("signIn", { userName, password: "geheim" });
  return opened;
}

/** Hands over a file in so many pieces. */
async function hand(at: Workstation, bytes: Uint8Array, name: string, upload: string, pieces = 1): Promise<string | null> {
  const length = Math.ceil(bytes.byteLength / pieces);
  let given: string | null = null;
  for (let offset = 0; offset < bytes.byteLength; offset += length) {
    const base64 = Buffer.from(bytes.subarray(offset, offset + length)).toString("base64");
    ({ name: given } = await at.desk.call("handScan", { folder, upload, name, size: bytes.byteLength, offset, base64 }));
  }
  return given;
}

const invoice = (number: string): Uint8Array => Buffer.from(ublForTests({ number }));
const today = async (at: Workstation) => (await ask(at, "scanner", {})).folders[0]?.days;

test("each is booked once, past the same doors as every scan, and nothing that lies there is written over", async () => {
  const here = await desk("malte");
  // Never whole, so that it stays.
  await writeFile(join(folder, "liegt.xml"), "<a>");
  expect(await hand(here, invoice("H-1"), "../liegt.xml", first, 3)).toBe("liegt (2).xml");
  expect(await hand(here, Buffer.from("PK\u0003\u0004 nichts"), "Ordner.zip", second)).toBe("Ordner.zip");
  await vi.waitFor(async () => expect(await today(here)).toMatchObject([{ booked: 1, quarantined: 1, agrees: true }]), patiently);
  await hand(here, invoice("H-1"), "noch einmal.xml", second);
  await vi.waitFor(async () => expect(await today(here)).toMatchObject([{ booked: 1, duplicate: 1, agrees: true }]), patiently);
  expect((await ask(here, "inbox", wholeInbox)).total).toBe(1);
  expect(await readFile(join(folder, "liegt.xml"), "utf8")).toBe("<a>");

  // What is begun is nobody's scan, ends where a piece does not follow, and goes with its person.
  const begun = async (): Promise<readonly string[]> => (await readdir(folder)).filter((name) => name.endsWith(".part"));
  const bytes = invoice("H-2");
  const piece = { folder, upload: first, name: "halb.xml", size: bytes.byteLength, offset: 0 };
  const base64 = Buffer.from(bytes.subarray(0, 100)).toString("base64");
  await here.desk.call("handScan", { ...piece, base64 });
  expect(await begun()).toHaveLength(1);
  await expect(here.desk.call("handScan", { ...piece, offset: 50, base64: "QQ==" })).rejects.toMatchObject({ code: "notFound" });
  expect(await begun()).toEqual([]);
  await here.desk.call("handScan", { ...piece, base64 });
  await here.desk.call("signOut", {});
  await vi.waitFor(async () => expect(await begun()).toEqual([]), patiently);
});

test("who may not capture hands over nothing, and no other folder takes anything", async () => {
  const here = await desk("lena");
  const piece = { upload: first, name: "a.xml", size: 1, offset: 0, base64: "QQ==" };
  await expect(here.desk.call("handScan", { ...piece, folder })).rejects.toMatchObject({ code: "notFound" });
  await expect(here.desk.call("handScan", { ...piece, folder: town.folder })).rejects.toMatchObject({ code: "notFound" });
  expect(await readdir(folder)).toEqual([]);
});
