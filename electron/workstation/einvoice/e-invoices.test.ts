// The desk's answer about the electronic invoice in a content: from real files, on a real thread, and only to whoever holds the record.
import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ublForTests } from "../../../scanner-inbox/read/ubl-for-tests.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { eInvoiceLinesResultSchema, eInvoiceResultSchema, linesAtOnce } from "../../../shared/desk/einvoice-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { readWorker } from "../testing/open-test-desk.ts";
import { createEInvoices, type EInvoices } from "./e-invoices.ts";

let eInvoices: EInvoices;
beforeEach(() => {
  eInvoices = createEInvoices({ readWorker });
});
afterEach(() => eInvoices.close());

const record: RecordRef = { kind: "invoice", id: "00000000-0000-4000-8000-000000000001" };

/** A replica that holds one content under the record. */
function holding(bytes: Uint8Array, whole = true) {
  const content = { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
  const seen = { reads: 0, whole };
  const replica = {
    store: { read: { contentOfRecord: async (ref: RecordRef) => (ref.id === record.id ? [content] : null) } },
    files: {
      isWhole: async () => seen.whole,
      read: async () => {
        seen.reads += 1;
        return bytes;
      },
    },
  };
  return { replica, asked: { record, sha256: content.sha256 }, seen };
}

test("an XML is read, checked and answered within the contract, its attachment without its bytes", async () => {
  const { replica, asked, seen } = holding(ublForTests());
  const answer = eInvoiceResultSchema.parse(await eInvoices.look(replica, asked));
  expect(answer).toMatchObject({
    state: "read",
    checked: true,
    lineCount: 100,
    differences: [],
    invoice: { number: "R-4711", seller: { name: "Gartenbau Heide GmbH" } },
  });
  if (answer.state !== "read") throw new Error(answer.state);
  expect(answer.findings).toEqual([]);
  expect(answer.invoice.supportingDocuments).toEqual([
    { reference: "Stundenzettel", description: null, location: null, file: { name: "stunden.csv", mimeType: "text/csv", size: 6 } },
  ]);
  await eInvoices.look(replica, asked);
  expect(seen.reads).toBe(1);
  eInvoices.forget();
  await eInvoices.look(replica, asked);
  expect(seen.reads).toBe(2);
});

test("what an invoice breaks is counted, the fatal first", async () => {
  const { replica, asked } = holding(ublForTests({ lineSum: "101.00" }));
  const answer = await eInvoices.look(replica, asked);
  if (answer.state !== "read") throw new Error(answer.state);
  expect(answer.findingCount.fatal).toBeGreaterThan(0);
  expect(answer.findings[0]?.severity).toBe("fatal");
  expect(answer.findings).toContainEqual(expect.objectContaining({ rule: "BR-CO-10", term: "BT-106" }));
});

test("lines come page by page, and none is left out or told twice", async () => {
  const { replica, asked } = holding(ublForTests({ lines: 2 * linesAtOnce + 7 }));
  const answer = await eInvoices.look(replica, asked);
  if (answer.state !== "read") throw new Error(answer.state);
  const lines = [...answer.lines];
  while (lines.length < answer.lineCount) {
    const page = await eInvoices.lines(replica, { ...asked, from: lines.length, count: linesAtOnce });
    lines.push(...eInvoiceLinesResultSchema.parse({ lines: page }).lines);
  }
  expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 2 * linesAtOnce + 7 }, (_none, index) => String(index + 1)));
  expect(await eInvoices.lines(replica, { ...asked, from: lines.length, count: linesAtOnce })).toEqual([]);
});

test("a PDF with an invoice inside is compared with its picture", async () => {
  const pages = [[[60, 60, "Gartenbau Heide GmbH"] as const, [60, 220, "Rechnung Nr. R-4711 vom 02.11.2026"] as const]];
  const pdf = await drawPdf({ pages, attachments: [{ name: "xrechnung.xml", content: ublForTests() }] });
  const answer = await eInvoices.look(...argumentsOf(holding(pdf)));
  if (answer.state !== "read") throw new Error(answer.state);
  const verdicts = Object.fromEntries(answer.differences.map(({ term, verdict }) => [term, verdict]));
  expect(verdicts).toMatchObject({ "BT-1": "same", "BT-2": "same", "BT-27": "same", "BT-84": "notFound" });
});

test("a file it carries comes as it is, and only where there is one", async () => {
  const { replica, asked, seen } = holding(ublForTests({ lines: 1 }));
  expect(new TextDecoder().decode(await eInvoices.file(replica, { ...asked, index: 0 }))).toBe("A;B;C\n");
  await eInvoices.file(replica, { ...asked, index: 0 });
  expect(seen.reads).toBe(1);
  await expect(eInvoices.file(replica, { ...asked, index: 1 })).rejects.toMatchObject({ code: "notFound" });
});

test("a PDF without one is none, a hostile XML is named, and neither ends the thread for the next", async () => {
  expect(await eInvoices.look(...argumentsOf(holding(await drawPdf({ pages: [[[60, 60, "Brief"]]] }))))).toEqual({ state: "none" });
  const hostile = new TextEncoder().encode('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>');
  expect(await eInvoices.look(...argumentsOf(holding(hostile)))).toEqual({ state: "unreadable", code: "xml-forbidden" });
  expect(await eInvoices.look(...argumentsOf(holding(ublForTests({ lines: 1 }))))).toMatchObject({ state: "read" });
});

test("what is not whole here is said to be so, and read once it is", async () => {
  const { replica, asked, seen } = holding(ublForTests({ lines: 1 }), false);
  expect(await eInvoices.look(replica, asked)).toEqual({ state: "notHere" });
  await expect(eInvoices.lines(replica, { ...asked, from: 0, count: 1 })).rejects.toMatchObject({ code: "contentNotHere" });
  seen.whole = true;
  expect(await eInvoices.look(replica, asked)).toMatchObject({ state: "read" });
});

test("nobody is told of a content that the record does not name, nor of a record that is not here, read before or not", async () => {
  const { replica, asked } = holding(ublForTests({ lines: 1 }));
  await eInvoices.look(replica, asked);
  await expect(eInvoices.look(replica, { ...asked, sha256: "0".repeat(64) })).rejects.toMatchObject({ code: "notFound" });
  const gone = { kind: "invoice", id: "00000000-0000-4000-8000-000000000002" };
  await expect(eInvoices.look(replica, { ...asked, record: gone })).rejects.toMatchObject({ code: "notFound" });
});

function argumentsOf({ replica, asked }: ReturnType<typeof holding>): Parameters<EInvoices["look"]> {
  return [replica, asked];
}
