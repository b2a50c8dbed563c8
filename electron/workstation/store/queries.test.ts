import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { ArchiveListArgs } from "../../../shared/desk/archive-calls.ts";
import type { InboxArgs } from "../../../shared/desk/inbox-calls.ts";
import { systemActor, type Grant } from "../../../shared/domain/actor.ts";
import {
  emptyInvoiceFields,
  invoiceIdOf,
  invoiceSchema,
  paymentDigest,
  type InvoiceFields,
} from "../../../shared/domain/invoice/schema.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { giveUpTexts, putText, wantedTexts } from "./archive-index.ts";
import { queryArchiveFiles, queryArchiveList, queryArchiveTree } from "./archive-query.ts";
import { candidatesOf, placesIn, queryDuplicates } from "./duplicates-query.ts";
import { queryInbox } from "./inbox-query.ts";
import { pairsOf } from "./invoice-keys.ts";
import { migrate } from "./migrate.ts";
import { settleKinds } from "./settle-kinds.ts";
import { sql } from "./sql.ts";

let folder = "";
let town: FakeTown;
const desks: StoreDesk[] = [];
const everywhere = { unit: "*" } as const;
const roles: Readonly<Record<string, readonly Grant[]>> = {
  karla: [{ role: "CLERK", unit: "buergerservice" }],
  malte: [
    { role: "CAPTURE", ...everywhere },
    { role: "CERT_FACTUAL", ...everywhere },
    { role: "CERT_ARITHMETIC", ...everywhere },
    { role: "ORDERING", ...everywhere },
  ],
  silke: [{ role: "ORDERING", ...everywhere }],
  tomke: [{ role: "CASH", ...everywhere }],
  paula: [{ role: "CLERK", ...everywhere }],
};

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

const actor = (name: string) => must(town.people.get(name), "added above").actor;
const inbox = (desk: StoreDesk, args: Partial<InboxArgs> = {}, today = "2026-11-24") =>
  queryInbox(desk.database, {
    view: "all",
    kinds: [],
    text: "",
    overdueOnly: false,
    sort: { by: "deadline", descending: false },
    offset: 0,
    limit: 50,
    today,
    ...args,
  });

function invoice(number: string, supplier: string, dueDate: string, more: Partial<InvoiceFields> = {}): string {
  const sha256 = randomUUID().replaceAll("-", "").repeat(2);
  town.content.set(sha256, Buffer.from("x"));
  const id = invoiceIdOf(sha256);
  const amounts = { gross: 11_900, net: 10_000, vat: 1_900, currency: "EUR" };
  town.act(actor("malte"), "invoice", "capture", id, {
    unit: "finanzen",
    document: { sha256, name: "a.pdf", mime: "application/pdf", size: 1 },
    documentKind: "invoice",
    readState: "read",
    fields: { ...emptyInvoiceFields, ...amounts, supplier, number, dueDate, iban: "DE89370400440532013000", ...more },
    origins: {},
    checks: [],
    arrival: { channel: "scanner", fileName: "a.pdf" },
  });
  return id;
}

function certify(id: string): void {
  const record = must(town.records.get(`invoice/${id}`), "captured").record;
  const digest = paymentDigest(invoiceSchema.parse(record.body));
  for (const as of ["factual", "arithmetic"]) town.act(actor("malte"), "invoice", "certify", id, { as, digest, statement: "richtig" });
}

test("an invoice is for whoever can do its next step, and never waits for an order by its certifier", () => {
  const id = invoice("R-1", "Heidestrom GmbH", "2026-12-01");
  expect(inbox(open("malte"), { view: "mine" }).rows).toMatchObject([{ id, subject: "Heidestrom GmbH", detail: "R-1", amount: 11_900 }]);
  expect(inbox(open("silke")).counts).toEqual({ all: 1, mine: 0, unit: 0, nobody: 1, overdue: 0, samples: 0 });
  certify(id);
  expect(inbox(open("silke"), { view: "mine" }).total).toBe(1);
  expect(inbox(open("malte"), { view: "mine" }).total).toBe(0);
  const { record } = must(town.records.get(`invoice/${id}`), "captured");
  town.act(actor("silke"), "invoice", "order", id, { digest: paymentDigest(invoiceSchema.parse(record.body)), statement: "angeordnet" });
  expect(inbox(open("silke"), { view: "mine" }).total).toBe(0);
  expect(inbox(open("tomke"), { view: "mine" }).rows).toMatchObject([{ id, state: "ordered" }]);
});

