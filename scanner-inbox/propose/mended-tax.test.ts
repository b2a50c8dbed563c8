// Slips of recognition in a VAT id and a Leitweg-ID: mended where the check digits leave one reading, and then said so.
import { expect, it } from "vitest";
import type { ReadPage, Reading } from "../read/reading.ts";
import { proposeInvoice } from "./propose-invoice.ts";
import { isRouteId, mendedRouteId, mendedVatId } from "./tax-check-digits.ts";

it.each([
  ["DEI36695976", "DE136695976"],
  ["DE 1366959 76", "DE136695976"],
  ["DE13669597G", null],
  ["DEI36695977", null],
])("VAT id %s", (text, value) => {
  expect(mendedVatId(text)).toBe(value);
});

it.each([
  ["a letter for a digit in the outer parts", "O4011000-1234512345-06", "04011000-1234512345-06"],
  ["several of them", "O40II000-1234512345-O6", "04011000-1234512345-06"],
  ["a digit that stands for a letter in the middle", "03360-8EVENSENEBSTORF-34", "03360-BEVENSENEBSTORF-34"],
  ["a digit that was read as another one: many readings are possible", "04011000-1234512345-07", null],
])("Leitweg-ID with %s", (_, text, value) => {
  expect(mendedRouteId(text)).toBe(value);
  if (value !== null) expect(isRouteId(value)).toBe(true);
});

const lines = [
  "Malerbetrieb Heide GmbH",
  "Rechnung Nr. 2026-4711",
  "USt-IdNr. DEI36695976",
  "Leitweg-ID: O4011000–1234512345–06",
  "Gesamt 119,00 EUR",
];

function reading(recognised: boolean): Reading {
  const page: ReadPage = {
    number: 1,
    width: 595,
    height: 842,
    lines: lines.map((text, index) => ({
      top: 60 + index * 40,
      height: 10,
      cells: [{ text, x: 60, width: 300, ...(recognised ? { confidence: 0.9 } : {}) }],
    })),
    ...(recognised ? { recognised: { turn: 0, confidence: 0.9 } } : {}),
  };
  const nothing = { invoice: null, invoiceOrigin: null, problems: [] };
  return { format: recognised ? "tiff" : "pdf", sha256: "0".repeat(64), byteLength: 1, pageCount: 1, pages: [page], ...nothing };
}

it("a mended id says so, in the field and in the checks", () => {
  const { fields, checks } = proposeInvoice(reading(true));
  expect(fields.supplierVatId).toMatchObject({ value: "DE136695976", source: "ocr", repaired: true });
  expect(fields.buyerReference).toMatchObject({ value: "04011000-1234512345-06", source: "ocr", repaired: true });
  expect(checks.map(({ code }) => code)).toEqual(expect.arrayContaining(["vat-id-repaired", "buyer-reference-repaired"]));
});

it("text that the file says itself is not mended", () => {
  const { fields } = proposeInvoice(reading(false));
  expect([fields.supplierVatId, fields.buyerReference]).toEqual([null, null]);
});
