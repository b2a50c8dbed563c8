// What scanners and shares do to a folder: files of reserved size, reused names, wrong clocks, big, empty and nested ones, several desks.
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import type { ClaimedFile, FileOutcome, ScannerFolder, ScannerFolderOptions } from "./folder-state.ts";
import { openScannerFolder } from "./scanner-folder.ts";

const FAST = { lookMs: 40, nearLookMs: 15, retryMs: 30, quietMs: 40, hollowMs: 150, brokenAfterMs: 1e9, probeMs: 100 };
const patiently = { timeout: 20_000, interval: 20 };
const NEVER = new Promise<FileOutcome>(() => undefined);
let folder = "";
let journals = "";
const opened: ScannerFolder[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hard-folder-"));
  journals = await mkdtemp(join(tmpdir(), "hard-journal-"));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((scanner) => scanner.close()));
  for (const each of [folder, journals]) await rm(each, { recursive: true, force: true });
});

async function start(onFile: ScannerFolderOptions["onFile"], more: Partial<ScannerFolderOptions> = {}): Promise<ScannerFolder> {
  const desk = more.desk ?? "one";
  const intervals = { ...FAST, ...more.intervals };
  const scanner = await openScannerFolder({
    folder,
    journal: join(journals, desk),
    onFile,
    now: () => Date.now(),
    ...more,
    desk,
    intervals,
  });
  opened.push(scanner);
  return scanner;
}

const pdf = (text: string): Promise<Uint8Array> => drawPdf({ pages: [[[50, 50, text]]] });
const today = (): string => officeDateAt(Date.now());
const doneNames = async (): Promise<string[]> => (await readdir(join(folder, "done", today())).catch((): string[] => [])).sort();
const settled = async (scanner: ScannerFolder, wanted: object): Promise<void> =>
  vi.waitFor(() => expect(scanner.state().days[0]).toMatchObject({ waiting: 0, missing: [], ...wanted }), patiently);

