import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import type { ClaimedFile, FileOutcome, ScannerFolder, ScannerFolderOptions } from "./folder-state.ts";
import { openScannerFolder } from "./scanner-folder.ts";

const FAST = { lookMs: 40, nearLookMs: 15, retryMs: 30, quietMs: 60, brokenAfterMs: 1e9, probeMs: 200 };
const patiently = { timeout: 20_000, interval: 20 };
const NEVER = new Promise<FileOutcome>(() => undefined);

let folder = "";
let journal = "";
const open: ScannerFolder[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "scanner-folder-"));
  journal = await mkdtemp(join(tmpdir(), "scanner-journal-"));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((scanner) => scanner.close()));
  await rm(folder, { recursive: true, force: true });
  await rm(journal, { recursive: true, force: true });
});

async function start(onFile: ScannerFolderOptions["onFile"], more: Partial<ScannerFolderOptions> = {}): Promise<ScannerFolder> {
  const scanner = await openScannerFolder({ folder, journal, desk: "here", onFile, now: () => Date.now(), intervals: FAST, ...more });
  open.push(scanner);
  return scanner;
}

const today = (): string => officeDateAt(Date.now());
const doneNames = async (): Promise<string[]> => (await readdir(join(folder, "done", today())).catch((): string[] => [])).sort();
const pdf = (text: string): Promise<Uint8Array> => drawPdf({ pages: [[[50, 50, text]]] });

