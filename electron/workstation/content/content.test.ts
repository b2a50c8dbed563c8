import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { applicationWith, contentFolder, documentIn, fileIn, readAll, type Held } from "../testing/content-town.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Timings } from "../timings.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const patiently = { timeout: 20_000, interval: 20 };
const never = 1_000_000_000;
const scanner = { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 };
const sample = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples");

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [
    { role: "CLERK", unit: "buergerservice" },
    { role: "CAPTURE", unit: "finanzen" },
  ]);
});
afterEach(async () => {
  await town.close();
});

async function sitDown(timings: Partial<Timings> = {}, scannerFolder?: string): Promise<Workstation> {
  const desk = await town.desk("karla", { scannerFolder, timings: { prefetchRecords: 0, contentCalm: 1, scanner, ...timings } });
  await desk.desk.call("signIn", { userName: "karla", password: "geheim" });
  await desk.desk.call("syncNow", {});
  return desk;
}

const lookAt = (desk: Workstation, held: Held): (() => void) =>
  desk.desk.watch(
    "record",
    held.record,
    () => undefined,
    () => undefined,
  );
const markOf = async (desk: Workstation, record: Held["record"]) => {
  const [mark] = (await ask(desk, "contentMarks", { records: [record] })).marks;
  return must(mark, "asked for one");
};
const here = async (desk: Workstation, held: Held): Promise<boolean> =>
  (await markOf(desk, held.record)).contents.every((content) => content.whole);
const gets = (): readonly string[] =>
  town.server.requests.filter((line) => line.startsWith("GET /v1/content")).map((line) => line.slice(-64));
const scan = (folder: string): Buffer => {
  const name = must(
    readdirSync(sample).find((file) => file.endsWith(".pdf")),
    "there are samples",
  );
  const bytes = readFileSync(join(sample, name));
  writeFileSync(join(folder, name), bytes);
  return bytes;
};

test("what is looked at goes before what is fetched ahead, which gives way in the middle and goes on afterwards", async () => {
  const ahead = applicationWith(town, 3_000_000, "2026-01-01");
  const looked = applicationWith(town, 400_000, "2030-01-01");
  const gate: { open: () => void } = { open: () => undefined };
  town.server.beforeBytes = async (sha256) => {
    if (sha256 === ahead.sha256 && gets().length === 1) await new Promise<void>((resolve) => (gate.open = resolve));
  };
  const desk = await sitDown({ prefetchRecords: 10 });
  await vi.waitFor(() => expect(gets()).toEqual([ahead.sha256]), patiently);
  lookAt(desk, looked);
  await vi.waitFor(async () => expect(await here(desk, looked)).toBe(true), patiently);
  gate.open();
  await vi.waitFor(async () => expect(await here(desk, ahead)).toBe(true), patiently);
  expect(gets().slice(0, 3)).toEqual([ahead.sha256, looked.sha256, ahead.sha256]);
  expect((await readAll(desk, ahead)).equals(ahead.bytes)).toBe(true);
});

test("bytes that a viewer waits for go before everything that is under way", async () => {
  const ahead = applicationWith(town, 3_000_000, "2026-01-01");
  const read = applicationWith(town, 400_000, "2030-01-01");
  town.server.beforeBytes = async (sha256) => {
    // What is fetched ahead never comes to its end by itself.
    if (sha256 === ahead.sha256) await new Promise(() => undefined);
  };
  const desk = await sitDown({ prefetchRecords: 10 });
  await vi.waitFor(() => expect(gets()).toEqual([ahead.sha256]), patiently);
  expect((await readAll(desk, read)).equals(read.bytes)).toBe(true);
});