describe("a scanner folder as it is in an office", () => {
  it("never takes a file of reserved size before its content is whole, even where its times never change", async () => {
    const text = await pdf("Rechnung ".repeat(60));
    // Each piece wider than two blocks, so that a whole block is empty wherever it begins; binary noise, as in a scan.
    const noise = Buffer.from(Array.from({ length: 80_000 }, (_none, index) => 1 + ((index * 7919) % 254)));
    const bytes = Buffer.concat([
      text.subarray(0, 9),
      Buffer.from("%"),
      noise.map((byte) => (byte === 10 || byte === 13 ? 11 : byte)),
      Buffer.from("\n"),
      text,
    ]);
    const path = join(folder, "SCAN0001.pdf");
    const seen: Buffer[] = [];
    let clock = Date.parse("2026-11-24T09:00:00Z");
    const scanner = await start(
      async ({ path: claimed }) => {
        seen.push(await readFile(claimed));
        return "booked";
      },
      { now: () => clock, intervals: { ...FAST, hollowMs: 10_000 } },
    );
    await writeFile(path, "");
    await truncate(path, bytes.length);
    const at = new Date("2026-11-24T08:00:00Z");
    await utimes(path, at, at);
    const pieces = 8;
    const width = Math.ceil(bytes.length / pieces);
    // The end comes before the middle, as from several connections at once.
    for (const piece of [0, 7, 1, 2, 6, 3, 5, 4]) {
      const handle = await open(path, "r+");
      await handle.write(bytes, piece * width, Math.min(width, bytes.length - piece * width), piece * width);
      await handle.utimes(at, at);
      await handle.close();
      for (let look = 0; look < 4; look += 1) {
        clock += 50;
        await scanner.rescan();
      }
      if (piece !== 4) expect(scanner.state().waiting).toMatchObject([{ name: "SCAN0001.pdf" }]);
    }
    for (let look = 0; look < 4; look += 1) {
      clock += 10_000;
      await scanner.rescan();
    }
    await settled(scanner, { seen: 1, booked: 1 });
    expect(seen.map((each) => each.equals(bytes))).toEqual([true]);
  });

  it("takes a file with empty stretches of its own once it has been the same for long enough", async () => {
    const scanner = await start(async () => "booked");
    await writeFile(join(folder, "schwarz.dat"), Buffer.concat([Buffer.from("RAW"), Buffer.alloc(20_000), Buffer.from("END")]));
    await vi.waitFor(() => expect(scanner.state().waiting).toMatchObject([{ why: "hollow" }]), patiently);
    await settled(scanner, { seen: 1, booked: 1 });
  });

  it("tells a name that comes twice a day apart, in any form of its umlauts, under any clock", async () => {
    const sums: string[] = [];
    const scanner = await start(async ({ sha256 }) => {
      sums.push(sha256);
      return sums.indexOf(sha256) === sums.length - 1 ? "booked" : "duplicate";
    });
    const names = ["SCAN0001.pdf", "SCAN0001.pdf", "M\u00fcll.pdf", "Mu\u0308ll.pdf"];
    const years = ["1999-01-01T00:00:00Z", "2099-01-01T00:00:00Z"];
    const contents = [await pdf("eins"), await pdf("zwei"), await pdf("drei")];
    for (const [index, name] of names.entries()) {
      // The last is a copy of the first.
      await writeFile(join(folder, name), contents[index % 3] ?? "");
      const at = new Date(years[index % 2] ?? "");
      await utimes(join(folder, name), at, at);
      await vi.waitFor(async () => expect(await doneNames()).toHaveLength(index + 1), patiently);
    }
    expect(await doneNames()).toEqual(["M\u00fcll (2).pdf", "M\u00fcll.pdf", "SCAN0001 (2).pdf", "SCAN0001.pdf"].sort());
    await settled(scanner, { seen: 4, booked: 3, duplicate: 1 });
  });

  it("takes a file of 200 MB whole, and shows what is no document yet", async () => {
    const size = 200_000_000;
    const path = join(folder, "gro\u00df.bin");
    const handle = await open(`${path}.part`, "w");
    const piece = Buffer.alloc(4_000_000, "Scan ");
    for (let at = 0; at < size; at += piece.length) await handle.write(piece);
    await handle.close();
    await writeFile(join(folder, "leer.pdf"), "");
    await writeFile(join(folder, "Thumbs.db"), "x");
    const files: ClaimedFile[] = [];
    const scanner = await start(async (file) => {
      files.push(file);
      return "booked";
    });
    await scanner.rescan();
    expect(
      scanner
        .state()
        .waiting.toSorted((one, other) => one.name.localeCompare(other.name))
        .map(({ name, why }) => [name, why]),
    ).toEqual([
      ["gro\u00df.bin.part", "temporary"],
      ["leer.pdf", "empty"],
    ]);
    await rename(`${path}.part`, path);
    await settled(scanner, { seen: 1, booked: 1 });
    expect(files).toMatchObject([{ name: "gro\u00df.bin", size }]);
  });

  it("takes what lies in folders within it only where it is told to", async () => {
    await mkdir(join(folder, "Bauamt", "2026"), { recursive: true });
    await writeFile(join(folder, "Bauamt", "2026", "plan.pdf"), await pdf("Plan"));
    await writeFile(join(folder, "oben.pdf"), await pdf("Oben"));
    const flat = await start(async () => "booked");
    await settled(flat, { seen: 1, booked: 1 });
    await flat.close();
    const deep = await start(async () => "booked", { nested: true });
    await settled(deep, { seen: 2, booked: 2 });
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["oben.pdf", "plan.pdf"]), patiently);
  });

  it("names what somebody took out of the folder, and knows it again when it is put back", async () => {
    const scanner = await start(async () => "booked", { intervals: { ...FAST, quietMs: 1e9 } });
    const at = new Date("2026-11-24T08:00:00Z");
    await writeFile(join(journals, "weg.pdf"), await pdf("weg"));
    await utimes(join(journals, "weg.pdf"), at, at);
    await rename(join(journals, "weg.pdf"), join(folder, "weg.pdf"));
    await scanner.rescan();
    await rename(join(folder, "weg.pdf"), join(journals, "weg.pdf"));
    for (let look = 0; look < 3; look += 1) await scanner.rescan();
    expect(scanner.state().days).toMatchObject([{ seen: 1, waiting: 0, missing: ["weg.pdf"] }]);
    await rename(join(journals, "weg.pdf"), join(folder, "weg.pdf"));
    await scanner.rescan();
    expect(scanner.state().days).toMatchObject([{ seen: 1, waiting: 1, missing: [] }]);
    // Another file of that name is another file.
    await rename(join(folder, "weg.pdf"), join(journals, "weg.pdf"));
    for (let look = 0; look < 3; look += 1) await scanner.rescan();
    await writeFile(join(folder, "weg.pdf"), await pdf("eine andere"));
    await scanner.rescan();
    expect(scanner.state().days).toMatchObject([{ seen: 2, waiting: 1, missing: ["weg.pdf"] }]);
  });

  it("lets two desks on one folder share its files, each file to one of them", async () => {
    const taken: string[] = [];
    const onFile: ScannerFolderOptions["onFile"] = async ({ name }) => {
      taken.push(name);
      return Promise.resolve("booked");
    };
    const desks = [await start(onFile, { desk: "one" }), await start(onFile, { desk: "two" })];
    const names = Array.from({ length: 40 }, (_none, index) => `SCAN${String(index).padStart(4, "0")}.pdf`);
    for (const name of names) await writeFile(join(folder, name), await pdf(name));
    await vi.waitFor(async () => expect(await doneNames()).toEqual(names), patiently);
    expect(taken.toSorted()).toEqual(names);
    await vi.waitFor(() => {
      const days = desks.map((desk) => desk.state().days[0]);
      expect(days.map((day) => day?.missing)).toEqual([[], []]);
      expect(days.reduce((sum, day) => sum + (day?.booked ?? 0), 0)).toBe(40);
      for (const day of days) expect((day?.booked ?? 0) + (day?.elsewhere ?? 0)).toBe(day?.seen);
    }, patiently);
  });

  it("leaves a living desk what it holds, and takes over what a dead one held", async () => {
    const intervals = { ...FAST, signMs: 0, takeOverMs: 60_000 };
    const holder = await start(() => NEVER, { desk: "one", intervals });
    await writeFile(join(folder, "a.pdf"), await pdf("a"));
    await vi.waitFor(() => expect(holder.state().processing).toHaveLength(1), patiently);
    let clock = Date.now();
    const other = await start(async () => Promise.resolve("booked"), { desk: "two", intervals, now: () => clock });
    await other.rescan();
    // Its clock is far ahead; what counts is that the other's sign changes.
    for (let look = 0; look < 5; look += 1) {
      clock += 20_000;
      await holder.rescan();
      await other.rescan();
    }
    expect(other.state().processing).toEqual([]);
    await holder.close();
    await other.rescan();
    clock += 120_000;
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["a.pdf"]), patiently);
    await settled(other, { booked: 1 });
  });

  it("gives back the name that a move had taken when the program was killed", async () => {
    const home = join(folder, "processing", "11111111-1111-4111-8111-111111111111.one");
    const target = join(folder, "done", today(), "a.pdf");
    for (const each of [home, join(folder, "done", today())]) await mkdir(each, { recursive: true });
    await writeFile(join(home, "a.pdf"), await pdf("a"));
    await writeFile(join(home, ".to"), target);
    await writeFile(target, "");
    const scanner = await start(async () => "booked");
    await settled(scanner, { seen: 1, booked: 1 });
    await vi.waitFor(async () => expect(await readdir(join(folder, "processing"))).toEqual([]), patiently);
    expect(await doneNames()).toEqual(["a.pdf"]);
    expect((await readFile(target)).length).toBeGreaterThan(100);
  });

  it("says whether the folder tells of changes, and raises an alarm when looks stop succeeding", async () => {
    let clock = Date.now();
    const scanner = await start(async () => "booked", { now: () => clock });
    await vi.waitFor(() => expect(scanner.state().mode).not.toBe("unknown"), patiently);
    const told: boolean[] = [];
    scanner.onChange(({ alarm }) => told.push(alarm));
    await rename(folder, `${folder}-away`);
    await writeFile(folder, "");
    await scanner.rescan();
    expect(scanner.state()).toMatchObject({ unreachable: true, alarm: false });
    clock += 301_000;
    await vi.waitFor(() => expect(told).toContain(true), patiently);
    await rm(folder);
    await rename(`${folder}-away`, folder);
    await writeFile(join(folder, "da.pdf"), await pdf("da"));
    await vi.waitFor(() => {
      clock += 100;
      expect(scanner.state()).toMatchObject({ unreachable: false, alarm: false, days: [{ booked: 1, missing: [] }] });
    }, patiently);
  });

  it.skipIf(process.platform !== "linux")("finds out that a folder can only be read, whoever it is asked by", async () => {
    // Where nobody may make a folder, the administrator neither.
    const scanner = await start(async () => "booked", { folder: "/sys" });
    await scanner.rescan();
    expect(scanner.state()).toMatchObject({ readOnly: true, unreachable: false, processing: [], lastLookAt: expect.any(Number) });
  });

  it("reads what lies in quarantine once more, or hands it over as it is, and stays balanced", async () => {
    const asked: boolean[] = [];
    const scanner = await start(async ({ anyway }) => {
      asked.push(anyway);
      return Promise.resolve(anyway ? "booked" : { failed: { code: "pdf-damaged", text: "kaputt" } });
    });
    await writeFile(join(folder, "kaputt.pdf"), await pdf("kaputt"));
    await settled(scanner, { seen: 1, quarantined: 1 });
    await vi.waitFor(() => expect(scanner.state().failed).toHaveLength(1), patiently);
    expect(await scanner.again("kaputt.pdf", { anyway: false })).toBe(true);
    await vi.waitFor(() => expect(asked).toEqual([false, false]), patiently);
    await settled(scanner, { seen: 1, quarantined: 1 });
    await vi.waitFor(() => expect(scanner.state().failed).toHaveLength(1), patiently);
    expect(await scanner.again("kaputt.pdf", { anyway: true })).toBe(true);
    await settled(scanner, { seen: 1, booked: 1, quarantined: 0 });
    expect(await scanner.again("kaputt.pdf", { anyway: true })).toBe(false);
    expect(await readdir(join(folder, "failed"))).toEqual([]);
  });
});
