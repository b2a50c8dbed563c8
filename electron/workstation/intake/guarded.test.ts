// What stands before the reader, at a real desk: malware is kept out for good, a scanner that is away makes files wait, types decide by content.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eicar, startFakeClamd, type FakeClamd } from "../../../scanner-inbox/guard/fake-clamd.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
let clamd: FakeClamd;
let folder = "";

const patiently = { timeout: 25_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
  clamd = await startFakeClamd();
  folder = join(town.folder, "Scanner");
  await mkdir(folder);
});

afterEach(async () => {
  await town.close();
  await clamd.close();
});

async function desk(): Promise<Workstation> {
  const opened = await town.desk("desk", { scannerFolder: folder, virusScanner: { host: "127.0.0.1", port: clamd.port }, timings });
  await opened.desk.call("signIn", { userName: "malte", password: "geheim" });
  return opened;
}

const scans = async (at: Workstation) => {
  const [state] = (await ask(at, "scanner", {})).folders;
  return { files: state?.files ?? [], days: state?.days ?? [] };
};
const pdf = (text: string): Promise<Uint8Array> => drawPdf({ pages: [[[50, 50, text]]] });

test("malware is kept out for good: named, never read, never taken anyway, and clean files beside it come in", async () => {
  await writeFile(join(folder, "Mahnung.pdf"), Buffer.concat([await pdf("Mahnung"), Buffer.from(`\n% ${eicar}\n%%EOF`)]));
  await writeFile(join(folder, "Rechnung.pdf"), await pdf("Rechnung 1"));
  const here = await desk();
  await vi.waitFor(async () => expect((await scans(here)).days).toMatchObject([{ seen: 2, booked: 1, quarantined: 1 }]), patiently);
  await vi.waitFor(async () => expect((await scans(here)).files[0]?.stage).toBe("quarantined"), patiently);
  const [infected] = (await scans(here)).files;
  expect(infected).toMatchObject({ name: "Mahnung.pdf", stage: "quarantined", mayTakeAnyway: false });
  expect(infected?.reason).toContain("Eicar-Test-Signature");
  const again = { folder, name: "Mahnung.pdf" };
  await expect(here.desk.call("scanAgain", { ...again, anyway: true })).rejects.toMatchObject({ code: "notFound" });
  await here.desk.call("scanAgain", { ...again, anyway: false });
  await vi.waitFor(async () => expect((await scans(here)).files[0]).toMatchObject({ stage: "quarantined" }), patiently);
  expect((await ask(here, "inbox", wholeInbox)).total).toBe(1);
  expect(JSON.parse(await readFile(join(folder, "failed", "Mahnung.pdf.json"), "utf8"))).toMatchObject({ code: "infected" });
});

test("while the scanner is away a file waits unopened and says so, and comes in once it is back", async () => {
  const { port } = clamd;
  const here = await desk();
  await clamd.close();
  await writeFile(join(folder, "Rechnung.pdf"), await pdf("Rechnung 2"));
  const waits = { name: "Rechnung.pdf", stage: "waiting", reason: "virus-scanner" };
  await vi.waitFor(async () => expect((await scans(here)).files).toMatchObject([waits]), patiently);
  expect((await ask(here, "inbox", wholeInbox)).total).toBe(0);
  expect((await scans(here)).days).toMatchObject([{ seen: 1, waiting: 1, agrees: true }]);
  clamd = await startFakeClamd({ port });
  await vi.waitFor(async () => expect((await scans(here)).days).toMatchObject([{ seen: 1, booked: 1, waiting: 0 }]), patiently);
  expect(clamd.seen).toHaveLength(1);
  // The journal has its end a moment before the file is in done/.
  await vi.waitFor(async () => {
    const [day] = await readdir(join(folder, "done"));
    expect(await readdir(join(folder, "done", day ?? ""))).toEqual(["Rechnung.pdf"]);
  }, patiently);
});

test("what a file is, is said by its content: it is booked as that, and a name that says otherwise is told", async () => {
  await writeFile(join(folder, "Rechnung.jpg"), await pdf("Rechnung 3"));
  const here = await desk();
  await vi.waitFor(async () => expect((await scans(here)).days).toMatchObject([{ seen: 1, booked: 1 }]), patiently);
  const [row] = (await ask(here, "inbox", wholeInbox)).rows;
  const { record } = await ask(here, "record", { kind: "invoice", id: row?.id ?? "" });
  expect(record?.body).toMatchObject({
    document: { mime: "application/pdf", name: "Rechnung.jpg" },
    checks: expect.arrayContaining([{ code: "name-differs", severity: "warning" }]),
  });
});

test("what lies in quarantine is looked at only where it is harmless, asked anew each time, and as long as it is that very file", async () => {
  const damaged = Buffer.from("%PDF-1.7\nnichts weiter\nstartxref\n0\n%%EOF");
  await writeFile(join(folder, "kaputt.pdf"), damaged);
  await writeFile(join(folder, "virus.pdf"), `%PDF-1.7\n${eicar}\nstartxref\n0\n%%EOF`);
  const here = await desk();
  const inQuarantine = async () => (await scans(here)).files.filter(({ stage }) => stage === "quarantined");
  await vi.waitFor(async () => expect(await inQuarantine()).toHaveLength(2), patiently);
  const { files } = await scans(here);
  const find = (name: string) => files.find((file) => file.name === name);
  expect(find("kaputt.pdf")).toMatchObject({ reason: "pdf-damaged" });
  expect([find("kaputt.pdf")?.mayLook, find("virus.pdf")?.mayLook]).toEqual([true, false]);
  const kept = (name: string) => here.desk.call("lookAtScan", { folder, name });
  const look = await kept("kaputt.pdf");
  expect(look).toMatchObject({ reason: null, content: { name: "kaputt.pdf", mime: "application/pdf", size: damaged.length } });
  const piece = { folder, name: "kaputt.pdf", sha256: look.content?.sha256 ?? "", offset: 5, length: 3 };
  expect(await here.desk.call("readScan", piece)).toEqual({ base64: damaged.subarray(5, 8).toString("base64"), size: damaged.length });
  for (const name of ["virus.pdf", "../kaputt.pdf", "fehlt.pdf"]) await expect(kept(name)).rejects.toMatchObject({ code: "notFound" });
  const notOpened = { ...piece, name: "virus.pdf" };
  await expect(here.desk.call("readScan", notOpened)).rejects.toMatchObject({ code: "notFound" });
  await writeFile(join(folder, "failed", "kaputt.pdf"), `%PDF-1.7\n${eicar}`);
  await expect(here.desk.call("readScan", piece)).rejects.toMatchObject({ code: "notFound" });
  expect(await kept("kaputt.pdf")).toEqual({ content: null, reason: "infected" });
  clamd.manner = "babbles";
  expect(await kept("kaputt.pdf")).toEqual({ content: null, reason: "virus-scanner" });
});
