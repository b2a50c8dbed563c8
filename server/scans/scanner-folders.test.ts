// Folders that the server watches by itself: the same reader as a desk's, booked as the server, seen by those who may capture there.
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { supplierIdOf } from "../../shared/domain/supplier/schema.ts";
import { taskSchema } from "../../shared/domain/task/schema.ts";
import { buildEntering } from "../../shared/testing/supplier-builder.ts";
import { serverFoldersResponseSchema } from "../../shared/sync/scanner-folders.ts";
import type { ServerFolderRule } from "../../scanner-inbox/intake/folder-rules.ts";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { ourSheet, sheetForTests } from "../../scanner-inbox/separate/sheets-for-tests.ts";
import { workerFiles } from "../derive/worker-files.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import type { ScanOptions } from "./scanner-folders.ts";

const patiently = { timeout: 60_000, interval: 30 };
const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");
const { read, look } = workerFiles();
let base: string;
let folder: string;
let server: TestServer | undefined;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "amtsstube-server-scans-"));
  folder = join(base, "Ablage");
  await mkdir(folder);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(base, { recursive: true, force: true });
});

function scans(rule: Partial<ServerFolderRule> = {}): ScanOptions {
  const whole = {
    folder,
    unit: "finanzen",
    kind: "invoice",
    nested: false,
    review: "whenDivided",
    profile: "Post, 300 dpi",
    ...rule,
  } as const;
  const intervals = { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 };
  return { name: "Scanserver", folder: join(base, "data"), rules: [whole], workers: { read, look }, intervals };
}

async function shown(client: SyncClient) {
  return serverFoldersResponseSchema.parse(await client.post("/v1/scanner-folders/list", {})).folders;
}

async function today(client: SyncClient) {
  const [first] = await shown(client);
  return first?.days[0];
}

async function invoices(client: SyncClient) {
  await client.pullAll();
  return [...client.records.values()]
    .filter(({ kind }) => kind === "invoice")
    .map(({ unit, body }) => ({ unit, ...invoiceSchema.parse(body) }))
    .sort((one, other) => (one.pages?.shown[0]?.page ?? 0) - (other.pages?.shown[0]?.page ?? 0));
}

/** Sheet, an invoice, a sheet for another unit, a letter. */
async function stack(): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  const parts = [
    await ourSheet(),
    await drawPdf({
      pages: [
        [
          [70, 60, "Malerbetrieb Heide GmbH", 16],
          [70, 160, "Rechnung Nr. 2026-4711 vom 03.11.2026", 12],
          [70, 220, "Gesamtbetrag 119,00 EUR", 12],
        ],
      ],
    }),
    await ourSheet({ ...sheetForTests, unit: "buergerservice", kind: "document", nonce: "77aa" }),
    await drawPdf({ pages: [[[70, 60, "Sehr geehrte Damen und Herren,", 12]]] }),
  ];
  for (const part of parts) {
    const from = await PDFDocument.load(part);
    for (const page of await whole.copyPages(from, from.getPageIndices())) whole.addPage(page);
  }
  return whole.save();
}

test("a file is read, booked once as the server with its transfer note, and counted; the same bytes again are one more arrival", async () => {
  server = await startTestServer({ scans: scans() });
  const cora = await server.signedIn("cora");
  const sample = "RE-Elektro-Rademann.pdf";
  await copyFile(join(samples, sample), join(folder, sample));
  await expect.poll(async () => (await today(cora))?.booked, patiently).toBe(1);
  const [invoice] = await invoices(cora);
  expect(invoice).toMatchObject({ unit: "finanzen", readState: "read", document: { name: sample }, state: "captured" });
  // What the server has read it keeps for the search of every desk.
  expect(invoice).toMatchObject({ text: { sha256: expect.any(String), characters: expect.any(Number) } });
  expect(must(invoice, "it came").fields.gross).toBeGreaterThan(0);
  expect(invoice?.arrivals).toEqual([
    expect.objectContaining({
      by: "system",
      channel: "scanner",
      transfer: expect.objectContaining({ device: "Scanserver", profile: "Post, 300 dpi" }),
    }),
  ]);
  const bytes = await readFile(join(samples, sample));
  const { sha256 } = must(invoice, "it came").document;
  const response = await cora.fetch(
    `/v1/content/invoice/${
      must(
        [...cora.records.values()].find(({ kind }) => kind === "invoice"),
        "it came",
      ).id
    }/${sha256}`,
  );
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);

  await copyFile(join(samples, sample), join(folder, "noch einmal.pdf"));
  await expect.poll(async () => (await today(cora))?.duplicate, patiently).toBe(1);
  expect((await invoices(cora)).map(({ arrivals }) => arrivals.length)).toEqual([2]);
  expect(await today(cora)).toMatchObject({ seen: 2, booked: 1, duplicate: 1, quarantined: 0, waiting: 0, agrees: true });
});

