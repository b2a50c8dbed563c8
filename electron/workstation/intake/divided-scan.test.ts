// A stack with separator sheets on its way through the desk: nothing is booked before a person has seen the pages, and then each
// document once, with what its sheet and its own pages say.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { writeMail } from "../../../scanner-inbox/read/mail-for-tests.ts";
import { postSchema } from "../../../shared/domain/post/schema.ts";
import { drawPdf, type TestPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { pictureSize } from "../../../shared/domain/page-pictures.ts";
import { openRaster } from "../../../scanner-inbox/raster/open-raster.ts";
import { ourSheet, sheetForTests } from "../../../scanner-inbox/separate/sheets-for-tests.ts";
import { ask, readWorker, storeWorker } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
let folder: string;
// Pages are drawn and looked at, which takes its time where a machine is busy.
vi.setConfig({ testTimeout: 120_000 });
const patiently = { timeout: 100_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };
const look = new URL("../../../scanner-inbox/separate/look-worker.ts", import.meta.url);
const name = "Stapel.pdf";

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [
    { role: "CAPTURE", unit: "finanzen" },
    { role: "CAPTURE", unit: "buergerservice" },
  ]);
  folder = join(town.folder, "Scanner");
  await mkdir(folder);
});
afterEach(() => town.close());

async function sitDown(): Promise<Workstation> {
  const scannerFolders = [{ folder, kind: "invoice", unit: "finanzen", nested: false, review: "whenDivided" }] as const;
  const desk = await town.desk("desk", { scannerFolders, timings, workers: { store: storeWorker, read: readWorker, look } });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  return desk;
}

async function stackOf(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  for (const part of parts) {
    const from = await PDFDocument.load(part);
    for (const page of await whole.copyPages(from, from.getPageIndices())) whole.addPage(page);
  }
  return whole.save();
}

const invoiceText = (number: string, gross: string): TestPdf["pages"][number] => [
  [70, 60, "Malerbetrieb Heide GmbH", 16],
  [70, 160, `Rechnung Nr. ${number} vom 03.11.2026`, 12],
  [70, 220, `Gesamtbetrag ${gross} EUR`, 12],
  [70, 260, "IBAN DE02 1203 0000 0000 2020 51", 12],
];
const letter: TestPdf["pages"][number] = [
  [70, 60, "Sehr geehrte Damen und Herren,", 12],
  [70, 90, "anbei die Unterlagen.", 12],
];

/** Sheet, an invoice of two pages, a blank back, a sheet for another unit, a letter. */
const stack = async (): Promise<Uint8Array> =>
  stackOf(
    await ourSheet(),
    await drawPdf({ pages: [invoiceText("2026-4711", "119,00"), letter, []] }),
    await ourSheet({ ...sheetForTests, unit: "buergerservice", kind: "document", nonce: "77aa" }),
    await drawPdf({ pages: [letter] }),
  );

const files = async (desk: Workstation) => (await ask(desk, "scanner", {})).folders[0]?.files ?? [];
const stage = async (desk: Workstation): Promise<string | undefined> => (await files(desk)).find((file) => file.name === name)?.stage;
const idOf = async (desk: Workstation): Promise<string> =>
  must((await files(desk)).find((file) => file.stage === "review")?.id, "it waits");
const waits = (desk: Workstation): Promise<void> => vi.waitFor(async () => expect(await stage(desk)).toBe("review"), patiently);
const booked = (wanted: string) => [...town.town.records.values()].flatMap(({ record }) => (record.kind === wanted ? [record] : []));
const letters = () => booked("post").map(({ unit, body }) => ({ unit, ...postSchema.parse(body) }));
const invoices = () =>
  booked("invoice")
    .map(({ unit, body }) => ({ unit, ...invoiceSchema.parse(body) }))
    .sort((one, other) => (one.pages?.shown[0]?.page ?? 0) - (other.pages?.shown[0]?.page ?? 0));

