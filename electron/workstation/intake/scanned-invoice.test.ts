// A sheet of paper on its way through the desk: pictures are read on the desk itself and become an invoice whose fields want a look.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { transferNoteOf } from "../../../shared/domain/invoice/transfer-note.ts";
import { unconfirmedFields } from "../../../shared/domain/invoice/confirm.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { pngOf, scanOf } from "../../../scanner-inbox/ocr/scan-for-tests.ts";
import { ask, readWorker, storeWorker, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";

let town: TestTown;
const patiently = { timeout: 40_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };
const look = new URL("../../../scanner-inbox/separate/look-worker.ts", import.meta.url);
const ocr = new URL("../../../scanner-inbox/ocr/ocr-worker.ts", import.meta.url);

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(() => town.close());

test("a scan is read, says so while it is, and its fields are told as recognised", async () => {
  const folder = join(town.folder, "Scanner");
  await mkdir(folder);
  const desk = await town.desk("desk", { scannerFolder: folder, timings, workers: { store: storeWorker, read: readWorker, ocr } });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  const reasons = new Set<string>();
  const stop = desk.desk.watch(
    "scanner",
    {},
    ({ folders }) => folders.forEach(({ files }) => files.forEach(({ reason }) => reasons.add(reason))),
    () => undefined,
  );
  const pdf = await drawPdf({
    pages: [
      [
        [70, 60, "Malerbetrieb Heide GmbH", 16],
        [70, 160, "Rechnung Nr. 2026-4711 vom 03.11.2026", 12],
        [70, 220, "Gesamtbetrag 119,00 EUR", 12],
        [70, 260, "IBAN DE02 1203 0000 0000 2020 51", 12],
      ],
    ],
  });
  await writeFile(join(folder, "SCAN0001.png"), pngOf(await scanOf(pdf, { dpi: 200, skew: 1, noise: 25, turn: 180 })));
  const row = await vi.waitFor(async () => {
    const [first] = (await ask(desk, "inbox", wholeInbox)).rows;
    if (first === undefined) throw new Error("not there yet");
    return first;
  }, patiently);
  stop();
  const found = await ask(desk, "record", { kind: "invoice", id: row.id });
  const invoice = invoiceSchema.parse(found?.record?.body);
  const { readState, fields, origins, checks } = invoice;
  expect(readState).toBe("read");
  expect(fields).toMatchObject({ number: "2026-4711", issueDate: "2026-11-03", gross: 11_900, iban: "DE02120300000000202051" });
  for (const name of ["number", "issueDate", "gross", "iban"]) {
    expect(origins[name]).toMatchObject({ source: "text", recognised: true, page: 1 });
    expect(origins[name]?.confidence).toBeLessThan(0.8);
    // The sheet lay upside down: the place is that of the upright page, and how it was turned goes with it.
    expect(origins[name]?.box).toMatchObject({ turn: 180 });
  }
  const { iban } = origins;
  expect(iban?.box?.y).toBeCloseTo(256 / 842, 1);
  expect(iban?.box?.x).toBeGreaterThan(0.13);
  expect(unconfirmedFields(invoice)).toEqual(expect.arrayContaining(["number", "issueDate", "iban", "gross"]));
  expect(checks).toContainEqual({ code: "text-recognised", severity: "warning" });
  expect([...reasons]).toContain("Texterkennung");
  const note = { by: "malte", profile: "Scanner", pages: 1, keptPages: 1, deviations: [], file: { name: "SCAN0001.png" } };
  expect(transferNoteOf(invoice)).toMatchObject(note);
  expect(transferNoteOf(invoice)?.device).not.toBe("");
});

test("a GiroCode on the page is read, fills what the text does not say and is compared with it", async () => {
  const folder = join(town.folder, "Scanner");
  await mkdir(folder);
  const desk = await town.desk("desk", { scannerFolder: folder, timings, workers: { store: storeWorker, read: readWorker, look } });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  const sample = "Verlag Amt & Praxis mit GiroCode.pdf";
  await copyFile(join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples", sample), join(folder, sample));
  const row = await vi.waitFor(async () => {
    const [first] = (await ask(desk, "inbox", wholeInbox)).rows;
    if (first === undefined) throw new Error("not there yet");
    return first;
  }, patiently);
  const found = await ask(desk, "record", { kind: "invoice", id: row.id });
  const { fields, origins, checks } = invoiceSchema.parse(found?.record?.body);
  expect(checks).toContainEqual({ code: "giro-code-agrees", severity: "ok" });
  expect(fields.remittance).toBe("AP202603795 Kd-Nr. 19528");
  expect(origins["remittance"]).toMatchObject({ source: "text", code: true, page: 1, alternatives: [{ value: "AP202603795" }] });
});
