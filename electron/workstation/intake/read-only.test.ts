// A scanner folder that can only be read, on its way through the desk: the server decides between desks, the folder stays as it is, and
// what lies in quarantine lies with the desk.
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "../../../shared/base/zod.ts";
import type { ScanFolder } from "../../../shared/desk/scanner-calls.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
let folder: string;
const patiently = { timeout: 40_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 60, retryMs: 60, signMs: 0 } };
const sample = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples", "P26-Ostheide-Planung.xml");

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
  folder = join(town.folder, "Scanner");
  await mkdir(folder);
});
afterEach(() => town.close());

async function sitDown(name: string): Promise<Workstation> {
  const scannerFolders = [{ folder, kind: "invoice", nested: false, review: "whenDivided" }] as const;
  const desk = await town.desk(name, { scannerFolders, timings, folderAccess: () => Promise.resolve("readOnly") });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  return desk;
}

const until = (desk: Workstation, wanted: (folder: ScanFolder) => boolean): Promise<unknown> =>
  ask(desk, "scanner", {}, ({ folders }) => folders.some(wanted));
const even = (desk: Workstation, figures: Partial<ScanFolder["days"][number]>): Promise<void> =>
  vi.waitFor(async () => {
    const [state] = (await ask(desk, "scanner", {})).folders;
    expect(state?.days).toMatchObject([{ agrees: true, waiting: 0, missing: [], ...figures }]);
  }, patiently);
const arrivals = (): readonly number[] =>
  [...town.town.records.values()]
    .filter(({ record }) => record.kind === "invoice")
    .map(({ record }) => invoiceSchema.parse(record.body).arrivals.length);

test("two desks book a file once, and the folder keeps it", async () => {
  const [one, two] = [await sitDown("one"), await sitDown("two")];
  await copyFile(sample, join(folder, "a.xml"));
  await vi.waitFor(async () => {
    const states = await Promise.all([one, two].map(async (desk) => (await ask(desk, "scanner", {})).folders[0]));
    const days = states.map((state) => state?.days[0]);
    expect(days.map((day) => [day?.seen, day?.agrees, day?.waiting])).toEqual([1, 2].map(() => [1, true, 0]));
    expect(days.map((day) => (day?.booked ?? 0) * 10 + (day?.elsewhere ?? 0)).toSorted((one, other) => one - other)).toEqual([1, 10]);
    expect(states).toMatchObject([
      { readOnly: true, alarm: false },
      { readOnly: true, alarm: false },
    ]);
  }, patiently);
  expect(arrivals()).toEqual([1]);
  expect(await readdir(folder)).toEqual(["a.xml"]);
});

test("without the server nothing is taken and everything is counted; with it again the file is booked", async () => {
  const desk = await sitDown("one");
  await desk.desk.call("syncNow", {});
  await town.server.unplug(true);
  await copyFile(sample, join(folder, "a.xml"));
  await until(
    desk,
    ({ files, days }) => files.some(({ stage, reason }) => stage === "waiting" && reason === "server") && days[0]?.waiting === 1,
  );
  await town.server.unplug(false);
  await even(desk, { seen: 1, booked: 1 });
  expect(arrivals()).toEqual([1]);
});

test("a damaged file lies in quarantine with the desk: looked at, read once more, taken as it is; a locked-out device keeps nothing of it", async () => {
  const desk = await sitDown("one");
  const damaged = "%PDF-1.7\nkein Inhalt\nstartxref\n9\n%%EOF\n";
  for (const name of ["a.pdf", "b.pdf"]) await writeFile(join(folder, name), `${damaged}% ${name}\n`);
  const aside = (count: number): Promise<unknown> =>
    until(desk, ({ files }) => files.filter(({ stage }) => stage === "quarantined").length === count);
  await aside(2);
  await even(desk, { seen: 2, quarantined: 2 });
  const look = await desk.desk.call("lookAtScan", { folder, name: "a.pdf" });
  const { base64 } = await desk.desk.call("readScan", { folder, name: "a.pdf", sha256: look.content?.sha256 ?? "", offset: 0, length: 8 });
  expect(Buffer.from(base64, "base64").toString()).toBe("%PDF-1.7");
  await desk.desk.call("scanAgain", { folder, name: "a.pdf", anyway: false });
  await aside(2);
  await even(desk, { seen: 2, quarantined: 2 });
  await desk.desk.call("scanAgain", { folder, name: "a.pdf", anyway: true });
  await even(desk, { seen: 2, booked: 1, quarantined: 1 });
  expect((await readdir(folder)).toSorted()).toEqual(["a.pdf", "b.pdf"]);
  const copies = async (): Promise<readonly string[]> =>
    (await readdir(join(town.folder, "one", "scans"), { recursive: true })).filter((path) => path.endsWith("b.pdf"));
  // Folders of what has ended may go while one looks.
  await vi.waitFor(async () => expect(await copies()).toHaveLength(1), patiently);
  const { device } = z.object({ device: z.string() }).parse(JSON.parse(await readFile(join(town.folder, "one", "device.json"), "utf8")));
  town.town.revoked.add(device);
  await desk.desk.call("syncNow", {}).catch(() => undefined);
  await vi.waitFor(async () => expect(await copies()).toEqual([]), patiently);
});