test("the pages are proposed and shown before anything is booked; each document then has its own fields, unit and pages", async () => {
  const desk = await sitDown();
  await writeFile(join(folder, name), await stack());
  await waits(desk);
  const id = await idOf(desk);
  const pages = await desk.desk.call("scanPages", { folder, id });
  expect(pages).toMatchObject({
    pageCount: 6,
    recipe: {
      parts: [[{ page: 2 }, { page: 3 }], [{ page: 6 }]],
      leftOut: [
        { page: 1, reason: "separator" },
        { page: 4, reason: "blank" },
        { page: 5, reason: "separator" },
      ],
    },
    sheets: [
      { unit: "finanzen", kind: "invoice" },
      { unit: "buergerservice", kind: "document" },
    ],
    damaged: [],
  });
  const { base64 } = await desk.desk.call("scanPage", { folder, id, page: 2, width: 160 });
  expect(Buffer.from(base64, "base64").subarray(1, 4).toString()).toBe("PNG");
  expect(town.town.content.size).toBe(0);
  expect(invoices()).toEqual([]);

  const [first = []] = pages.recipe.parts;
  const turned = [must(first[0], "two pages"), { page: 3, turn: 90 as const }];
  await desk.desk.call("bookScanPages", { folder, id, recipe: { ...pages.recipe, parts: [turned, ...pages.recipe.parts.slice(1)] } });
  await vi.waitFor(() => expect([...invoices(), ...letters()]).toHaveLength(2), patiently);
  expect(invoices()).toMatchObject([
    {
      unit: "finanzen",
      readState: "read",
      fields: { number: "2026-4711", gross: 11_900 },
      pages: {
        shown: [
          { page: 2, turn: 0 },
          { page: 3, turn: 90 },
        ],
      },
    },
  ]);
  expect(letters()).toMatchObject([{ unit: "buergerservice", title: "Stapel", state: "open", pages: { shown: [{ page: 6 }] } }]);
  const both = [...invoices(), ...letters()];
  expect(new Set(both.map(({ document }) => document.sha256)).size).toBe(1);
  const [pictures] = new Set(both.flatMap(({ pages: of }) => of?.pictures ?? []).map(({ sha256 }) => sha256));
  // Kept with the file: three small pages on one picture, drawn like a page of their own.
  const drawn = await openRaster(must(town.town.content.get(must(pictures, "pages were left out")), "it went up with the file"), "png");
  expect(await drawn.page(1, 300)).toMatchObject(pictureSize(3));
  drawn.close();
  await vi.waitFor(async () => expect((await readdir(join(folder, "done"), { recursive: true })).join()).toContain(name), patiently);
});

test("said once, it is not asked again: what a restart interrupts is booked as the person wanted it, each document once", async () => {
  const first = await sitDown();
  await first.desk.call("syncNow", {});
  await town.server.unplug(true);
  await writeFile(join(folder, name), await stack());
  await waits(first);
  const id = await idOf(first);
  const { recipe } = await first.desk.call("scanPages", { folder, id });
  const [one = [], two = []] = recipe.parts;
  await first.desk.call("bookScanPages", { folder, id, recipe: { ...recipe, parts: [[...one, ...two]] } });
  await vi.waitFor(async () => expect(await stage(first)).toBe("server"), patiently);
  await first.close();
  await town.server.unplug(false);
  const again = await sitDown();
  await vi.waitFor(() => expect(invoices()).toHaveLength(1), patiently);
  await vi.waitFor(async () => expect(await stage(again)).toBe("booked"), patiently);
  expect(invoices()[0]?.pages?.shown.map(({ page }) => page)).toEqual([2, 3, 6]);
  expect(invoices()[0]?.arrivals).toHaveLength(1);
});

