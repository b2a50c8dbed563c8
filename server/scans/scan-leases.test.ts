// Leases over HTTP: one device at a time, the server's clock, ends that others learn of; and two desks on one folder that only can be read.
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { endScansRequestSchema, takeScansResponseSchema, type ScanEnd, type ScanLease } from "../../shared/sync/scan-leases.ts";
import { agrees } from "../../scanner-inbox/watch/day-balance.ts";
import type { ScannerFolder, ScannerFolderOptions } from "../../scanner-inbox/watch/folder-state.ts";
import type { ScanLeases } from "../../scanner-inbox/watch/scan-leases.ts";
import { openScannerFolder } from "../../scanner-inbox/watch/scanner-folder.ts";
import { sql } from "../store/sql.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { SyncClient } from "../testing/sync-client.ts";

let server: TestServer;
let now = Date.parse("2026-11-24T09:00:00Z");
const life = { holdMinutes: 10, keepDays: 400 };
const iso = (): string => new Date(now).toISOString();
const minutes = (count: number): void => {
  now += count * 60_000;
};
const key = (): string => (randomUUID() + randomUUID()).replaceAll("-", "");
const yours: ScanLease = { state: "yours", here: true };
const held: ScanLease = { state: "held", here: false };

beforeAll(async () => {
  server = await startTestServer({ clock: () => now, scanLeaseLife: life });
});
afterAll(() => server.close());

const take = async (desk: SyncClient, ...keys: readonly string[]) =>
  takeScansResponseSchema.parse(await desk.post("/v1/scan-leases/take", { keys })).leases;
const end = (desk: SyncClient, ...ends: readonly ScanEnd[]) => desk.post("/v1/scan-leases/end", endScansRequestSchema.parse({ ends }));

describe("the lease of a file", () => {
  test("is one device's until it runs out by the server's clock; asking again makes it last", async () => {
    const [one, two] = [await server.signedIn("cora"), await server.signedIn("cora")];
    const [a, b] = [key(), key()];
    expect(await take(one, a)).toEqual([yours]);
    expect(await take(two, b, a, a)).toEqual([yours, held, held]);
    minutes(6);
    expect(await take(one, a)).toEqual([yours]);
    minutes(4);
    await one.refresh();
    // That of b ran out, and whoever held it is not asked any more.
    expect(await take(one, a, b)).toEqual([yours, yours]);
    await two.refresh();
    expect(await take(two, a, b)).toEqual([held, held]);
    await end(one, { key: a, outcome: "givenBack" });
    expect(await take(two, a)).toEqual([yours]);
  });

  test("is given to one of many who ask at once", async () => {
    const desks = await Promise.all(Array.from({ length: 6 }, () => server.signedIn("cora")));
    const keys = Array.from({ length: 50 }, key);
    const answers = await Promise.all(desks.map((desk, index) => take(desk, ...(index % 2 === 0 ? keys : keys.toReversed()))));
    for (const [at, name] of keys.entries()) {
      const given = answers.map((leases, index) => leases[index % 2 === 0 ? at : keys.length - 1 - at]?.state);
      expect([name, given.filter((state) => state === "yours")]).toEqual([name, ["yours"]]);
    }
  });

  test("ends for everybody, once; only who put a file into quarantine may take it up again", async () => {
    const [one, two] = [await server.signedIn("cora"), await server.signedIn("cora")];
    const [a, b, c, d] = [key(), key(), key(), key()];
    await take(one, a, b, c);
    await end(one, { key: a, outcome: "booked" }, { key: b, outcome: "quarantined" });
    // Another's word changes nothing, and one of what a restored server has never heard of is kept.
    await end(two, { key: c, outcome: "booked" }, { key: a, outcome: "givenBack" }, { key: d, outcome: "duplicate" });
    expect(await take(two, a, b, c, d)).toEqual([
      { state: "ended", here: false },
      { state: "ended", here: false },
      held,
      { state: "ended", here: true },
    ]);
    expect(await take(one, a, b, d)).toEqual([{ state: "ended", here: true }, yours, { state: "ended", here: false }]);
    minutes(11);
    await one.refresh();
    expect(await take(one, a)).toEqual([{ state: "ended", here: true }]);
  });

  test("is nothing for whoever may not capture, and is swept when nobody asks for it any more", async () => {
    const anna = await server.signedIn("anna");
    await expect(take(anna, key())).rejects.toMatchObject({ problem: "notFound" });
    const cora = await server.signedIn("cora");
    await expect(cora.post("/v1/scan-leases/take", { keys: ["Rechnung Heide.pdf"] })).rejects.toMatchObject({ problem: "badRequest" });
    const a = key();
    await take(cora, a);
    await end(cora, { key: a, outcome: "booked" });
    minutes(399 * 1_440);
    const later = await server.signedIn("cora");
    expect(await take(later, a)).toEqual([{ state: "ended", here: false }]);
    minutes(2 * 1_440);
    const muchLater = await server.signedIn("cora");
    expect(await take(muchLater, a)).toEqual([yours]);
  });
});

