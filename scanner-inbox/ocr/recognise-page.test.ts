// What comes out of a bad scan: the fields of an invoice from 200 dpi, askew and grainy, and from a sheet that lay any way round.
import { beforeAll, describe, expect, it } from "vitest";
import { layouts, type Layout } from "../propose/layouts-for-tests.ts";
import { proposeInvoice } from "../propose/propose-invoice.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { textOfLine } from "../read/text-lines.ts";
import { openEngine, type Engine } from "./engine.ts";
import { recognisePage } from "./recognise-page.ts";
import { scanOf, type ScanLook } from "./scan-for-tests.ts";
import type { Turn } from "./turn-page.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

async function fieldsOf({ pages: drawn }: Layout, look: ScanLook) {
  const pages = [await recognisePage(engine, await scanOf(await drawPdf({ pages: drawn }), look), 1)];
  const { kind, fields } = proposeInvoice({
    format: "png",
    sha256: "0".repeat(64),
    byteLength: 1,
    pageCount: 1,
    pages,
    invoice: null,
    invoiceOrigin: null,
    problems: [],
  });
  const { number, issueDate, gross, iban } = fields;
  return {
    turn: pages[0]?.recognised?.turn,
    found: { kind, number: number?.value, issueDate: issueDate?.value, gross: gross?.value, iban: iban?.value },
  };
}

function wanted({ expected: { kind, number, issueDate, gross, iban } }: Layout) {
  return { kind, number, issueDate, gross, iban };
}

const onePage = layouts.filter(({ pages, expected }) => pages.length === 1 && expected["iban"] !== undefined);

describe("an invoice at 200 dpi, askew by 1.5 degrees and grainy", () => {
  it.each(onePage.slice(0, 4))("$name", async (layout) => {
    expect(await fieldsOf(layout, { dpi: 200, skew: 1.5, noise: 40 })).toEqual({ turn: 0, found: wanted(layout) });
  });
});

describe("a sheet that lay", () => {
  it.each<readonly [string, Turn, Turn]>([
    ["upside down", 180, 180],
    ["on its left side", 90, 270],
    ["on its right side", 270, 90],
  ])("%s is turned upright", async (_, turn, back) => {
    const [layout] = onePage;
    if (layout === undefined) throw new Error("there are layouts");
    expect(await fieldsOf(layout, { dpi: 200, noise: 20, turn })).toEqual({ turn: back, found: wanted(layout) });
  });
});

describe("a sheet with little on it", () => {
  it("blank and grainy has no text", async () => {
    const page = await recognisePage(engine, await scanOf(await drawPdf({ pages: [[]] }), { dpi: 200, noise: 15 }), 3);
    expect(page).toMatchObject({ number: 3, lines: [], recognised: { turn: 0, confidence: 0 } });
  });

  it("one line on a grainy sheet is read", async () => {
    const pdf = await drawPdf({ pages: [[[72, 400, "Sachlich richtig am 12.11.2026", 11]]] });
    const { lines } = await recognisePage(engine, await scanOf(pdf, { dpi: 200, noise: 30 }), 1);
    expect(lines.map(textOfLine)).toEqual(["Sachlich richtig am 12.11.2026"]);
  });
});
