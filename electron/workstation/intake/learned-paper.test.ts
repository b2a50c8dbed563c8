// A supplier's paper that the rules misread: corrected once at one desk, the next one is read right at another, and the list says why.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { enteredId } from "../../../shared/domain/supplier/commands.ts";
import { emptySupplierFields, supplierSchema } from "../../../shared/domain/supplier/schema.ts";
import { drawPdf, type PlacedText } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };
const minutes = { timeout: 120_000 };
const iban = "DE89370400440532013000";

beforeEach(async () => {
  town = await startTestTown();
  for (const name of ["malte", "lena"]) town.town.addPerson(name, "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(() => town.close());

/** Its number and that of its customer stand beside words that no rule knows. */
function paper(number: string, account: string, customer: string): readonly PlacedText[] {
  return [
    [70, 60, "Sägewerk Elbholz", 18],
    [70, 240, "Rechnung", 16],
    [330, 270, "Vorgang Holz:"],
    [470, 270, number],
    [70, 270, "Stammsatz:"],
    [180, 270, customer],
    [330, 284, "Rechnungsdatum:"],
    [470, 284, "03.11.2026"],
    [330, 700, "Gesamtbetrag"],
    [525, 700, "119,00 EUR<"],
    [70, 780, `IBAN ${account}`],
  ];
}

async function sitDown(userName: string): Promise<{ readonly desk: Workstation; readonly folder: string }> {
  const folder = join(town.folder, `Scanner ${userName}`);
  await mkdir(folder);
  const desk = await town.desk(userName, { scannerFolder: folder, timings });
  await desk.desk.call("signIn", { userName, password: "geheim" });
  await desk.desk.call("syncNow", {});
  return { desk, folder };
}

async function scanned({ desk, folder }: Awaited<ReturnType<typeof sitDown>>, name: string, texts: readonly PlacedText[]) {
  const before = (await ask(desk, "inbox", wholeInbox)).rows.map(({ id }) => id);
  await writeFile(join(folder, name), await drawPdf({ pages: [texts] }));
  const { rows } = await ask(desk, "inbox", wholeInbox, (inbox) => inbox.rows.length > before.length);
  const id = must(
    rows.find((row) => !before.includes(row.id)),
    "it was waited for",
  ).id;
  const { record } = await ask(desk, "record", { kind: "invoice", id });
  return { id, invoice: invoiceSchema.parse(record?.body) };
}

test("one correction teaches every desk, and the supplier says what was learned", minutes, async () => {
  const malte = await sitDown("malte");
  const entering = { fields: { ...emptySupplierFields, name: "Sägewerk Elbholz KG" }, ibans: [{ iban, bic: null }] };
  const supplier = must(enteredId(entering), "these are its arguments");
  await malte.desk.desk.call("submit", { commands: [{ kind: "supplier", name: "enter", recordId: null, args: entering }] });

  const first = await scanned(malte, "SCAN0001.pdf", paper("7731/44", "DE89 3704 0044 0532 0130 00", "S-4411"));
  expect(first.invoice).toMatchObject({ supplierId: supplier, fields: { supplier: "Sägewerk Elbholz KG" } });
  expect(first.invoice.fields.number).not.toBe("7731/44");
  expect(first.invoice.origins["supplier"]?.alternatives?.map(({ value }) => value)).toContain("Sägewerk Elbholz");
  expect(first.invoice.terms?.customerNumber ?? null).toBeNull();
  const fields = { number: { from: first.invoice.fields.number, to: "7731/44" }, customerNumber: { from: null, to: "S-4411" } };
  await malte.desk.desk.call("submit", { commands: [{ kind: "invoice", name: "editFields", recordId: first.id, args: { fields } }] });
  const learnedAt = async ({ desk }: { readonly desk: Workstation }) => {
    const { record } = await ask(desk, "record", { kind: "supplier", id: supplier }, (value) => {
      const body = supplierSchema.safeParse(value.record?.body);
      return body.success && Object.keys(body.data.learned).length > 0;
    });
    return Object.values(supplierSchema.parse(record?.body).learned);
  };
  const once = { where: "right", page: 1, right: 1, wrong: 0, invoices: [first.id] };
  const learned = await learnedAt(malte);
  expect(learned).toHaveLength(2);
  expect(learned.find(({ field }) => field === "number")).toMatchObject({ ...once, label: "Vorgang Holz" });
  expect(learned.find(({ field }) => field === "customerNumber")).toMatchObject({ ...once, label: "Stammsatz" });
  await ask(malte.desk, "sync", {}, ({ waiting }) => waiting === 0);
  // Learning is nobody's step: what can be taken back is the edit.
  expect((await malte.desk.desk.call("undoLast", {})).step).toMatchObject({ name: "editFields" });

  const lena = await sitDown("lena");
  expect(await learnedAt(lena)).toHaveLength(2);
  const second = await scanned(lena, "SCAN0001.pdf", paper("7802/09", "DE02 1203 0000 0000 2020 51", "S-4502"));
  expect(second.invoice).toMatchObject({
    supplierId: supplier,
    fields: { number: "7802/09" },
    terms: { customerNumber: "S-4502" },
    origins: { number: { source: "text", learned: true, page: 1 }, customerNumber: { learned: true, box: { x: expect.any(Number) } } },
    checks: expect.arrayContaining([{ code: "supplier-iban-new", severity: "warning" }]),
  });
});