describe("two desks on one folder that can only be read", () => {
  const FAST = { lookMs: 60, nearLookMs: 20, retryMs: 30, quietMs: 40, hollowMs: 100, brokenAfterMs: 1e9, probeMs: 100, signMs: 60_000 };
  const patiently = { timeout: 100_000, interval: 40 };
  const files = 200;
  const opened: ScannerFolder[] = [];
  let base = "";

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "leased-"));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((scanner) => scanner.close()));
    await rm(base, { recursive: true, force: true });
  });

  const overHttp = (client: SyncClient): ScanLeases => ({
    take: (keys) => take(client, ...keys),
    end: async (ends) => {
      await end(client, ...ends);
    },
  });
  const start = async (desk: string, leases: ScanLeases, onFile: ScannerFolderOptions["onFile"]): Promise<ScannerFolder> => {
    const scanner = await openScannerFolder({
      folder: join(base, "Scans"),
      journal: join(base, desk),
      desk,
      leases,
      onFile,
      now: () => Date.now(),
      intervals: FAST,
      access: () => Promise.resolve("readOnly"),
    });
    opened.push(scanner);
    return scanner;
  };
  const even = (desks: readonly ScannerFolder[], seen: number): Promise<void> =>
    vi.waitFor(() => {
      const days = desks.map((desk) => desk.state().days[0]);
      expect(days).toMatchObject(desks.map(() => ({ seen, waiting: 0, missing: [] })));
      expect(days.every((day) => day !== undefined && agrees(day))).toBe(true);
      expect(days.reduce((sum, day) => sum + (day?.booked ?? 0), 0)).toBe(seen);
    }, patiently);

  test(
    "book two hundred files once each, though one is killed with what it holds and the server goes away in between",
    { timeout: 240_000 },
    async () => {
      // What earlier tests still hold has run out.
      minutes(11);
      await mkdir(join(base, "Scans"));
      const names = Array.from({ length: files }, (_none, index) => `SCAN${String(index).padStart(4, "0")}.txt`);
      // By the file's id: one that was in hand as its desk closed is handed over again.
      const booked = new Map<string, string>();
      let away = false;
      let wasAway = false;
      const book: ScannerFolderOptions["onFile"] = async ({ id, name }) => {
        booked.set(id, name);
        // In the middle of the work, however quick the machine is.
        if (booked.size === 20 && !wasAway) away = wasAway = true;
        return Promise.resolve("booked");
      };
      const [one, two] = [await server.signedIn("cora"), await server.signedIn("cora")];
      // Its program ends while it holds what it took, and gives nothing back.
      const killed = await start("killed", overHttp(await server.signedIn("cora")), () => new Promise(() => undefined));
      for (const name of names) await writeFile(join(base, "Scans", name), `Rechnung ${name}`);
      await vi.waitFor(() => expect(killed.state().processing.length).toBeGreaterThan(20), patiently);
      await killed.close();
      opened.pop();
      const leased = async (): Promise<number> =>
        (await server.openDatabase().query(sql`select 1 from scan_lease where ended_at is null and expires_at > ${iso()}::timestamptz`))
          .length;
      const cut = (leases: ScanLeases): ScanLeases => ({
        take: (keys) => (away ? Promise.reject(new Error("away")) : leases.take(keys)),
        end: (ends) => (away ? Promise.reject(new Error("away")) : leases.end(ends)),
      });
      const desks = [await start("one", cut(overHttp(one)), book), await start("two", cut(overHttp(two)), book)];
      await vi.waitFor(() => expect(wasAway).toBe(true), patiently);
      await vi.waitFor(() => expect(desks.every((desk) => desk.state().waiting.some(({ why }) => why === "server"))).toBe(true), patiently);
      const restarted = desks.pop();
      await restarted?.close();
      away = false;
      desks.push(await start("two", overHttp(two), book));
      // All that nobody died with is answered for, and told: the clock leaps for the dead one alone.
      await vi.waitFor(async () => {
        for (const desk of desks) expect(new Set(desk.state().waiting.map(({ why }) => why))).toEqual(new Set(["leased"]));
        expect(booked.size + (await leased())).toBe(files);
      }, patiently);
      minutes(11);
      await Promise.all([one.refresh(), two.refresh()]);
      await even(desks, files);
      expect([...booked.values()].toSorted()).toEqual(names);
      expect((await readdir(join(base, "Scans"))).toSorted()).toEqual(names);
    },
  );
});
