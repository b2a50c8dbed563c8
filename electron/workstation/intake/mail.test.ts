// An e-mail file in the scanner folder: one file seen with one end, each attachment an invoice of its own, and the same after a crash.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eicar, startFakeClamd } from "../../../scanner-inbox/guard/fake-clamd.ts";
import { writeMail, type TestAttachment } from "../../../scanner-inbox/read/mail-for-tests.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation, WorkstationOptions } from "../workstation.ts";

let town: TestTown;
let folder = "";

const patiently = { timeout: 25_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
  folder = join(town.folder, "Scanner");
  await mkdir(folder);
});

afterEach(() => town.close());

async function desk(options: Partial<WorkstationOptions> = {}): Promise<Workstation> {
  const opened = await town.desk("desk", { scannerFolder: folder, timings, ...options });
  await opened.desk.call("signIn", { userName: "malte", password: "geheim" });
  return opened;
}

const scans = async (at: Workstation) => {
  const [state] = (await ask(at, "scanner", {})).folders;
  return { files: state?.files ?? [], days: state?.days ?? [] };
};

async function invoices(at: Workstation) {
  const { rows } = await ask(at, "inbox", wholeInbox);
  const found = await Promise.all(rows.map(({ id }) => ask(at, "record", { kind: "invoice", id })));
  return found
    .map(({ record }) => invoiceSchema.parse(record?.body))
    .sort((one, other) => one.document.name.localeCompare(other.document.name));
}

const pdf = (text: string): Promise<Uint8Array> => drawPdf({ pages: [[[50, 50, text]]] });
const put = (name: string, attachments: readonly TestAttachment[]): Promise<void> =>
  writeFile(join(folder, name), writeMail({ attachments }));

test("each attachment becomes an invoice that says with which mail it came; the mail is one file with one end", async () => {
  const one = await pdf("eins");
  await put("Eingang.eml", [
    { name: "Rechnung 1.pdf", content: one },
    { name: "Rechnung 2.pdf", content: await pdf("zwei") },
    { name: "Angebot.zip", content: "PK\u0003\u0004" },
  ]);
  const here = await desk();
  await vi.waitFor(async () => expect((await scans(here)).days).toMatchObject([{ seen: 1, booked: 1, agrees: true }]), patiently);
  const [first, second, none] = await invoices(here);
  expect(none).toBeUndefined();
  expect([first?.document.name, second?.document.name]).toEqual(["Rechnung 1.pdf", "Rechnung 2.pdf"]);
  expect(first?.document.mime).toBe("application/pdf");
  expect(first?.arrivals).toMatchObject([
    {
      channel: "mail",
      fileName: "Rechnung 1.pdf",
      mail: {
        from: "Malerbetrieb Heide GmbH <rechnung@heide.example>",
        subject: "Rechnung für November",
        sentAt: "2026-11-03T08:15:00.000Z",
      },
    },
  ]);
  expect(first?.checks).toContainEqual({ code: "mail-attachments-left", severity: "warning" });
  // Another mail with one of them and nothing new is a duplicate, and noted as an arrival.
  await put("Noch einmal.eml", [{ name: "Kopie.pdf", content: one }]);
  await vi.waitFor(async () => expect((await invoices(here))[0]?.arrivals).toHaveLength(2), patiently);
  await vi.waitFor(
    async () => expect((await scans(here)).days).toMatchObject([{ seen: 2, booked: 1, duplicate: 1, agrees: true }]),
    patiently,
  );
  // The journal has its end a moment before the file is in done/.
  await vi.waitFor(async () => {
    const [day] = await readdir(join(folder, "done"));
    expect((await readdir(join(folder, "done", day ?? ""))).sort()).toEqual(["Eingang.eml", "Noch einmal.eml"]);
  }, patiently);
  await vi.waitFor(async () => expect(await readdir(join(town.folder, "desk", "unpacked"))).toEqual([]), patiently);
});

test("a mail whose second attachment cannot be read is put aside whole, and taken anyway with what can be read", async () => {
  await put("Eingang.eml", [
    { name: "gut.pdf", content: await pdf("gut") },
    { name: "kaputt.pdf", content: "%PDF-1.7\nnichts weiter" },
  ]);
  const here = await desk();
  await vi.waitFor(
    async () => expect((await scans(here)).files[0]).toMatchObject({ stage: "quarantined", mayTakeAnyway: true }),
    patiently,
  );
  expect((await scans(here)).files[0]?.reason).toMatch(/^Anhang „kaputt\.pdf“: Die PDF-Datei ist beschädigt/u);
  expect(await invoices(here)).toEqual([]);
  await here.desk.call("scanAgain", { folder, name: "Eingang.eml", anyway: true });
  await vi.waitFor(async () => expect((await scans(here)).days).toMatchObject([{ seen: 1, booked: 1, quarantined: 0 }]), patiently);
  expect((await invoices(here)).map(({ document }) => document.name)).toEqual(["gut.pdf", "kaputt.pdf"]);
});

test("a mail without anything to book says so, and one with malware is kept out whole", async () => {
  const clamd = await startFakeClamd();
  await put("leer.eml", [{ name: "Gruß.zip", content: "PK\u0003\u0004" }]);
  await put("virus.eml", [
    { name: "gut.pdf", content: await pdf("gut") },
    { name: "virus.pdf", content: `%PDF-1.7\n${eicar}` },
  ]);
  const here = await desk({ virusScanner: { host: "127.0.0.1", port: clamd.port } });
  const inQuarantine = async () => (await scans(here)).files.filter(({ stage }) => stage === "quarantined");
  await vi.waitFor(async () => expect(await inQuarantine()).toHaveLength(2), patiently);
  const { files } = await scans(here);
  const find = (name: string) => files.find((file) => file.name === name);
  expect(find("leer.eml")).toMatchObject({ reason: "mail-empty", mayTakeAnyway: false });
  expect(find("virus.eml")).toMatchObject({ mayTakeAnyway: false });
  expect(find("virus.eml")?.reason).toMatch(/^Anhang „virus\.pdf“: Der Virenscanner meldet Schadsoftware \(Eicar-Test-Signature\)/u);
  expect(await invoices(here)).toEqual([]);
  await clamd.close();
});

test("a mail that was being booked when the desk ended is booked once", async () => {
  const here = await desk();
  await vi.waitFor(async () => expect((await ask(here, "scanner", {})).folders[0]?.active).toBe(true), patiently);
  town.server.judgePush = () => "cut";
  await put("Eingang.eml", [
    { name: "Rechnung 1.pdf", content: await pdf("eins") },
    { name: "Rechnung 2.pdf", content: await pdf("zwei") },
  ]);
  await vi.waitFor(async () => expect(await invoices(here)).toHaveLength(2), patiently);
  await here.close();
  town.server.judgePush = undefined;
  const again = await desk();
  await vi.waitFor(async () => expect((await scans(again)).days).toMatchObject([{ seen: 1, booked: 1, agrees: true }]), patiently);
  expect((await invoices(again)).map(({ arrivals }) => arrivals.length)).toEqual([1, 1]);
});
