import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../shared/base/must.ts";
import { invoiceIdOf, invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { ask, wholeInbox } from "./testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "./testing/test-town.ts";

let town: TestTown;
const children: ChildProcess[] = [];
const patiently = { timeout: 20_000, interval: 20 };
const scanner = { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 };

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(killed));
  await town.close();
});

/** The only folder: so many files of today, each with its invoice. */
const allBooked = (count: number) => ({ folders: [{ days: [{ seen: count, booked: count, waiting: 0, agrees: true, missing: [] }] }] });

function start(name: string, userName: string, settings: { readonly pullLimit: number; readonly scannerFolder?: string }): ChildProcess {
  const given = { dataFolder: join(town.folder, name), serverUrl: town.server.url, userName, ...settings };
  const child = spawn(process.execPath, [join(import.meta.dirname, "testing", "desk-process.ts"), JSON.stringify(given)], {
    stdio: "inherit",
  });
  children.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

test("killed in the middle of a first pull, the desk goes on where it was and has everything once", async () => {
  const ids = Array.from({ length: 120 }, (_none, index) => town.town.receiveApplication(`Antrag ${String(index)}`));
  town.server.stallPullAfter = 3;
  const child = start("desk", "karla", { pullLimit: 20 });
  await vi.waitFor(() => expect(town.server.requests.filter((line) => line === "POST /v1/pull")).toHaveLength(4), patiently);
  await killed(child);
  town.server.stallPullAfter = undefined;
  const asked = vi.spyOn(town.town, "pull");
  const desk = await town.signedIn("desk", "karla");
  const inbox = await ask(desk, "inbox", { ...wholeInbox, limit: 500 });
  expect(inbox.rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  // What was whole before the kill was not asked for again.
  const cursors = Object.values(must(asked.mock.calls[0], "pulled again")[1].cursors);
  expect(Math.max(...cursors)).toBeGreaterThanOrEqual(20);
});

test("killed after the server took a scan and before it could say so, the desk books it once and moves it to done", async () => {
  const scannerFolder = join(town.folder, "Scanner ö");
  mkdirSync(scannerFolder);
  const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");
  const sample = join(
    samples,
    must(
      readdirSync(samples).find((name) => name.endsWith(".pdf")),
      "there are samples",
    ),
  );
  const sha256 = createHash("sha256").update(readFileSync(sample)).digest("hex");
  const arrivals = (): number | undefined => {
    const fed = town.town.records.get(`invoice/${invoiceIdOf(sha256)}`);
    return fed === undefined ? undefined : invoiceSchema.parse(fed.record.body).arrivals.length;
  };
  town.server.loseAnswers = true;
  const child = start("desk", "malte", { pullLimit: 1000, scannerFolder });
  await vi.waitFor(() => expect(existsSync(join(scannerFolder, "processing"))).toBe(true), patiently);
  copyFileSync(sample, join(scannerFolder, "Rechnung.pdf"));
  await vi.waitFor(() => expect(arrivals()).toBe(1), patiently);
  await killed(child);
  expect(readdirSync(join(scannerFolder, "processing")).filter((name) => !name.startsWith("."))).toHaveLength(1);

  town.server.loseAnswers = false;
  const desk = await town.desk("desk", { scannerFolder, timings: { scanner } });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  await vi.waitFor(async () => expect(await ask(desk, "scanner", {})).toMatchObject(allBooked(1)), patiently);
  expect(arrivals()).toBe(1);
  expect(town.town.content.has(sha256)).toBe(true);
  expect((await ask(desk, "inbox", wholeInbox)).rows).toMatchObject([{ kind: "invoice", id: invoiceIdOf(sha256) }]);

  // A second copy is noted on the invoice that exists, not booked again.
  copyFileSync(sample, join(scannerFolder, "Rechnung noch einmal.pdf"));
  await vi.waitFor(() => expect(arrivals()).toBe(2), patiently);
  await vi.waitFor(
    async () =>
      expect((await ask(desk, "scanner", {})).folders[0]?.days).toMatchObject([{ seen: 2, booked: 1, duplicate: 1, agrees: true }]),
    patiently,
  );
  expect((await ask(desk, "inbox", wholeInbox)).total).toBe(1);
});

test("a file waits untouched while nobody sits here who may capture, and a file that cannot be read fails with a reason", async () => {
  const scannerFolder = join(town.folder, "Scanner");
  mkdirSync(scannerFolder);
  const desk = await town.desk("desk", { scannerFolder, timings: { scanner: { ...scanner, brokenAfterMs: 0 } } });
  await desk.desk.call("signIn", { userName: "karla", password: "geheim" });
  writeFileSync(join(scannerFolder, "kaputt.pdf"), "Das ist kein PDF.");
  expect(await ask(desk, "scanner", {})).toMatchObject({ folders: [{ active: false, folder: scannerFolder }] });
  expect(readdirSync(scannerFolder)).toEqual(["kaputt.pdf"]);
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  const inQuarantine = async () => (await ask(desk, "scanner", {})).folders[0]?.files.filter(({ stage }) => stage === "quarantined") ?? [];
  await vi.waitFor(async () => expect(await inQuarantine()).toMatchObject([{ name: "kaputt.pdf", mayTakeAnyway: false }]), patiently);
  const [failed] = await inQuarantine();
  // The desk names the reason by its code, which the screen has words for; the note beside the file says it in words.
  expect(must(failed, "seen above").reason).toBe("unsupported");
  expect(readFileSync(join(scannerFolder, "failed", "kaputt.pdf.json"), "utf8")).toMatch(/Dateityp/u);
  const again = { folder: scannerFolder, anyway: false };
  await expect(desk.desk.call("scanAgain", { ...again, name: "../kaputt.pdf" })).rejects.toMatchObject({ code: "notFound" });
  // What is no known type is never taken as it is.
  await expect(desk.desk.call("scanAgain", { ...again, name: "kaputt.pdf", anyway: true })).rejects.toMatchObject({ code: "notFound" });
  await desk.desk.call("scanAgain", { ...again, name: "kaputt.pdf" });
  await vi.waitFor(async () => expect(await inQuarantine()).toHaveLength(1), patiently);
  expect((await ask(desk, "scanner", {})).folders[0]?.days).toMatchObject([{ seen: 1, quarantined: 1, agrees: true }]);
});