test("the inbox sorts, filters, finds and counts", () => {
  const sander = town.receiveApplication("Sander");
  const wulf = town.receiveApplication("Wülf");
  town.act(actor("karla"), "application", "claim", wulf, {});
  const desk = open("karla");
  expect(inbox(desk, {}, "2026-12-05").counts).toEqual({ all: 2, mine: 1, unit: 2, nobody: 1, overdue: 2, samples: 0 });
  expect(inbox(desk, { text: "wuelf" }).rows.map((row) => row.id)).toEqual([wulf]);
  expect(inbox(desk, { text: "meldebesch" }).total).toBe(2);
  expect(inbox(desk, { view: "nobody" }).rows.map((row) => row.id)).toEqual([sander]);
  expect(inbox(desk, { overdueOnly: true }).total).toBe(0);
  expect(inbox(desk, { kinds: ["invoice"] }).total).toBe(0);
  const bySubject = inbox(desk, { sort: { by: "subject", descending: true }, limit: 1 });
  expect(bySubject).toMatchObject({ total: 2, rows: [{ id: wulf }] });
  desk.submit({ kind: "application", name: "addNote", recordId: sander, args: { text: "x" } });
  expect(inbox(desk).rows.find((row) => row.id === sander)).toMatchObject({ waiting: 1, refused: 0 });
});

function archiveOf(count: number): { readonly file: string; readonly ids: readonly string[] } {
  const file = randomUUID();
  town.act(systemActor, "file", "open", file, { unit: "finanzen", number: "20.1-2026/0017", title: "Straßenbau", planNumber: "20.1" });
  const ids = Array.from({ length: count }, (_none, index) => {
    const id = randomUUID();
    const sha256 = randomUUID().replaceAll("-", "").repeat(2);
    town.content.set(sha256, Buffer.from("x"));
    town.act(systemActor, "document", "add", id, {
      unit: "finanzen",
      fileId: file,
      title: `Prüfbericht ${index + 1}`,
      documentType: "letter",
      documentDate: `2026-01-${String(index + 1).padStart(2, "0")}`,
      keywords: ["Gutachten"],
      content: { sha256, name: "a.pdf", mime: "application/pdf", size: 1 },
    });
    town.act(systemActor, "document", "attachText", id, { sha256, characters: 10 });
    return id;
  });
  return { file, ids };
}

const list = (desk: StoreDesk, args: Partial<ArchiveListArgs>) =>
  queryArchiveList(desk.database, { planNumber: null, fileId: null, text: "", order: "newest", offset: 0, limit: 20, ...args });

