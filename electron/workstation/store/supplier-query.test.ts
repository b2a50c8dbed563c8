// Suppliers at a desk: in the list, found by what a paper says, the same for everybody who sees invoices.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Grant } from "../../../shared/domain/actor.ts";
import { emptyInvoiceFields, invoiceIdOf, type InvoiceFields } from "../../../shared/domain/invoice/schema.ts";
import { enteredId } from "../../../shared/domain/supplier/commands.ts";
import { emptySupplierFields, type SupplierFields } from "../../../shared/domain/supplier/schema.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import type { ReadableDatabase } from "./database.ts";
import { removeRecord, rowOf } from "./records.ts";
import { querySupplierInvoices, querySupplierMatch, querySuppliers, recogniseSupplier } from "./supplier-query.ts";
import { sql } from "./sql.ts";

let folder = "";
let town: FakeTown;
const desks: StoreDesk[] = [];
const roles: Readonly<Record<string, readonly Grant[]>> = {
  malte: [{ role: "CAPTURE", unit: "finanzen" }],
  lena: [{ role: "CERT_FACTUAL", unit: "standesamt" }],
  karla: [{ role: "CLERK", unit: "buergerservice" }],
};
const strom = "DE89370400440532013000";
const other = "DE02120300000000202051";

beforeEach(() => {
  folder = makeTemporaryFolder();
  town = new FakeTown();
  for (const [name, grants] of Object.entries(roles)) town.addPerson(name, "x", grants);
});
afterEach(() => {
  for (const desk of desks.splice(0)) desk.database.close();
  removeTemporaryFolder(folder);
});

function open(userName: string): StoreDesk {
  const desk = openStoreDesk(join(folder, `${userName}-${desks.length}.db`), town, userName);
  desks.push(desk);
  desk.pull();
  return desk;
}

function entering(fields: Partial<SupplierFields> & { name: string }, ibans: readonly string[] = []) {
  return { fields: { ...emptySupplierFields, ...fields }, ibans: ibans.map((iban) => ({ iban, bic: null })) };
}

const heidestrom = entering({ name: "Heidestrom GmbH", vatId: "DE136695976", city: "Ebstorf" }, [strom]);

function enter(desk: StoreDesk, args = heidestrom): string {
  const { results } = desk.submit({ kind: "supplier", name: "enter", recordId: null, args });
  return must(results[0], "one command has one result").recordId;
}

function invoice(fields: Partial<InvoiceFields>, supplierId?: string): string {
  const sha256 = randomUUID().replaceAll("-", "").repeat(2);
  town.content.set(sha256, Buffer.from("x"));
  const id = invoiceIdOf(sha256);
  town.act(must(town.people.get("malte"), "added above").actor, "invoice", "capture", id, {
    unit: "finanzen",
    document: { sha256, name: "a.pdf", mime: "application/pdf", size: 1 },
    documentKind: "invoice",
    readState: "read",
    fields: { ...emptyInvoiceFields, ...fields },
    origins: {},
    checks: [],
    ...(supplierId === undefined ? {} : { supplierId }),
    arrival: { channel: "scanner", fileName: "a.pdf" },
  });
  return id;
}

const names = (desk: StoreDesk, text = ""): readonly string[] =>
  querySuppliers(desk.database, { text, limit: 50 }).rows.map(({ name }) => name);
const marks = (parts: Partial<InvoiceFields>) => ({ ...emptyInvoiceFields, ...parts });

test("entered at two desks without network it is one supplier, seen by whoever sees invoices of any unit", () => {
  const [malte, lena, karla] = [open("malte"), open("lena"), open("karla")];
  expect([enter(malte), enter(lena, entering({ name: "HEIDESTROM", vatId: "DE 136 695 976" }))]).toEqual([
    enteredId(heidestrom),
    enteredId(heidestrom),
  ]);
  malte.sync();
  lena.sync();
  malte.pull();
  karla.pull();
  expect([names(malte), names(lena), names(karla)]).toEqual([["Heidestrom GmbH"], ["Heidestrom GmbH"], []]);
});

test("the list is in the order of the alphabet and finds names, places, ids and accounts", () => {
  const desk = open("malte");
  enter(desk);
  enter(desk, entering({ name: "Ästhetik & Bau Ähre", otherNames: ["Bau-Ähre"], city: "Uelzen" }, [other]));
  expect(names(desk)).toEqual(["Ästhetik & Bau Ähre", "Heidestrom GmbH"]);
  expect([names(desk, "ahre uelzen"), names(desk, "DE136695976"), names(desk, "de0212"), names(desk, "nirgends")]).toEqual([
    ["Ästhetik & Bau Ähre"],
    ["Heidestrom GmbH"],
    ["Ästhetik & Bau Ähre"],
    [],
  ]);
  expect(querySuppliers(desk.database, { text: "heide", limit: 1 })).toMatchObject({
    total: 1,
    all: 2,
    rows: [{ waiting: 1, state: "active" }],
  });
});