describe("a scanner folder", () => {
  it("takes a slowly written file only once, and only whole", async () => {
    const bytes = await pdf("Rechnung 1");
    const seen: Buffer[] = [];
    const scanner = await start(async ({ path }) => {
      seen.push(await readFile(path));
      return "booked";
    });
    const path = join(folder, "SCAN0001.pdf");
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 6)) {
      await appendFile(path, bytes.subarray(at, at + Math.ceil(bytes.length / 6)));
      await scanner.rescan();
      await scanner.rescan();
    }
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["SCAN0001.pdf"]), patiently);
    expect(seen.map((each) => each.equals(Buffer.from(bytes)))).toEqual([true]);
    await vi.waitFor(() => expect(scanner.state()).toMatchObject({ waiting: [], processing: [], unreachable: false }), patiently);
    expect(scanner.state().days).toMatchObject([{ day: today(), seen: 1, booked: 1, waiting: 0, missing: [] }]);
  });

  it("keeps a truncated PDF waiting, and puts it aside with a reason when its end never comes", async () => {
    let clock = Date.parse("2026-11-24T09:00:00Z");
    const onFile = vi.fn(async (): Promise<FileOutcome> => "booked");
    const scanner = await start(onFile, { now: () => clock, intervals: { ...FAST, brokenAfterMs: 600_000 } });
    await writeFile(join(folder, "halb.pdf"), (await pdf("Rechnung 2")).subarray(0, 400));
    await scanner.rescan();
    await scanner.rescan();
    clock += 300_000;
    await scanner.rescan();
    expect(scanner.state().waiting).toMatchObject([{ name: "halb.pdf", why: "incomplete" }]);
    clock += 400_000;
    await vi.waitFor(() => expect(scanner.state().failed).toMatchObject([{ name: "halb.pdf", code: "incomplete" }]), patiently);
    expect(onFile).not.toHaveBeenCalled();
    const reason: unknown = JSON.parse(await readFile(join(folder, "failed", "halb.pdf.json"), "utf8"));
    expect(reason).toMatchObject({ code: "incomplete", text: expect.stringContaining("unvollständig") });
    expect((await readFile(join(folder, "failed", "halb.pdf"))).length).toBe(400);
  });

  it("never calls a file broken that still grows, however long it takes", async () => {
    let clock = Date.parse("2026-11-24T09:00:00Z");
    const scanner = await start(async () => "booked", {
      now: () => clock,
      // Longer than two steps of the clock: an event may bring a look between the growth and the step.
      intervals: { ...FAST, brokenAfterMs: 15_000, lookMs: 1e6, nearLookMs: 1e6 },
    });
    const bytes = await pdf("Rechnung 3");
    for (let at = 0; at < 400; at += 40) {
      await appendFile(join(folder, "langsam.pdf"), bytes.subarray(at, at + 40));
      clock += 5_000;
      await scanner.rescan();
    }
    expect(scanner.state().failed).toEqual([]);
    expect(scanner.state().waiting).toMatchObject([{ name: "langsam.pdf", why: "arriving" }]);
  });

  it("hands a claimed file over again after a crash, and finishes it", async () => {
    await writeFile(join(folder, "a.pdf"), await pdf("Rechnung 4"));
    const first: ClaimedFile[] = [];
    const crashed = await start((file) => {
      first.push(file);
      return NEVER;
    });
    await vi.waitFor(() => expect(first).toHaveLength(1), patiently);
    expect(crashed.state().processing).toMatchObject([{ name: "a.pdf" }]);
    await crashed.close();
    expect(await readdir(folder)).not.toContain("a.pdf");
    const second: ClaimedFile[] = [];
    await mkdir(join(folder, "processing", "left-empty"));
    await start(async (file) => {
      second.push(file);
      return "booked";
    });
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["a.pdf"]), patiently);
    expect(second.map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256));
    await vi.waitFor(async () => expect(await readdir(join(folder, "processing"))).toEqual([]), patiently);
  });

  it("hands copies of one content over one after the other", async () => {
    const bytes = await pdf("Rechnung 5");
    const booked = new Set<string>();
    let atOnce = 0;
    let most = 0;
    const answers: FileOutcome[] = [];
    await start(async ({ sha256 }) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      const answer: FileOutcome = booked.has(sha256) ? "duplicate" : "booked";
      booked.add(sha256);
      answers.push(answer);
      return answer;
    });
    for (const name of ["x.pdf", "y.pdf", "z.pdf"]) await writeFile(join(folder, name), bytes);
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["x.pdf", "y.pdf", "z.pdf"]), patiently);
    expect(answers).toEqual(["booked", "duplicate", "duplicate"]);
    expect(most).toBe(1);
  });

  it("keeps both files when a name comes again, in either form of its umlaut", async () => {
    await start(async () => "booked");
    await writeFile(join(folder, "M\u00fcll.pdf"), await pdf("eins"));
    await vi.waitFor(async () => expect(await doneNames()).toHaveLength(1), patiently);
    await writeFile(join(folder, "Mu\u0308ll.pdf"), await pdf("zwei"));
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["M\u00fcll (2).pdf", "M\u00fcll.pdf"]), patiently);
  });

  it("puts a refused file aside with the caller's reason and asks again after a rejection", async () => {
    let asked = 0;
    const scanner = await start(async ({ name }) => {
      if (name === "locked.pdf") return { failed: { code: "pdf-password", text: "Mit Kennwort geschützt." } };
      asked += 1;
      if (asked < 3) throw new Error("not now");
      return "booked";
    });
    await writeFile(join(folder, "locked.pdf"), await pdf("x"));
    await writeFile(join(folder, "later.pdf"), await pdf("y"));
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["later.pdf"]), patiently);
    await vi.waitFor(() =>
      expect(scanner.state().failed).toMatchObject([{ name: "locked.pdf", code: "pdf-password", text: "Mit Kennwort geschützt." }]),
    );
    expect(asked).toBe(3);
  });

  it("takes two hundred dropped files, none partial, none twice, and leaves what is no document", async () => {
    const whole = new Map<string, number>();
    const seen: string[] = [];
    const wrong: string[] = [];
    await start(async ({ name, path }) => {
      seen.push(name);
      if ((await readFile(path)).length !== whole.get(name)) wrong.push(name);
      return "booked";
    });
    await writeFile(join(folder, "halb.pdf.part"), "x");
    await writeFile(join(folder, "leer.pdf"), "");
    for (let index = 0; index < 200; index += 1) {
      const name = `SCAN${String(index).padStart(4, "0")}.pdf`;
      const bytes = await pdf(`Rechnung ${index}`);
      whole.set(name, bytes.length);
      if (index % 3 === 0) {
        await writeFile(join(folder, `${name}.tmp`), bytes);
        await rename(join(folder, `${name}.tmp`), join(folder, name));
      } else await writeFile(join(folder, name), bytes);
    }
    await vi.waitFor(async () => expect(await doneNames()).toHaveLength(200), { timeout: 20_000 });
    expect(new Set(seen).size).toBe(200);
    expect(seen).toHaveLength(200);
    expect(wrong).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(["done", "failed", "halb.pdf.part", "leer.pdf", "processing"]);
  });

  it("tells its listeners, survives a folder that vanishes and goes on when it is back", async () => {
    const scanner = await start(async () => "booked");
    const told: boolean[] = [];
    const stop = scanner.onChange((state) => told.push(state.unreachable));
    // The first look goes on behind, and would make the folder anew.
    await scanner.rescan();
    await rename(folder, `${folder}-away`);
    // A plain file where the folder was: nobody can make the folder anew.
    await writeFile(folder, "");
    await vi.waitFor(() => expect(told).toContain(true), patiently);
    await rm(folder);
    await rename(`${folder}-away`, folder);
    await writeFile(join(folder, "da.pdf"), await pdf("wieder da"));
    await vi.waitFor(async () => expect(await doneNames()).toEqual(["da.pdf"]), patiently);
    stop();
    expect(scanner.state().unreachable).toBe(false);
  });
});