test("a word that loses a page is not taken, and the file goes on waiting", async () => {
  const desk = await sitDown();
  await writeFile(join(folder, name), await stack());
  await waits(desk);
  const id = await idOf(desk);
  const { recipe } = await desk.desk.call("scanPages", { folder, id });
  await expect(desk.desk.call("bookScanPages", { folder, id, recipe: { ...recipe, leftOut: [] } })).rejects.toMatchObject({
    code: "notFound",
  });
  expect(await stage(desk)).toBe("review");
});

test("sheets alone are nothing to book: the file lies aside with its reason, and may be taken all the same", async () => {
  const desk = await sitDown();
  await writeFile(join(folder, name), await stackOf(await ourSheet(), await ourSheet()));
  await vi.waitFor(async () => expect(await stage(desk)).toBe("quarantined"), patiently);
  const file = (await ask(desk, "scanner", {})).folders[0]?.files[0];
  expect(file).toMatchObject({ reason: "only-separators", mayTakeAnyway: true });
  await desk.desk.call("scanAgain", { folder, name: must(file, "it lies there").name, anyway: true });
  await vi.waitFor(() => expect(invoices()).toHaveLength(1), patiently);
});

test("a file without sheets and blank pages goes through without a question", async () => {
  const desk = await sitDown();
  await writeFile(join(folder, name), await drawPdf({ pages: [invoiceText("2026-1", "50,00"), letter] }));
  await vi.waitFor(() => expect(invoices()).toMatchObject([{ fields: { number: "2026-1" } }]), patiently);
  expect(invoices()[0]?.pages).toBeUndefined();
  expect(await stage(desk)).not.toBe("review");
});

test("two files of one name wait side by side, and each is booked as its own pages were wanted", async () => {
  const desk = await sitDown();
  await writeFile(join(folder, name), await stack());
  await waits(desk);
  await writeFile(
    join(folder, name),
    await stackOf(await drawPdf({ pages: [invoiceText("2026-1", "50,00")] }), await ourSheet(), await drawPdf({ pages: [letter] })),
  );
  const waiting = async () => (await files(desk)).filter((file) => file.stage === "review");
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(2), patiently);
  const counts = new Map<string, number>();
  for (const { id } of await waiting())
    counts.set(must(id, "held"), (await desk.desk.call("scanPages", { folder, id: must(id, "held") })).pageCount);
  expect(new Set(counts.values())).toEqual(new Set([3, 6]));
  for (const [id] of counts) {
    const { recipe } = await desk.desk.call("scanPages", { folder, id });
    await desk.desk.call("bookScanPages", { folder, id, recipe });
  }
  await vi.waitFor(() => expect([...invoices(), ...letters()]).toHaveLength(4), patiently);
  await vi.waitFor(async () => expect((await files(desk)).filter((file) => file.stage === "booked")).toHaveLength(2), patiently);
});

test("a scan that a machine sends by mail is divided like one in the folder, each attachment by itself", async () => {
  const desk = await sitDown();
  await writeFile(
    join(folder, "Scan per Mail.eml"),
    writeMail({
      attachments: [
        { name: "plain.pdf", content: await drawPdf({ pages: [letter] }) },
        { name, content: await stack() },
      ],
    }),
  );
  await vi.waitFor(async () => expect((await files(desk))[0]?.stage).toBe("review"), patiently);
  const id = await idOf(desk);
  const { recipe } = await desk.desk.call("scanPages", { folder, id });
  await town.server.unplug(true);
  await desk.desk.call("bookScanPages", { folder, id, recipe });
  await vi.waitFor(async () => expect((await files(desk))[0]?.stage).toBe("server"), patiently);
  await desk.close();
  await town.server.unplug(false);
  await sitDown();
  // Said once: after the restart nobody is asked for its pages again.
  const shownPages = () => [...invoices(), ...letters()].map(({ pages }) => pages?.shown.map(({ page }) => page));
  await vi.waitFor(() => expect(shownPages()).toEqual([undefined, [2, 3], [6]]), patiently);
});