test("the archive is found by every spelling, in title and text, newest first, hits marked", () => {
  const { file, ids } = archiveOf(5);
  const desk = open("paula");
  expect(wantedTexts(desk.database, { limit: 10, openFiles: false })).toEqual([...ids].reverse());
  desk.database.transaction(() => {
    putText(desk.database, must(ids[1], "made"), "t", "Die Brücke über die Gerdau wird im Frühjahr saniert.");
    giveUpTexts(desk.database, ids);
  });
  expect(wantedTexts(desk.database, { limit: 10, openFiles: false })).toEqual([]);
  expect(list(desk, {}).rows.map((row) => row.id)).toEqual([...ids].reverse());
  expect(list(desk, { text: "pruefbericht" })).toMatchObject({ total: 5, exact: true });
  expect(list(desk, { text: "ruefber" }).total).toBe(5);
  expect(list(desk, { text: "gutachten" }).total).toBe(5);
  const found = list(desk, { text: "bruecke fruh" });
  expect(found.rows.map((row) => row.id)).toEqual([ids[1]]);
  expect(found.rows[0]?.excerpt.filter((part) => part.hit).map((part) => part.text)).toEqual(["Brücke", "Frühjahr"]);
  expect(list(desk, { text: '"brücke über"', order: "ranked" }).total).toBe(1);
  expect(list(desk, { text: '"über brücke"' }).total).toBe(0);
  expect(list(desk, { text: "2026/0017" }).total).toBe(5);
  expect(list(desk, { text: "prüfbericht", planNumber: "2" }).total).toBe(0);
  expect(list(desk, { text: "prüfbericht", planNumber: "20.1" }).total).toBe(5);
  expect(list(desk, { text: "prüfbericht", fileId: file, limit: 2, offset: 2 }).rows.map((row) => row.id)).toEqual([ids[2], ids[1]]);
  expect(queryArchiveFiles(desk.database, { planNumber: null, openOnly: true, text: "strassen", limit: 10 })).toMatchObject({
    total: 1,
    rows: [{ id: file, documents: 5, state: "open" }],
  });
  expect(queryArchiveTree(desk.database).entries.find((entry) => entry.number === "20.1")).toMatchObject({ files: 1, documents: 5 });
});

test("words of title, keywords and text are found together, whichever of them came last", () => {
  const { ids } = archiveOf(2);
  const desk = open("paula");
  const found = (text: string): number => list(desk, { text }).total;
  desk.database.transaction(() => putText(desk.database, must(ids[0], "made"), "t", "Die Brücke wird saniert."));
  expect([found("gutachten brücke"), found("prüfbericht brücke"), found("prüfbericht gutachten brücke")]).toEqual([1, 1, 1]);
});

test("a document that gets another date or title is found where it is now, and only there", () => {
  const { ids } = archiveOf(3);
  const desk = open("paula");
  const id = must(ids[0], "made");
  desk.database.transaction(() => putText(desk.database, id, "t", "Querverweis"));
  const fields = { documentDate: { from: "2026-01-01", to: "2026-05-01" }, title: { from: "Prüfbericht 1", to: "Nachtrag" } };
  desk.submit({ kind: "document", name: "describe", recordId: id, args: { fields } });
  expect(list(desk, {}).rows[0]).toMatchObject({ id, waiting: 1, documentDate: "2026-05-01" });
  expect(list(desk, { text: "querverweis nachtrag" }).rows.map((row) => row.id)).toEqual([id]);
  expect(list(desk, { text: "prüfbericht" }).total).toBe(2);
  desk.sync();
  expect(list(desk, { text: "querverweis" }).rows).toMatchObject([{ id, waiting: 0 }]);
});

test("what may be an invoice once more is found among all that is here, and the inbox marks it until a person decides", () => {
  const first = invoice("R-1", "Heide GmbH", "2026-12-01");
  const again = invoice("R 1", "Heide", "2026-12-01");
  invoice("R-2", "Geest KG", "2026-12-01");
  const desk = open("malte");
  expect(queryDuplicates(desk.database, first)).toMatchObject([
    { id: again, standing: "undecided", strength: "same", other: { number: "R 1", supplier: "Heide", state: "captured" } },
  ]);
  expect(queryDuplicates(desk.database, again).map(({ id }) => id)).toEqual([first]);
  const marked = (args: Partial<InboxArgs> = {}) =>
    inbox(desk, args).rows.flatMap(({ id, alike }) => (alike === null ? [] : [[id, alike]]));
  expect(marked()).toEqual([
    [first, "same"],
    [again, "same"],
  ]);
  expect(inbox(desk, { only: "alike" })).toMatchObject({ total: 2, rows: [{ id: first }, { id: again }] });
  town.act(actor("malte"), "invoice", "setAside", again, { of: first });
  desk.pull();
  expect(queryDuplicates(desk.database, first)).toMatchObject([{ id: again, standing: "setAside" }]);
  expect(queryDuplicates(desk.database, again)).toEqual([]);
  expect(inbox(desk).rows.map(({ id }) => id)).not.toContain(again);
  expect(marked()).toEqual([]);
  expect(inbox(desk, { only: "alike" }).total).toBe(0);
});

