// Folders that can only be read: nothing in them changes, each file is taken once by one desk, and where nobody decides between them it waits.
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { agrees } from "./day-balance.ts";
import { folderAccess, type FolderAccess } from "./folder-access.ts";
import type { ClaimedFile, FileOutcome, ScannerFolder, ScannerFolderOptions } from "./folder-state.ts";
import { leasesForTests, type LeasesForTests } from "./leases-for-tests.ts";
import { openScannerFolder } from "./scanner-folder.ts";

const FAST = { lookMs: 40, nearLookMs: 15, retryMs: 30, quietMs: 30, hollowMs: 100, brokenAfterMs: 1e9, probeMs: 100, signMs: 0 };
const patiently = { timeout: 60_000, interval: 20 };
vi.setConfig({ testTimeout: 90_000 });
let folder = "";
let own = "";
let access: FolderAccess = "readOnly";
let leases: LeasesForTests = leasesForTests();
const opened: ScannerFolder[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-only-"));
  own = await mkdtemp(join(tmpdir(), "read-only-own-"));
  access = "readOnly";
  leases = leasesForTests();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((scanner) => scanner.close()));
  for (const each of [folder, own]) await rm(each, { recursive: true, force: true });
});

/** Rights bind no administrator, who may be running this: whether the folder can be written to is said here. */
async function start(
  onFile: ScannerFolderOptions["onFile"],
  desk = "one",
  more: Partial<ScannerFolderOptions> = {},
): Promise<ScannerFolder> {
  const scanner = await openScannerFolder({
    folder,
    journal: join(own, desk),
    desk,
    leases: leases.of(desk),
    onFile,
    now: () => Date.now(),
    intervals: FAST,
    access: () => Promise.resolve(access),
    ...more,
  });
  opened.push(scanner);
  return scanner;
}

const pdf = (text: string): Promise<Uint8Array> => drawPdf({ pages: [[[50, 50, text]]] });
const put = async (name: string, text: string): Promise<void> => writeFile(join(folder, name), await pdf(text));
const settled = (scanner: ScannerFolder, wanted: object): Promise<void> =>
  vi.waitFor(() => {
    const { days, processing } = scanner.state();
    const [day] = days;
    expect(processing).toEqual([]);
    expect(day).toMatchObject({ waiting: 0, missing: [], ...wanted });
    expect(day !== undefined && agrees(day)).toBe(true);
  }, patiently);
const untilAborted = (signal: AbortSignal): Promise<FileOutcome> =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("lost")), { once: true }));

