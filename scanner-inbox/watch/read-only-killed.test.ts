// Two desks on a folder whose rights let neither of them write, slow writers, and kills at any moment: nothing is taken twice or lost,
// nothing in the folder changes, and both balances come out even.
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "../../shared/base/zod.ts";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { agrees, balanceOf, type DayBalance } from "./day-balance.ts";
import { openDayJournal } from "./day-journal.ts";
import { openLeaseLedger } from "./lease-ledger.ts";
import { leasesForTests } from "./leases-for-tests.ts";

const files = 60;
const desks = ["one", "two"] as const;
type Desk = (typeof desks)[number];
/** Who may write nowhere: rights bind no administrator, and this may be run by one. */
const nobody = 65_534;
const isAdministrator = process.getuid?.() === 0;

const patiently = { timeout: 60_000, interval: 200 };
const leases = leasesForTests();
const children = new Map<Desk, ChildProcess>();
let base = "";
let address = "";
let server: Server | undefined;

const folder = (): string => join(base, "Scans");
const ledger = (): string => join(base, "own", "ledger");
const own = (desk: Desk): string => join(base, "own", desk);

const endSchema = z.array(z.object({ key: z.string(), outcome: z.enum(["booked", "duplicate", "quarantined", "givenBack"]) }));

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "read-only-killed-"));
  await chmod(base, 0o755);
  for (const place of [folder(), join(base, "own")]) await mkdir(place);
  if (isAdministrator) await chown(join(base, "own"), nobody, nobody);
  server = createServer((request, response) => {
    const [, path, desk = ""] = (request.url ?? "").split("/");
    const answer = async (): Promise<unknown> => {
      const body: unknown = JSON.parse(await text(request));
      if (path === "take") return leases.of(desk).take(z.array(z.string()).parse(body));
      await leases.of(desk).end(endSchema.parse(body));
      return {};
    };
    answer().then(
      (value) => response.end(JSON.stringify(value)),
      () => response.writeHead(500).end(),
    );
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => resolve(undefined));
  await promise;
  const bound = server.address();
  address = `http://127.0.0.1:${String(typeof bound === "object" ? bound?.port : "")}`;
});

afterEach(async () => {
  for (const desk of desks) await kill(desk);
  server?.closeAllConnections();
  server?.close();
  await chmod(folder(), 0o755);
  await rm(base, { recursive: true, force: true });
});

/** Resolves once it watches. */
async function start(desk: Desk): Promise<void> {
  const given = {
    folder: folder(),
    journal: own(desk),
    ledger: ledger(),
    desk,
    leases: address,
    ...(isAdministrator ? { user: nobody } : {}),
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, "folder-process.ts"), JSON.stringify(given)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.set(desk, child);
  await new Promise((settle) => child.stdout.once("data", settle));
}

async function kill(desk: Desk): Promise<void> {
  const child = children.get(desk);
  children.delete(desk);
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((settle) => child.once("exit", settle));
  child.kill("SIGKILL");
  await over;
}

/** Of all days together, as midnight may pass. Every file stays in the folder, so that one without an end waits. */
async function balance(desk: Desk): Promise<DayBalance> {
  const kept = await openDayJournal({ folder: own(desk), now: () => Date.now() });
  const entries = kept.days().flatMap((day) => kept.ofDay(day));
  return balanceOf(officeDateAt(Date.now()), entries, ({ name }) => existsSync(join(folder(), name)));
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const said = (): readonly string[] =>
  (existsSync(ledger()) ? readFileSync(ledger(), "utf8").split("\n") : []).filter((line) => line.endsWith("."));

it.skipIf(process.platform === "win32")("comes out even at two desks that are killed at any moment", { timeout: 200_000 }, async () => {
  const contents = new Map<string, string>();
  const page = await drawPdf({ pages: [[[50, 50, "Rechnung"]]] });
  const slow: (() => Promise<void>)[] = [];
  for (let index = 0; index < files; index += 1) {
    const bytes = Buffer.concat([page.subarray(0, 9), Buffer.from(`\n% ${String(index)}\n`), page]);
    const name = index === 5 ? "one-haengt.pdf" : index % 30 === 7 ? `kaputt${String(index)}.pdf` : `SCAN${String(index)}.pdf`;
    contents.set(name, sha256(bytes));
    if (index % 10 !== 3) await writeFile(join(folder(), name), bytes);
    else {
      // What is open already goes on being written, whatever the rights of the folder become.
      const handle = await open(join(folder(), name), "w");
      await handle.write(bytes.subarray(0, 400));
      slow.push(async () => {
        for (let at = 400; at < bytes.length; at += 300) {
          await handle.write(bytes.subarray(at, at + 300));
          await new Promise((settle) => setTimeout(settle, 20));
        }
        await handle.close();
      });
    }
  }
  await chmod(folder(), 0o555);

  // The one holds what it will never answer for before the other is there.
  const never = "one-haengt.pdf";
  const inHand = (): Promise<void> =>
    vi.waitFor(async () => {
      const rows = (await openLeaseLedger({ folder: own("one"), now: () => Date.now() })).rows();
      expect(rows.find(({ name }) => name === never)).toMatchObject({ end: null });
    }, patiently);
  await start("one");
  await inHand();
  await start("two");
  const writing = Promise.all(slow.map((write) => write()));
  for (let kills = 0; kills < 10; kills += 1) {
    const desk = desks[Math.trunc(Math.random() * desks.length)] ?? "one";
    await new Promise((settle) => setTimeout(settle, Math.random() * 400));
    await kill(desk);
    await start(desk);
  }
  await writing;
  const waits = (desk: Desk, count: number): Promise<void> =>
    vi.waitFor(async () => expect((await balance(desk)).waiting).toBe(count), patiently);
  await waits("one", 1);
  await waits("two", 1);

  // The one dies with what it holds: once its leases have run out the other answers for it, and the one, back again, does not.
  await inHand();
  await kill("one");
  leases.clock += 600_001;
  await waits("two", 0);
  await start("one");
  await waits("one", 0);
  for (const desk of desks) await kill(desk);

  const [one, two] = [await balance("one"), await balance("two")];
  const broken = [...contents.keys()].filter((each) => each.startsWith("kaputt")).length;
  for (const even of [one, two]) {
    expect(even).toMatchObject({ seen: files, waiting: 0, missing: [] });
    expect(agrees(even)).toBe(true);
  }
  expect(one.quarantined + two.quarantined).toBe(broken);
  expect(one.booked + two.booked).toBe(files - broken);
  const lines = said();
  expect(lines.map((line) => line.split(" ")[2])).toEqual(lines.map(() => "booked."));
  expect(new Set(lines.map((line) => line.split(" ")[1])).size).toBe(files - broken);
  expect((await readdir(folder())).toSorted()).toEqual([...contents.keys()].toSorted());
  for (const [each, hash] of contents) expect([each, sha256(await readFile(join(folder(), each)))]).toEqual([each, hash]);
});