test("a paper is recognised by its ids, its account, another spelling and with a slip", () => {
  const desk = open("malte");
  const id = enter(desk);
  const by = (parts: Partial<InvoiceFields>) => recogniseSupplier(desk.database, marks(parts));
  expect(by({ supplierVatId: "DE 136695976", iban: other })).toMatchObject({
    id,
    by: "vatId",
    name: "Heidestrom GmbH",
    findings: ["supplier-iban-new"],
  });
  // Nobody but its proposer has asked the supplier about it yet.
  expect(by({ iban: strom })).toMatchObject({ id, by: "iban", findings: ["supplier-iban-unconfirmed"] });
  expect(by({ supplier: "HEIDESTROM" })?.by).toBe("name");
  expect(by({ supplier: "Heidestrorn Gmbh" })?.by).toBeUndefined();
  expect(by({ supplier: "Heidestrem GmbH" })?.by).toBe("similarName");
  expect(by({ supplier: "Geest KG" })).toBeNull();
});

test("what was taken back, renamed or changed is found as it is now", () => {
  const desk = open("malte");
  const id = enter(desk);
  desk.submit({
    kind: "supplier",
    name: "describe",
    recordId: id,
    args: { fields: { name: { from: "Heidestrom GmbH", to: "Nordheide Netz" } } },
  });
  desk.submit({ kind: "supplier", name: "removeIban", recordId: id, args: { iban: strom } });
  expect([names(desk), recogniseSupplier(desk.database, marks({ iban: strom }))]).toEqual([["Nordheide Netz"], null]);
  expect(recogniseSupplier(desk.database, marks({ supplier: "Heidestrom" }))).toBeNull();
  const undone = desk.submit({
    kind: "supplier",
    name: "takeBack",
    recordId: id,
    args: { command: desk.record("supplier", id).undo?.commandId },
  });
  expect(undone.results[0]?.outcome).toBe("applied");
  expect(recogniseSupplier(desk.database, marks({ iban: strom }))?.id).toBe(id);
});

test("an invoice says whose it is, the desk proposes whose it may be, and either says what contradicts", () => {
  const desk = open("malte");
  const id = enter(desk);
  enter(desk, entering({ name: "Geest KG" }, [other]));
  desk.sync();
  const linked = invoice({ supplier: "Heidestrom", iban: other, number: "R-1", gross: 11_900, currency: "EUR" }, id);
  const open1 = invoice({ supplier: "Heidestrom" });
  const strange = invoice({ supplier: "Wer weiß" });
  desk.pull();
  const match = (of: string) => querySupplierMatch(desk.database, of);
  expect(match(linked)).toEqual({ supplier: { id, name: "Heidestrom GmbH", linked: true, by: "name" }, findings: ["supplier-ids-differ"] });
  expect(match(open1)).toEqual({ supplier: { id, name: "Heidestrom GmbH", linked: false, by: "name" }, findings: [] });
  expect(match(strange)).toEqual({ supplier: null, findings: [] });
  expect(querySupplierInvoices(desk.database, { id, limit: 5 })).toMatchObject({
    total: 1,
    rows: [{ id: linked, number: "R-1", gross: 11_900 }],
  });
});

test("keys, the order of the list and a supplier's invoices come from an index alone", () => {
  const desk = open("malte");
  const planOf = (statement: ReturnType<typeof sql>): string =>
    desk.database
      .all<{ detail: string }>("plan", { ...statement, text: `explain query plan ${statement.text}` })
      .map(({ detail }) => detail)
      .join(" ");
  const seen: ReturnType<typeof sql>[] = [];
  const spy: ReadableDatabase = {
    kinds: desk.database.kinds,
    all: (_name, statement) => {
      seen.push(statement);
      return [];
    },
    get: () => undefined,
    memo: (_name, text, parse) => parse(text),
  };
  querySuppliers(spy, { text: "", limit: 50 });
  recogniseSupplier(spy, marks({ iban: strom }));
  querySupplierInvoices(spy, { id: randomUUID(), limit: 50 });
  expect(seen.map(planOf).map((plan) => /suppliers_sorted|invoices_by_supplier|supplier_keys USING PRIMARY KEY/u.exec(plan)?.[0])).toEqual([
    "suppliers_sorted",
    "supplier_keys USING PRIMARY KEY",
    "invoices_by_supplier",
  ]);
});

test("a record that leaves takes its line and its keys with it", () => {
  const desk = open("malte");
  const id = enter(desk);
  desk.sync();
  removeRecord(desk.database, must(rowOf(desk.database, { kind: "supplier", id }), "it was entered"));
  const left = desk.database.get<{ keys: number; lines: number }>(
    "left",
    sql`select (select count(*) from supplier_keys) as keys, (select count(*) from suppliers) as lines`,
  );
  expect(left).toEqual({ keys: 0, lines: 0 });
});