describe("a folder that can only be read", () => {
  it("takes each file once, over restarts too, works on a copy and leaves the folder as it is", async () => {
    const seen: ClaimedFile[] = [];
    const contents: Buffer[] = [];
    const onFile = async (file: ClaimedFile): Promise<FileOutcome> => {
      seen.push(file);
      contents.push(await readFile(file.path));
      return "booked";
    };
    await put("a.pdf", "eins");
    await put("Mu\u0308ll.pdf", "zwei");
    const before = await Promise.all((await readdir(folder)).map(async (name) => [name, (await stat(join(folder, name))).mtimeMs]));
    const first = await start(onFile);
    await settled(first, { seen: 2, booked: 2 });
    expect(first.state()).toMatchObject({ readOnly: true, unreachable: false, alarm: false, waiting: [], processing: [] });
    await first.close();
    const second = await start(onFile);
    for (let look = 0; look < 4; look += 1) await second.rescan();
    await settled(second, { seen: 2, booked: 2 });
    expect(seen.map(({ name }) => name).toSorted()).toEqual(["M\u00fcll.pdf", "a.pdf"]);
    expect(seen.every(({ path }) => path.startsWith(own))).toBe(true);
    expect(contents.some((bytes) => bytes.equals(Buffer.from("")))).toBe(false);
    expect(await Promise.all((await readdir(folder)).map(async (name) => [name, (await stat(join(folder, name))).mtimeMs]))).toEqual(
      before,
    );
    await vi.waitFor(() => expect([...leases.ends.values()]).toEqual(["booked", "booked"]), patiently);
    expect(await readdir(join(own, "one", "processing"))).toEqual([]);
  });

  it("takes a changed file under the same name as a new one, and one that was only touched not again", async () => {
    const sums: string[] = [];
    const scanner = await start(async ({ sha256 }) => {
      sums.push(sha256);
      return Promise.resolve(sums.indexOf(sha256) === sums.length - 1 ? "booked" : "duplicate");
    });
    const first = await pdf("eins");
    await writeFile(join(folder, "SCAN0001.pdf"), first);
    await settled(scanner, { seen: 1, booked: 1 });
    await put("SCAN0001.pdf", "ein anderes Blatt");
    await settled(scanner, { seen: 2, booked: 2 });
    // Another clock, another system: the time of change alone makes no other file.
    await utimes(join(folder, "SCAN0001.pdf"), new Date("1999-01-01T00:00:00Z"), new Date("1999-01-01T00:00:00Z"));
    await settled(scanner, { seen: 3, booked: 2, duplicate: 1 });
    expect(sums).toHaveLength(2);
    // The same content under another name is handed over, and known by its content.
    await writeFile(join(folder, "SCAN0002.pdf"), first);
    await settled(scanner, { seen: 4, booked: 2, duplicate: 2 });
    expect(sums).toHaveLength(3);
  });

  it("takes nothing while nobody answers who decides, counts what waits, and goes on by itself", async () => {
    leases.away = true;
    const taken: string[] = [];
    const scanner = await start(async ({ name }) => {
      taken.push(name);
      return Promise.resolve("booked");
    });
    await put("a.pdf", "eins");
    await put("b.pdf", "zwei");
    await vi.waitFor(() => expect(scanner.state().waiting.map(({ why }) => why)).toEqual(["server", "server"]), patiently);
    expect(scanner.state().days).toMatchObject([{ seen: 2, waiting: 2, missing: [] }]);
    expect(taken).toEqual([]);
    leases.away = false;
    await settled(scanner, { seen: 2, booked: 2 });
  });

  it("lets no desk work on a file whose content is another one than its lease was given for", async () => {
    const half = await pdf("halb");
    await writeFile(join(folder, "a.pdf"), half);
    let grown = false;
    leases.onTake = async () => {
      if (!grown) await appendFile(join(folder, "a.pdf"), half);
      grown = true;
    };
    const read: number[] = [];
    const scanner = await start(async ({ path }) => {
      read.push((await readFile(path)).length);
      return "booked";
    });
    await settled(scanner, { seen: 1, booked: 1 });
    expect(read).toEqual([2 * half.length]);
  });

  it("puts its copy aside, reads it once more or hands it over as it is, and the file stays in the folder", async () => {
    const asked: boolean[] = [];
    const scanner = await start(async ({ anyway }) => {
      asked.push(anyway);
      return Promise.resolve(anyway ? "booked" : { failed: { code: "pdf-damaged", text: "kaputt" } });
    });
    await put("kaputt.pdf", "kaputt");
    const aside = (): Promise<void> => vi.waitFor(() => expect(scanner.state().failed).toHaveLength(1), patiently);
    await aside();
    expect(scanner.state().failed).toMatchObject([{ name: "kaputt.pdf", path: join(own, "one", "failed", "kaputt.pdf") }]);
    await settled(scanner, { seen: 1, quarantined: 1 });
    await vi.waitFor(() => expect([...leases.ends.values()]).toEqual(["quarantined"]), patiently);
    expect(await scanner.again("kaputt.pdf", { anyway: false })).toBe(true);
    await vi.waitFor(() => expect(asked).toEqual([false, false]), patiently);
    await aside();
    expect(await scanner.again("kaputt.pdf", { anyway: true })).toBe(true);
    await settled(scanner, { seen: 1, booked: 1, quarantined: 0 });
    expect(await readdir(folder)).toEqual(["kaputt.pdf"]);
    expect(await readdir(join(own, "one", "failed"))).toEqual([]);
    await vi.waitFor(() => expect([...leases.ends.values()]).toEqual(["booked"]), patiently);
  });

  it("leaves another desk what it holds, and counts what that one did as elsewhere", async () => {
    const answers = Promise.withResolvers<FileOutcome>();
    const holder = await start(() => answers.promise, "one");
    await put("a.pdf", "eins");
    await vi.waitFor(() => expect(holder.state().processing).toHaveLength(1), patiently);
    const other = await start(() => Promise.reject(new Error("never asked")), "two");
    await vi.waitFor(() => expect(other.state().waiting).toMatchObject([{ name: "a.pdf", why: "leased" }]), patiently);
    expect(other.state().processing).toEqual([]);
    answers.resolve("booked");
    await settled(holder, { seen: 1, booked: 1 });
    await settled(other, { seen: 1, elsewhere: 1 });
  });

  it("takes over what a dead desk held once its lease has run out; the dead one, back again, does nothing twice", async () => {
    const dead = await start((_file, _at, _keep, lost) => untilAborted(lost), "one");
    await put("a.pdf", "eins");
    await vi.waitFor(() => expect(dead.state().processing).toMatchObject([{ stage: "reading" }]), patiently);
    await dead.close();
    const taken: string[] = [];
    const other = await start(async ({ name }) => Promise.resolve(taken.push(name) > 0 ? "booked" : "duplicate"), "two");
    await vi.waitFor(() => expect(other.state().waiting).toMatchObject([{ why: "leased" }]), patiently);
    leases.clock += 600_001;
    await settled(other, { seen: 1, booked: 1 });
    await vi.waitFor(() => expect(leases.ends.size).toBe(1), patiently);
    const back = await start(() => Promise.reject(new Error("never asked")), "one");
    await settled(back, { seen: 1, elsewhere: 1 });
    expect(await readdir(join(own, "one", "processing"))).toEqual([]);
  });

  it("lets go of a file that became another desk's while this one slept", async () => {
    const sleeper = await start((_file, _at, _keep, lost) => untilAborted(lost), "one", { intervals: { ...FAST, signMs: 1e9 } });
    let clock = Date.now();
    await put("a.pdf", "eins");
    await vi.waitFor(() => expect(sleeper.state().processing).toMatchObject([{ stage: "reading" }]), patiently);
    await sleeper.close();
    const again = await start((_file, _at, _keep, lost) => untilAborted(lost), "one", {
      now: () => clock,
      intervals: { ...FAST, signMs: 60_000 },
    });
    await vi.waitFor(() => expect(again.state().processing).toMatchObject([{ stage: "reading" }]), patiently);
    leases.clock += 600_001;
    const other = await start(async () => Promise.resolve("booked"), "two");
    await settled(other, { seen: 1, booked: 1 });
    clock += 60_000;
    await settled(again, { seen: 1, elsewhere: 1 });
    expect(again.state().processing).toEqual([]);
  });

  it("goes on by renaming once it may write, does not take again what it took before, and finds its way back", async () => {
    const taken: string[] = [];
    const scanner = await start(async ({ name }) => Promise.resolve(taken.push(name) > 0 ? "booked" : "duplicate"), "one", {
      // In truth it can be written to all the time.
      access: async (at, desk) => (access === "writable" ? folderAccess(at, desk) : access),
    });
    await put("a.pdf", "eins");
    await settled(scanner, { seen: 1, booked: 1 });
    access = "writable";
    await vi.waitFor(() => expect(scanner.state().readOnly).toBe(false), patiently);
    await put("b.pdf", "zwei");
    await settled(scanner, { seen: 2, booked: 2 });
    expect((await readdir(folder)).toSorted()).toEqual(["a.pdf", "done", "failed", "processing"]);
    expect(taken).toEqual(["a.pdf", "b.pdf"]);
  });

  it.skipIf(process.platform === "win32")("takes nothing while the disk is full, and goes on when there is room", async () => {
    const scanner = await start(async () => Promise.resolve("booked"));
    await put("a.pdf", "eins");
    await settled(scanner, { seen: 1, booked: 1 });
    const ledger = join(own, "one", "ledger.jsonl");
    await rename(ledger, `${ledger}.kept`);
    await symlink("/dev/full", ledger);
    await put("b.pdf", "zwei");
    await vi.waitFor(() => expect(scanner.state().waiting).toMatchObject([{ name: "b.pdf", why: "unnoted" }]), patiently);
    expect(scanner.state().days).toMatchObject([{ seen: 2, booked: 1, waiting: 1, missing: [] }]);
    await rm(ledger);
    await rename(`${ledger}.kept`, ledger);
    await settled(scanner, { seen: 2, booked: 2 });
    expect([...leases.ends.values()]).toEqual(expect.arrayContaining(["booked"]));
  });

  it("takes a big file and one in a folder below, and lets lie what is empty or still being copied", async () => {
    const sizes: number[] = [];
    const scanner = await start(
      async ({ size }) => {
        sizes.push(size);
        return Promise.resolve("booked");
      },
      "one",
      { nested: true },
    );
    await mkdir(join(folder, "Bauamt"));
    await writeFile(join(folder, "leer.pdf"), "");
    await writeFile(join(folder, "halb.pdf.part"), "x");
    await put(join("Bauamt", "plan.pdf"), "Plan");
    await writeFile(join(folder, "gro\u00df.bin"), Buffer.alloc(200_000_000, "Scan "));
    await settled(scanner, { seen: 2, booked: 2 });
    expect(Math.max(...sizes)).toBe(200_000_000);
    expect(
      scanner
        .state()
        .waiting.map(({ why }) => why)
        .toSorted(),
    ).toEqual(["empty", "temporary"]);
  });

  it("keeps what it holds while the share is away, however long, and goes on when it is back", async () => {
    let clock = Date.now();
    const answer = Promise.withResolvers<FileOutcome>();
    const scanner = await start(() => answer.promise, "one", { now: () => clock });
    await put("a.pdf", "eins");
    await vi.waitFor(() => {
      clock += 50;
      expect(scanner.state().processing).toMatchObject([{ stage: "reading" }]);
    }, patiently);
    await rename(folder, `${folder}-away`);
    await vi.waitFor(() => expect(scanner.state().unreachable).toBe(true), patiently);
    // The lease is asked for again and again, so that no other desk takes the file after ten minutes.
    for (let minutes = 0; minutes < 180; minutes += 5) {
      leases.clock += 300_000;
      clock += 300_000;
      await scanner.rescan();
    }
    expect(scanner.state()).toMatchObject({ alarm: true, processing: [{ name: "a.pdf" }] });
    answer.resolve("booked");
    await rename(`${folder}-away`, folder);
    const other = await start(() => Promise.reject(new Error("never asked")), "two");
    await vi.waitFor(() => {
      clock += 50;
      expect(scanner.state()).toMatchObject({ unreachable: false, alarm: false });
    }, patiently);
    await settled(scanner, { seen: 1, booked: 1 });
    await settled(other, { seen: 1, elsewhere: 1 });
  });

  it("holds only some copies at a time, and reads all of them in the end", async () => {
    let most = 0;
    const scanner = await start(async () => {
      most = Math.max(most, (await readdir(join(own, "one", "processing"))).length);
      return "booked";
    });
    for (let index = 0; index < 80; index += 1) await put(`SCAN${String(index)}.pdf`, `Blatt ${String(index)}`);
    await settled(scanner, { seen: 80, booked: 80 });
    expect(most).toBeLessThanOrEqual(33);
  });
});
