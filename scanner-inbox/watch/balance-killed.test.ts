// A thousand files, slow writers, files of reserved size, a full disk and kills at any moment: nothing is lost, half-read or doubled,
// and the balance says so.
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { link, mkdtemp, open, readdir, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { agrees, balanceOf, type DayBalance } from "./day-balance.ts";
import { openDayJournal } from "./day-journal.ts";

const files = 1_000;
let base = "";
let child: ChildProcess | undefined;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "balance-killed-"));
});

afterEach(async () => {
  await kill();
  await rm(base, { recursive: true, force: true });
});

const folder = (): string => join(base, "Scanner");
const journal = (): string => join(base, "journal");
const ledger = (): string => join(base, "ledger");

function start(): void {
  const given = { folder: folder(), journal: journal(), ledger: ledger(), desk: "one" };
  child = spawn(process.execPath, [join(import.meta.dirname, "folder-process.ts"), JSON.stringify(given)], { stdio: "inherit" });
}

async function kill(): Promise<void> {
  const gone = child;
  child = undefined;
  if (gone === undefined || gone.exitCode !== null || gone.signalCode !== null) return;
  const over = new Promise((settle) => gone.once("exit", settle));
  gone.kill("SIGKILL");
  await over;
}

/** Of all days together, as midnight may pass; what is neither in the folder nor in hands is missing. */
async function balance(): Promise<DayBalance> {
  const kept = await openDayJournal({ folder: journal(), now: () => Date.now() });
  const entries = kept.days().flatMap((day) => kept.ofDay(day));
  const inHands = new Set((await readdir(join(folder(), "processing"))).map((name) => name.split(".")[0]));
  return balanceOf(officeDateAt(Date.now()), entries, ({ id, name }) => inHands.has(id) || existsSync(join(folder(), name)));
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

it.skipIf(process.platform === "win32")("comes out even after a thousand files and kills at any moment", { timeout: 280_000 }, async () => {
  const contents = new Map<string, string>();
  const pages = await Promise.all(
    Array.from({ length: 40 }, (_none, index) => drawPdf({ pages: [[[50, 50, `Rechnung ${String(index)}`]]] })),
  );
  start();
  await vi.waitFor(() => expect(existsSync(join(folder(), "failed"))).toBe(true), { timeout: 60_000 });

  const put = async (index: number): Promise<void> => {
    const page = pages[index % pages.length] ?? new Uint8Array();
    // Each its own content, but for every twentieth, which is a copy of the one before.
    const number = index % 20 === 19 ? index - 1 : index;
    const body = pages[number % pages.length] ?? page;
    const end = Buffer.from(`\n% ${String(number)} ${"x".repeat(200)}\n`);
    const bytes = Buffer.concat([body.subarray(0, 9), end, body]);
    const name = index % 50 === 7 ? `kaputt${String(index)}.pdf` : `SCAN${String(index).padStart(4, "0")}.pdf`;
    contents.set(name, sha256(bytes));
    const path = join(folder(), name);
    if (index % 10 === 3) {
      // Slowly, piece by piece.
      const handle = await open(path, "w");
      for (let at = 0; at < bytes.length; at += 400) {
        await handle.write(bytes.subarray(at, at + 400));
        await new Promise((settle) => setTimeout(settle, 5));
      }
      await handle.close();
    } else if (index % 10 === 6) {
      // Its size first, its content later.
      await writeFile(path, "");
      await truncate(path, bytes.length);
      await new Promise((settle) => setTimeout(settle, 60));
      const handle = await open(path, "r+");
      await handle.write(bytes, 0, bytes.length, 0);
      await handle.close();
    } else await writeFile(path, bytes);
  };

  const written = new AbortController();
  const killing = (async () => {
    while (!written.signal.aborted) {
      await new Promise((settle) => setTimeout(settle, 300 + Math.random() * 1_200));
      await kill();
      start();
    }
  })();
  for (let index = 0; index < files; index += 4) await Promise.all([0, 1, 2, 3].map(async (more) => put(index + more)));

  // The disk is full for a while: nothing can be noted, and nothing may be taken.
  const today = join(journal(), `${officeDateAt(Date.now())}.jsonl`);
  written.abort();
  await killing;
  await link(today, `${today}.kept`);
  await symlink("/dev/full", `${today}.full`);
  await rename(`${today}.full`, today);
  await writeFile(join(folder(), "SCAN9999.pdf"), pages[0] ?? "");
  contents.set("SCAN9999.pdf", sha256(pages[0] ?? new Uint8Array()));
  await new Promise((settle) => setTimeout(settle, 500));
  expect(existsSync(join(folder(), "SCAN9999.pdf"))).toBe(true);
  await kill();
  await rename(`${today}.kept`, today);
  start();

  const done = async (): Promise<string[]> => {
    const days = await readdir(join(folder(), "done")).catch((): string[] => []);
    return (await Promise.all(days.map(async (day) => (await readdir(join(folder(), "done", day))).map((name) => join(day, name))))).flat();
  };
  const broken = [...contents.keys()].filter((name) => name.startsWith("kaputt"));
  await vi.waitFor(async () => expect(await done()).toHaveLength(files + 1 - broken.length), { timeout: 150_000, interval: 200 });
  await vi.waitFor(async () => expect((await balance()).waiting).toBe(0), { timeout: 30_000, interval: 200 });
  await kill();

  const even = await balance();
  expect(even).toMatchObject({ seen: files + 1, quarantined: broken.length, elsewhere: 0, waiting: 0, missing: [] });
  expect(agrees(even)).toBe(true);
  // Every file is the one that was put there, once.
  for (const path of await done()) {
    const name = path.split(/[\\/]/u).at(-1) ?? "";
    expect(sha256(await readFile(join(folder(), "done", path)))).toBe(contents.get(name));
  }
  const lines = readFileSync(ledger(), "utf8")
    .split("\n")
    .filter((line) => line.endsWith("."));
  expect(new Set(lines.map((line) => line.split(" ")[0])).size).toBe(lines.length);
  expect(new Set(lines.map((line) => line.split(" ")[1])).size).toBe(even.booked);
  expect(even.booked + even.duplicate).toBe(lines.length);
});