test("a command that names no content goes while an upload is under way; one that does goes right after it, by no clock", async () => {
  const folder = join(town.folder, "Scanner");
  mkdirSync(folder);
  const application = applicationWith(town, 1000, "2026-01-01");
  const gate: { open: () => void } = { open: () => undefined };
  town.server.beforeBytes = () => new Promise<void>((resolve) => (gate.open = resolve));
  const desk = await sitDown({ pullEvery: never, pullEveryWithoutPoke: never }, folder);
  scan(folder);
  await vi.waitFor(() => expect(town.server.requests.filter((line) => line.startsWith("PATCH"))).toHaveLength(1), patiently);
  await desk.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: application.record.id, args: {} }] });
  await vi.waitFor(
    () => expect(town.town.records.get(`application/${application.record.id}`)?.record.body["clerk"]).toBe("karla"),
    patiently,
  );
  await vi.waitFor(async () => expect((await ask(desk, "outbox", {})).map((entry) => entry.name)).toEqual(["capture"]), patiently);
  const before = town.server.requests.length;
  gate.open();
  await vi.waitFor(async () => expect(await ask(desk, "outbox", {})).toEqual([]), patiently);
  expect(town.server.requests.slice(before).find((line) => line !== "POST /v1/pull" && !line.startsWith("GET"))).toBe("POST /v1/push");
});

test("what is looked at goes before an upload in the background", async () => {
  const folder = join(town.folder, "Scanner");
  mkdirSync(folder);
  const looked = applicationWith(town, 400_000, "2030-01-01");
  const gate: { open: () => void } = { open: () => undefined };
  town.server.beforeBytes = async (sha256) => {
    if (sha256 === looked.sha256) await new Promise<void>((resolve) => (gate.open = resolve));
  };
  const desk = await sitDown({}, folder);
  lookAt(desk, looked);
  await vi.waitFor(() => expect(gets()).toEqual([looked.sha256]), patiently);
  scan(folder);
  await vi.waitFor(async () => expect((await ask(desk, "outbox", {})).length).toBe(1), patiently);
  await desk.desk.call("syncNow", {});
  expect(town.server.requests.filter((line) => line.startsWith("PATCH"))).toEqual([]);
  gate.open();
  await vi.waitFor(async () => expect(await ask(desk, "outbox", {})).toEqual([]), patiently);
  expect(await here(desk, looked)).toBe(true);
});

test("a bit that turned over on the way is never handed out: the piece is fetched again", async () => {
  const held = applicationWith(town, 700_000, "2026-01-01");
  const desk = await sitDown();
  town.server.flipNextDownload = true;
  expect((await readAll(desk, held)).equals(held.bytes)).toBe(true);
  expect(town.server.flipNextDownload).toBe(false);
  expect(await here(desk, held)).toBe(true);
});

test("a byte that turned over on the disk is found and fetched again; without network it is said not to be here", async () => {
  const held = applicationWith(town, 700_000, "2026-01-01");
  const desk = await sitDown();
  await readAll(desk, held);
  const path = join(contentFolder(town, "karla"), held.sha256);
  const flip = (place: number): void => {
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(path, bytes);
  };
  flip(300_000);
  expect((await readAll(desk, held)).equals(held.bytes)).toBe(true);
  flip(10);
  await town.server.unplug(true);
  await expect(readAll(desk, held)).rejects.toMatchObject({ code: "contentNotHere" });
  expect(await markOf(desk, held.record)).toMatchObject({ contents: [{ whole: false, here: 700_000 - 262_144 }] });
  await town.server.unplug(false);
  expect((await readAll(desk, held)).equals(held.bytes)).toBe(true);
});

test("the cache keeps its budget: what was looked at longest ago goes first, and what is kept offline never", async () => {
  const [kept, old, middle, newest] = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"].map((deadline) =>
    applicationWith(town, 300_000, deadline),
  );
  const desk = await sitDown({ contentBudget: 1_000_000 });
  await desk.desk.call("keepOffline", { record: must(kept, "made").record, keep: true });
  await vi.waitFor(async () => expect(await here(desk, must(kept, "made"))).toBe(true), patiently);
  for (const held of [old, middle]) await readAll(desk, must(held, "made"));
  const stopLooking = lookAt(desk, must(old, "made"));
  expect((await ask(desk, "contentSpace", {})).used).toBe(900_000);
  // Through the thread that writes, behind the note of what was looked at.
  await desk.desk.call("keepOffline", { record: must(newest, "made").record, keep: false });
  stopLooking();
  await readAll(desk, must(newest, "made"));
  const whole = await Promise.all([kept, old, middle, newest].map(async (held) => here(desk, must(held, "made"))));
  expect(whole).toEqual([true, true, false, true]);
  expect(await ask(desk, "contentSpace", {})).toMatchObject({ budget: 1_000_000, used: 900_000, kept: 300_000, own: 0, missing: 0 });
  expect(readdirSync(contentFolder(town, "karla"))).not.toContain(must(middle, "made").sha256);
});

