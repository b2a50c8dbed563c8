// From a scan in the folder to its searchable rendition at the invoice, with real desks and a real server; recognition alone is played, so that
// a desk can be closed in the middle of it.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { recognisingPage } from "../../../shared/text/de/screens-scans.ts";
import { readFileBytes } from "../../../scanner-inbox/read/read-file-bytes.ts";
import { textOfLine } from "../../../scanner-inbox/read/text-lines.ts";
import { ask, readWorker, storeWorker, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };
const scan = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "raster", "samples", "two-pages-g4.tif");
let town: TestTown;
let folder = "";

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
  folder = join(town.folder, "Scanner");
  await mkdir(folder);
});
afterEach(() => town.close());

/** A thread that recognises "Blatt <number>" on each page, and notes in a file which pages it was asked for; `only` is the last it answers. */
async function recogniser(name: string, only = 99): Promise<{ readonly url: URL; asked(): Promise<string> }> {
  const [code, notes] = [join(town.folder, `${name}.mjs`), join(town.folder, `${name}.txt`)];
  await writeFile(notes, "");
  await writeFile(
    code,
    `import { appendFileSync } from "node:fs"; import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ id, number }) => {
       appendFileSync(${JSON.stringify(notes)}, number + " ");
       if (number > ${only}) return;
       const line = { top: 40, height: 9, cells: [{ text: "Malerbetrieb Heide, Blatt " + number, x: 20, width: 80, confidence: 0.9 }] };
       const value = { number, width: 145, height: 90, lines: [line], recognised: { turn: 0, confidence: 0.9, slope: 0 } };
       parentPort.postMessage({ id, result: { ok: true, value } });
     });`,
  );
  return { url: pathToFileURL(code), asked: () => readFile(notes, "utf8") };
}

async function openDesk(ocr: URL): Promise<Workstation> {
  const desk = await town.desk("desk", { scannerFolder: folder, timings, workers: { store: storeWorker, read: readWorker, ocr } });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  return desk;
}

const invoiceOf = (body: unknown) => must(invoiceSchema.safeParse(body).data, "it is an invoice");

async function renditionAt(desk: Workstation) {
  const [row] = (await ask(desk, "inbox", wholeInbox, ({ rows }) => rows.length > 0)).rows;
  const ref = { kind: "invoice", id: row?.id ?? "" };
  const found = await ask(desk, "record", ref, (value) => (invoiceOf(value?.record?.body).renditions ?? []).length > 0);
  const invoice = invoiceOf(found?.record?.body);
  const bytesOf = async ({ sha256, size }: { readonly sha256: string; readonly size: number }): Promise<Buffer> => {
    const { base64 } = await desk.desk.call("readContent", { record: ref, sha256, offset: 0, length: size });
    return Buffer.from(base64, "base64");
  };
  return { invoice, rendition: must(invoice.renditions?.[0], "it was waited for"), bytesOf };
}

test("a booked scan gets a PDF with its words; the original is what it was, and nothing lies about", async () => {
  const ocr = await recogniser("all");
  const desk = await openDesk(ocr.url);
  await cp(scan, join(folder, "SCAN0001.tif"));
  const { invoice, rendition, bytesOf } = await renditionAt(desk);
  expect(rendition).toMatchObject({
    kind: "searchable",
    by: "malte",
    content: { name: "SCAN0001 durchsuchbar.pdf", mime: "application/pdf" },
  });
  const reading = await readFileBytes(new Uint8Array(await bytesOf(rendition.content)));
  const texts = reading.ok ? reading.value.pages.map(({ lines }) => lines.map(textOfLine).join()) : [];
  expect(texts).toEqual(["Malerbetrieb Heide, Blatt 1", "Malerbetrieb Heide, Blatt 2"]);
  const original = await readFile(scan);
  expect(invoice.document.sha256).toBe(createHash("sha256").update(original).digest("hex"));
  expect(Buffer.compare(await bytesOf(invoice.document), original)).toBe(0);
  await desk.close();
  const left = await readdir(town.folder, { recursive: true });
  expect(left.filter((name) => /-readings\/.|renditions\/./u.test(name))).toEqual([]);
});

test("a person calls recognition off: the file is booked at once with the page that was read, and says that it was not read to its end", async () => {
  const hanging = await recogniser("called-off", 1);
  const desk = await openDesk(hanging.url);
  await cp(scan, join(folder, "SCAN0003.tif"));
  const state = await ask(desk, "scanner", {}, ({ folders }) =>
    folders.some(({ files }) => files.some(({ reason }) => reason === recognisingPage(2, 2))),
  );
  const file = must(state.folders[0]?.files[0], "it is being read");
  expect(file).toMatchObject({ stage: "reading", mayStop: true });
  const call = { folder, id: file.id ?? "" };
  await expect(desk.desk.call("stopRecognition", { folder, id: "another" })).rejects.toMatchObject({ code: "notFound" });
  await desk.desk.call("stopRecognition", call);
  const { invoice, rendition, bytesOf } = await renditionAt(desk);
  expect(invoice.checks).toContainEqual({ code: "pages-unread", severity: "warning" });
  const reading = await readFileBytes(new Uint8Array(await bytesOf(rendition.content)));
  expect(reading.ok && reading.value.pages.map(({ lines }) => lines.length)).toEqual([1, 0]);
  await expect(desk.desk.call("stopRecognition", call)).rejects.toMatchObject({ code: "notFound" });
  expect(await hanging.asked()).toBe("1 2 ");
});

test("a desk that was closed over the second page reads only that one when it is opened again", async () => {
  const hanging = await recogniser("hanging", 1);
  const first = await openDesk(hanging.url);
  await cp(scan, join(folder, "SCAN0002.tif"));
  await ask(first, "scanner", {}, ({ folders }) =>
    folders.some(({ files }) => files.some(({ reason }) => reason === recognisingPage(2, 2))),
  );
  await first.close();
  const again = await recogniser("again");
  const second = await openDesk(again.url);
  const { rendition, bytesOf } = await renditionAt(second);
  expect(await again.asked()).toBe("2 ");
  const reading = await readFileBytes(new Uint8Array(await bytesOf(rendition.content)));
  expect(reading.ok && reading.value.pages.map(({ lines }) => lines.length)).toEqual([1, 1]);
});