test("a slip in the number, an amount that was not read, and what is filed are found too", () => {
  const first = invoice("RE-2026-017", "Heide GmbH", "2026-12-01");
  const slip = invoice("RE-2O26-0l7", "Heide", "2026-12-01");
  const unread = invoice("RE-2026-017", "Heide", "2026-12-01", { gross: null });
  certify(first);
  const { record } = must(town.records.get(`invoice/${first}`), "captured");
  town.act(actor("silke"), "invoice", "order", first, { digest: paymentDigest(invoiceSchema.parse(record.body)), statement: "angeordnet" });
  town.act(actor("malte"), "invoice", "fileAway", first, { fileId: archiveOf(0).file, title: "Rechnung" });
  const desk = open("malte");
  const ids = (id: string): readonly string[] => queryDuplicates(desk.database, id).map((row) => row.id);
  expect(ids(slip)).toEqual(expect.arrayContaining([first, unread]));
  expect(ids(unread)).toEqual(expect.arrayContaining([first, slip]));
  expect(queryDuplicates(desk.database, slip).find(({ id }) => id === first)?.other.state).toBe("filed");
});

test("of six hundred bills of one amount none is passed over", () => {
  const oldest = invoice("R-0", "Heide GmbH", "2026-12-01");
  for (let number = 1; number <= 600; number += 1) invoice(`G-${number}`, `Amt ${number}`, "2026-12-01", { iban: null });
  const last = invoice("R 0", "Heide", "2026-12-01");
  expect(queryDuplicates(open("malte").database, last).map(({ id }) => id)).toEqual([oldest]);
});

test("what may be one invoice is looked for by indexes alone, in the very statements the desk runs", () => {
  const desk = open("malte");
  for (const query of [candidatesOf(1, "x"), pairsOf(sql`a.no in ${placesIn([1, 2])}`)]) {
    const plan = desk.database.all<{ detail: string }>("plan", sql`explain query plan ${query}`).map(({ detail }) => detail);
    expect(plan.filter((step) => /^SCAN (?!json_each)/u.test(step))).toEqual([]);
    for (const index of ["invoice_keys_number", "invoice_keys_iban", "invoice_keys_file"]) expect(plan.join("\n")).toContain(index);
  }
});

test("a file of an earlier program finds what its invoices may be once more, and its samples", () => {
  const first = invoice("R-1", "Heide GmbH", "2026-12-01");
  const again = invoice("R 1", "Heide", "2026-12-01");
  const desk = open("malte");
  desk.database.script(
    "as before migration 60",
    `drop table invoice_keys; drop table suppliers; drop table supplier_keys; drop table papers; drop table paper_words; drop index invoices_unread; drop index invoices_by_supplier;
      create index invoices_by_gross on records (no)`,
  );
  desk.database.pragma("user_version=50");
  migrate(desk.database);
  settleKinds(desk.database);
  expect(queryDuplicates(desk.database, first).map(({ id }) => id)).toEqual([again]);
});

test("a sample is for whoever captures, and the inbox shows samples alone", () => {
  town.directory = { ...town.directory, policy: { ...town.directory.policy, qualitySamplePercent: 100 } };
  invoice("R-1", "Heide GmbH", "2026-12-01");
  const desk = open("malte");
  expect(inbox(desk).counts.samples).toBe(1);
  expect(inbox(desk, { only: "sample" })).toMatchObject({ total: 1, rows: [{ kind: "task" }] });
  expect(inbox(desk, { only: "sample", view: "mine" }).total).toBe(1);
  expect(inbox(open("silke"), { only: "sample", view: "mine" }).total).toBe(0);
});
