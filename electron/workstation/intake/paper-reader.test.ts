// A letter that turned out to be an invoice is read by the desk of whoever said so, also after that desk was closed over it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceIdOf, invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { postSchema } from "../../../shared/domain/post/schema.ts";
import { drawPdf, type PlacedText } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import { ask, readWorker, storeWorker, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const patiently = { timeout: 40_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };
beforeEach(async () => {
  town = await startTestTown();
  for (const person of ["malte", "ole"]) town.town.addPerson(person, "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(() => town.close());

async function sitDown(person: string): Promise<Workstation> {
  const folder = join(town.folder, `Post ${person}`);
  await mkdir(folder, { recursive: true });
  const rule: FolderRule = { folder, kind: "document", unit: "finanzen", nested: false, review: "whenDivided" };
  const desk = await town.desk(`desk of ${person}`, { scannerFolders: [rule], timings, workers: { store: storeWorker, read: readWorker } });
  await desk.desk.call("signIn", { userName: person, password: "geheim" });
  return desk;
}

const bill: readonly PlacedText[] = [
  [70, 60, "Sägewerk Elbholz GmbH", 18],
  [70, 240, "Rechnung", 16],
  [330, 270, "Rechnungsnummer:"],
  [470, 270, "EH-2026-118"],
  [330, 284, "Rechnungsdatum:"],
  [470, 284, "03.11.2026"],
  [330, 700, "Gesamtbetrag"],
  [525, 700, "119,00 EUR<"],
  [70, 780, "IBAN DE89 3704 0044 0532 0130 00"],
];
const serverInvoice = (id: string): Invoice =>
  invoiceSchema.parse(must(town.town.records.get(`invoice/${id}`), "it was booked").record.body);

/** Books a letter and says that it is an invoice; its id. */
async function rebooked(desk: Workstation, person: string, name: string, texts: readonly PlacedText[]): Promise<string> {
  await writeFile(join(town.folder, `Post ${person}`, name), await drawPdf({ pages: [texts] }));
  const { rows } = await ask(desk, "inbox", { ...wholeInbox, kinds: ["post"] }, (inbox) => inbox.rows.length > 0);
  const letter = must(rows[0], "it was waited for").id;
  const { document } = postSchema.parse((await ask(desk, "record", { kind: "post", id: letter })).record?.body);
  const id = invoiceIdOf(document.sha256);
  const commands = [
    { kind: "post", name: "isInvoice", recordId: letter, args: { invoice: id } },
    { kind: "invoice", name: "rebook", recordId: id, args: { from: letter } },
  ];
  await desk.desk.call("submit", { commands });
  return id;
}

test("a letter that is an invoice is read by the desk, which was closed over it, and found by its words", async () => {
  const first = await sitDown("malte");
  const id = await rebooked(first, "malte", "SCAN0001.pdf", bill);
  await first.close();
  const desk = await sitDown("malte");
  await vi.waitFor(() => expect(serverInvoice(id).readState).toBe("read"), patiently);
  const { fields, origins, trail } = serverInvoice(id);
  expect(fields).toMatchObject({ number: "EH-2026-118", issueDate: "2026-11-03", gross: 11_900, iban: "DE89370400440532013000" });
  expect(origins["number"]).toMatchObject({ source: "text", page: 1 });
  expect(trail.filter(({ command }) => command === "readPaper")).toHaveLength(1);
  const found = await ask(desk, "inbox", { ...wholeInbox, text: "gesamtbetr" }, (inbox) => inbox.total === 1);
  expect(found.rows[0]).toMatchObject({ id, kind: "invoice" });
}, 120_000);

test("two desks that look at it without network read it both, and nobody has to decide anything", async () => {
  const one = await sitDown("malte");
  const id = await rebooked(one, "malte", "SCAN0001.pdf", bill);
  const two = await sitDown("ole");
  await ask(two, "inbox", wholeInbox, ({ total }) => total === 1);
  await town.server.unplug(true);
  const nothing = (): void => undefined;
  const stop = two.desk.watch("record", { kind: "invoice", id }, nothing, nothing);
  await town.server.unplug(false);
  await vi.waitFor(() => expect(serverInvoice(id).readState).toBe("read"), patiently);
  stop();
  for (const desk of [one, two]) expect(await ask(desk, "outbox", {}, (entries) => entries.length === 0)).toEqual([]);
  expect(serverInvoice(id).trail.filter(({ command }) => command === "readPaper")).toHaveLength(1);
}, 120_000);

test("a paper nothing can be made of is tried once and says so", async () => {
  const desk = await sitDown("malte");
  const id = await rebooked(desk, "malte", "SCAN0001.pdf", [[70, 60, "Sehr geehrte Damen und Herren, wir laden ein.", 12]]);
  await vi.waitFor(() => expect(serverInvoice(id).trail.map(({ command }) => command)).toEqual(["rebook", "readPaper"]), patiently);
  expect(serverInvoice(id).fields.number).toBeNull();
}, 120_000);