test("downloads of a portal are taken once they are whole, by whichever way a browser writes them", async () => {
  server = await startTestServer({ scans: scans({ profile: "Portal" }) });
  const cora = await server.signedIn("cora");
  const [pdf, xml] = await Promise.all(
    ["RE-Elektro-Rademann.pdf", "xrechnung-wasserverband.xml"].map((name) => readFile(join(samples, name))),
  );
  const half = (bytes: Buffer | undefined): Uint8Array => must(bytes, "a sample").subarray(0, 2000);
  // One writes under another name, the other keeps the name with an empty file, a third writes straight into it.
  await writeFile(join(folder, "Nicht bestätigt 731264.crdownload"), half(pdf));
  await writeFile(join(folder, "xrechnung.xml"), "");
  await writeFile(join(folder, "xrechnung.xml.part"), half(xml));
  await writeFile(join(folder, "direkt.pdf"), half(pdf));
  await server.rescan();
  await server.rescan();
  expect((await readdir(folder)).toSorted()).toEqual(
    ["Nicht bestätigt 731264.crdownload", "direkt.pdf", "done", "failed", "processing", "xrechnung.xml", "xrechnung.xml.part"].toSorted(),
  );
  await expect.poll(async () => await today(cora), patiently).toMatchObject({ seen: 1, booked: 0, waiting: 1 });
  await writeFile(join(folder, "Nicht bestätigt 731264.crdownload"), must(pdf, "a sample"));
  await rename(join(folder, "Nicht bestätigt 731264.crdownload"), join(folder, "Rechnung.pdf"));
  await writeFile(join(folder, "xrechnung.xml.part"), must(xml, "a sample"));
  await rename(join(folder, "xrechnung.xml.part"), join(folder, "xrechnung.xml"));
  await writeFile(join(folder, "direkt.pdf"), must(pdf, "a sample"));
  await expect
    .poll(async () => await today(cora), patiently)
    .toMatchObject({ seen: 3, booked: 2, duplicate: 1, quarantined: 0, waiting: 0 });
  expect((await invoices(cora)).map(({ arrivals }) => arrivals.length).toSorted((one, other) => one - other)).toEqual([1, 2]);
});

test("a crash before the file was moved away books nothing twice", async () => {
  server = await startTestServer({ scans: scans() });
  const cora = await server.signedIn("cora");
  await copyFile(join(samples, "P26-Ostheide-Planung.xml"), join(folder, "Planung.xml"));
  await expect.poll(async () => (await today(cora))?.booked, patiently).toBe(1);
  const [journal] = await readdir(join(base, "data", "journals"));
  const [day] = await readdir(join(base, "data", "journals", must(journal, "it is noted")));
  const lines = (await readFile(join(base, "data", "journals", must(journal, "a folder"), must(day, "a day")), "utf8")).trim().split("\n");
  const id = String(/"id":"([^"]+)"/u.exec(must(lines[0], "a line"))?.[1]);
  await server.restart();
  await expect.poll(async () => await readdir(join(folder, "processing")), patiently).toEqual([]);
  // As the crash leaves it: booked, still in the server's hands.
  const home = join(folder, "processing", `${id}.Scanserver`);
  const [done] = await readdir(join(folder, "done"));
  await mkdir(home);
  await rename(join(folder, "done", must(done, "a day"), "Planung.xml"), join(home, "Planung.xml"));
  await server.restart();
  await expect.poll(async () => await readdir(join(folder, "processing")), patiently).toEqual([]);
  expect((await invoices(await server.signedIn("cora"))).map(({ arrivals }) => arrivals.length)).toEqual([1]);
});

test("what wants a person lies aside with a sentence and is seen by who may capture there, and by nobody else", async () => {
  server = await startTestServer({ scans: scans() });
  const [cora, anna] = [await server.signedIn("cora"), await server.signedIn("anna")];
  await writeFile(join(folder, "Stapel.pdf"), await stack());
  await expect.poll(async () => (await shown(cora))[0]?.quarantined.length, patiently).toBe(1);
  const [first] = await shown(cora);
  expect(first).toMatchObject({
    server: "Scanserver",
    unit: "finanzen",
    alarm: false,
    waiting: 0,
    quarantined: [{ name: "Stapel.pdf", code: "wants-person" }],
  });
  expect(first?.quarantined[0]?.text).toContain("muss jemand ansehen");
  expect(await shown(anna)).toEqual([]);
  expect(await invoices(cora)).toEqual([]);
  const health: unknown = await (await fetch(`${server.url}/v1/health`)).json();
  expect(health).toEqual({ state: "ok", scannerFolders: { folders: 1, troubled: 0, waiting: 0, quarantined: 1 } });
});

