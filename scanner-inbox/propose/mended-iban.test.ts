// Slips of recognition in an IBAN: mended where the check digits leave one reading, never in text that the file itself says.
import { expect, it } from "vitest";
import type { ReadPage, Reading } from "../read/reading.ts";
import { mendedIbans } from "./find-bank.ts";
import { proposeInvoice } from "./propose-invoice.ts";

it.each([
  ["a letter for a digit", "IBAN DEO2 1203 0000 0000 2020 51", "DE02120300000000202051"],
  ["a letter beside the digit it stands for", "IBAN DEO02 1203 0000 0000 2020 51", "DE02120300000000202051"],
  ["several letters", "IBAN: DE89 37O4 OO44 0S32 0I30 00", "DE89370400440532013000"],
  ["glued together", "Konto DEB9370400440532013OOO bitte", "DE89370400440532013000"],
])("%s", (_, text, iban) => {
  expect(mendedIbans(text)).toEqual([iban]);
});

it.each([
  ["right already", "IBAN DE89 3704 0044 0532 0130 00"],
  ["wrong in a digit: that has many mendings", "IBAN DE89 3704 0044 0532 0130 01"],
  ["letters that stand for nothing", "IBAN DE89 37X4 0044 0532 0130 00"],
  ["check digits wrong after mending", "IBAN DEO3 1203 0000 0000 2020 51"],
])("nothing is mended that is %s", (_, text) => {
  expect(mendedIbans(text)).toEqual([]);
});

const lines = [
  "Malerbetrieb Heide GmbH",
  "Rechnung Nr. 2026-4711 vom 03.11.2026",
  "Gesamtbetrag 119,00 EUR",
  "IBAN DEO2 1203 0000 0000 2020 51",
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

it("a mended IBAN says so, and every recognised field wants a look", () => {
  const { readState, fields, checks } = proposeInvoice(reading(true));
  expect(readState).toBe("read");
  expect(fields.iban).toMatchObject({ value: "DE02120300000000202051", source: "ocr", repaired: true });
  expect(fields.number).toMatchObject({ value: "2026-4711", source: "ocr", page: 1 });
  expect(fields.gross).toMatchObject({ value: 11_900, source: "ocr" });
  for (const field of Object.values(fields)) expect(field?.confidence ?? 0).toBeLessThanOrEqual(0.75);
  expect(checks).toEqual(
    expect.arrayContaining([
      { code: "iban-repaired", severity: "warning" },
      { code: "text-recognised", severity: "warning" },
    ]),
  );
});

it("in the text of a file itself nothing is mended", () => {
  const { fields, checks } = proposeInvoice(reading(false));
  expect(fields.number).toMatchObject({ source: "text" });
  expect(fields.iban).toBeNull();
  expect(checks.map(({ code }) => code)).not.toContain("text-recognised");
});