test("a file bigger than the budget can be read, and leaves no more than the budget behind", async () => {
  const [big, small] = [applicationWith(town, 8_000_000, "2026-01-01"), applicationWith(town, 100_000, "2026-01-02")];
  const desk = await sitDown({ contentBudget: 3_000_000 });
  await readAll(desk, small);
  lookAt(desk, big);
  expect((await readAll(desk, big)).equals(big.bytes)).toBe(true);
  expect((await ask(desk, "contentSpace", {})).used).toBeLessThanOrEqual(3_000_000);
});

test("a smaller budget makes room at once, and is remembered", async () => {
  const held = applicationWith(town, 60_000_000, "2026-01-01");
  const desk = await sitDown();
  lookAt(desk, held);
  await vi.waitFor(async () => expect(await here(desk, held)).toBe(true), patiently);
  await expect(desk.desk.call("setContentBudget", { bytes: 1000 })).rejects.toThrow(/bytes/u);
  await desk.desk.call("setContentBudget", { bytes: 50_000_000 });
  expect(await ask(desk, "contentSpace", {})).toMatchObject({ budget: 50_000_000, used: 0 });
  await desk.close();
  const again = await sitDown();
  expect(await ask(again, "contentSpace", {})).toMatchObject({ budget: 50_000_000 });
});

test("a file of the archive is kept offline with all its documents, those that come later too, over a restart", async () => {
  const file = fileIn(town);
  const documents = [documentIn(town, file, 300_000), documentIn(town, file, 300_000)];
  const other = documentIn(town, fileIn(town), 1000);
  const record = { kind: "file", id: file };
  const first = await sitDown();
  expect(await markOf(first, record)).toMatchObject({ kept: false, contents: [{ here: 0 }, { here: 0 }] });
  await town.server.unplug(true);
  await first.desk.call("keepOffline", { record, keep: true });
  expect(await ask(first, "contentSpace", {})).toMatchObject({ missing: 600_000 });
  await first.close();
  await town.server.unplug(false);
  const desk = await sitDown();
  await vi.waitFor(async () => expect((await ask(desk, "contentSpace", {})).missing).toBe(0), patiently);
  documents.push(documentIn(town, file, 300_000));
  await desk.desk.call("syncNow", {});
  await vi.waitFor(async () => expect((await markOf(desk, record)).contents.filter((content) => content.whole)).toHaveLength(3), patiently);
  expect(await markOf(desk, must(documents[0], "made").record)).toMatchObject({ kept: true, keptItself: false });
  expect(await markOf(desk, other.record)).toMatchObject({ kept: false, contents: [{ here: 0 }] });
  await town.server.unplug(true);
  for (const held of documents) expect((await readAll(desk, held)).equals(held.bytes)).toBe(true);
  await desk.desk.call("keepOffline", { record, keep: false });
  expect(await markOf(desk, record)).toMatchObject({ kept: false });
});

// A device that is always full exists on Linux alone; content-files.test.ts shows the same everywhere.
test.runIf(process.platform === "linux")(
  "a full disk is said to be full, loses nothing, and is over when there is room again",
  async () => {
    const held = applicationWith(town, 300_000, "2026-01-01");
    const desk = await sitDown();
    const path = join(contentFolder(town, "karla"), held.sha256);
    symlinkSync("/dev/full", path);
    await expect(readAll(desk, held)).rejects.toMatchObject({ code: "diskFull" });
    lookAt(desk, held);
    await vi.waitFor(async () => expect((await ask(desk, "contentSpace", {})).problem).toBe("diskFull"), patiently);
    await desk.desk.call("submit", { commands: [{ kind: "application", name: "claim", recordId: held.record.id, args: {} }] });
    await vi.waitFor(async () => expect(await ask(desk, "outbox", {})).toEqual([]), patiently);
    rmSync(path);
    await desk.desk.call("syncNow", {});
    await vi.waitFor(async () => expect(await here(desk, held)).toBe(true), patiently);
    expect(await ask(desk, "contentSpace", {})).toMatchObject({ problem: null });
    expect((await readAll(desk, held)).equals(held.bytes)).toBe(true);
  },
);