test("a person takes what lies aside on the server as it is; who may not capture there, and what is not there, change nothing", async () => {
  server = await startTestServer({ scans: scans() });
  const [cora, anna] = [await server.signedIn("cora"), await server.signedIn("anna")];
  await writeFile(join(folder, "Stapel.pdf"), await stack());
  await expect.poll(async () => (await shown(cora))[0]?.quarantined.length, patiently).toBe(1);
  const wish = { server: "Scanserver", folder, name: "Stapel.pdf", anyway: true };
  await expect(anna.post("/v1/scanner-folders/again", wish)).rejects.toMatchObject({ problem: "notFound" });
  await expect(cora.post("/v1/scanner-folders/again", { ...wish, name: "../Stapel.pdf" })).rejects.toMatchObject({ problem: "notFound" });
  await cora.post("/v1/scanner-folders/again", wish);
  await expect.poll(async () => await today(cora), patiently).toMatchObject({ booked: 1, quarantined: 0, agrees: true });
  expect(await invoices(cora)).toMatchObject([{ readState: "notReadYet", documentKind: "other", document: { name: "Stapel.pdf" } }]);
  const noted = await server.openDatabase().query<{ person: string }>({
    text: "select entry->>'person' as person from command_log where entry->>'name' = 'scanAgain'",
    values: [],
  });
  expect(noted).toEqual([{ person: "cora" }]);
});

test("where the rule says so, a stack is divided as proposed, each document for the unit on its sheet", async () => {
  server = await startTestServer({ scans: scans({ review: "never" }) });
  const cora = await server.signedIn("cora");
  await writeFile(join(folder, "Stapel.pdf"), await stack());
  await expect.poll(async () => (await today(cora))?.booked, patiently).toBe(1);
  expect(await invoices(cora)).toMatchObject([
    { unit: "finanzen", fields: { number: "2026-4711", gross: 11900 }, pages: { shown: [{ page: 2 }] } },
  ]);
  const stored = await server.openDatabase().query<{ kind: string; unit: string }>({
    text: "select kind, record->>'unit' as unit from office_record where kind in ('invoice', 'post') order by 1",
    values: [],
  });
  expect(stored).toEqual([
    { kind: "invoice", unit: "finanzen" },
    { kind: "post", unit: "buergerservice" },
  ]);
});

test("a rule for a unit or a municipality that there is not ends the start with a sentence", async () => {
  await expect(startTestServer({ scans: scans({ unit: "sternwarte" }) })).rejects.toThrow(
    "for a unit that musterstadt does not have: sternwarte",
  );
  await expect(startTestServer({ scans: scans({ tenant: "anderswo" }) })).rejects.toThrow("for a tenant that is not here: anderswo");
});

test("a server that fell silent is shown as it was, with an alarm", async () => {
  let now = Date.parse("2026-11-24T09:00:00Z");
  server = await startTestServer({ clock: () => now, scans: scans() });
  const cora = await server.signedIn("cora");
  await expect.poll(async () => (await shown(cora)).length, patiently).toBe(1);
  expect((await shown(cora))[0]?.alarm).toBe(false);
  await server.restart({ scans: { ...scans(), name: "Anderer", rules: [] } });
  now += 400_000;
  const again = await server.signedIn("cora");
  expect(await shown(again)).toMatchObject([{ server: "Scanserver", alarm: true, toldAt: "2026-11-24T09:00:00.000Z" }]);
});

test("a paper of a supplier on the list is known by it, and the folder's people are told of what came and of what lies aside", async () => {
  server = await startTestServer({ scans: scans({ tell: ["cora", "anna"] }) });
  const cora = await server.signedIn("cora");
  const iban = "DE02120300000000202051";
  const entering = { ...buildEntering(), ibans: [{ iban, bic: null }] };
  await cora.run({ kind: "supplier", name: "enter", recordId: supplierIdOf(entering), args: entering });
  const paper = await drawPdf({
    pages: [
      [
        [70, 60, "Heide Strom", 16],
        [70, 160, "Rechnung Nr. HS-99 vom 03.11.2026", 12],
        [70, 220, "Gesamtbetrag 119,00 EUR", 12],
        [70, 260, `IBAN ${iban}`, 12],
      ],
    ],
  });
  await writeFile(join(folder, "SCAN0001.pdf"), paper);
  await expect.poll(async () => (await today(cora))?.booked, patiently).toBe(1);
  expect(await invoices(cora)).toMatchObject([
    {
      supplierId: supplierIdOf(entering),
      fields: { supplier: "Heidestrom GmbH", number: "HS-99" },
      origins: { supplier: { alternatives: [{}] } },
    },
  ]);
  await writeFile(join(folder, "Stapel.pdf"), await stack());
  await expect.poll(async () => (await shown(cora))[0]?.quarantined.length, patiently).toBe(1);
  await cora.pullAll();
  const notices = [...cora.records.values()].filter(({ kind }) => kind === "task").map(({ body }) => taskSchema.parse(body));
  // Anna may not see what the folder books.
  expect(notices.map(({ topic, person }) => `${String(topic)} ${String(person)}`).toSorted()).toEqual([
    "scanQuarantined cora",
    "scansArrived cora",
  ]);
});
