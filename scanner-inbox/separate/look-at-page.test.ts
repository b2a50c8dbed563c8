// Separator sheets out of made scans: any resolution, askew, any way up, grainy, black and white, by fax; and what is none stays none.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { separatorText } from "../../shared/domain/separator-sheet.ts";
import { scanOf, type ScanLook } from "../ocr/scan-for-tests.ts";
import { layouts } from "../propose/layouts-for-tests.ts";
import { atDpi, type GrayPage } from "../raster/gray-page.ts";
import { openRaster } from "../raster/open-raster.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { LOOK_DPI, lookAtPage } from "./look-at-page.ts";
import { openCodeReader, type CodeReader } from "./read-codes.ts";
import {
  blackAndWhite,
  code128Boxes,
  code39Boxes,
  drawBoxes,
  faxOf,
  ourSheet,
  patchBars,
  qrBoxes,
  sheetForTests,
} from "./sheets-for-tests.ts";

let codes: CodeReader;
beforeAll(async () => {
  codes = await openCodeReader();
});

type Scan = { readonly name: string; readonly look: ScanLook; readonly after?: (page: GrayPage) => GrayPage };
const scans: readonly Scan[] = [
  { name: "150 dpi, askew to the left", look: { dpi: 150, skew: -3 } },
  { name: "150 dpi, upside down, grainy, askew to the right", look: { dpi: 150, skew: 3, noise: 40, turn: 180 } },
  { name: "200 dpi, sideways", look: { dpi: 200, skew: 1.5, turn: 90 } },
  { name: "200 dpi, black and white, the other way sideways", look: { dpi: 200, skew: -2, turn: 270 }, after: blackAndWhite },
  { name: "300 dpi, grainy, askew", look: { dpi: 300, skew: 2, noise: 50 } },
  { name: "fax", look: { dpi: 200, skew: -1.5, noise: 20 }, after: faxOf },
  { name: "fax, upside down", look: { dpi: 200, skew: 3, turn: 180 }, after: faxOf },
];

/** As a raster hands it over. */
async function scanned(pdf: Uint8Array, look: ScanLook, after: (page: GrayPage) => GrayPage = (page) => page): Promise<GrayPage> {
  const page = after(await scanOf(pdf, look));
  return atDpi({ ...page, dpiAcross: page.dpi, dpiDown: page.dpi }, LOOK_DPI);
}

describe.each(scans)("on a scan, $name", ({ look, after }) => {
  test("our sheet is read", async () => {
    const page = await scanned(await ourSheet(), look, after);
    expect(await lookAtPage(page, 7, codes)).toMatchObject({ page: 7, separator: { code: "ours", sheet: sheetForTests }, blank: false });
  });

  test("bars of Patch T are seen, shrunk to the page too", async () => {
    for (const scale of [1, 0.94]) {
      const page = await scanned(await drawBoxes(patchBars("NWNW", scale)), look, after);
      expect(await lookAtPage(page, 1, codes)).toMatchObject({ separator: { code: "patchT" }, blank: false });
    }
  });

  test("the barcode PATCHT is read", async () => {
    for (const boxes of [code39Boxes("PATCHT", 1.6), code128Boxes(2)]) {
      const page = await scanned(await drawBoxes(boxes), look, after);
      expect(await lookAtPage(page, 1, codes)).toMatchObject({ separator: { code: "patchCode" }, blank: false });
    }
  });
});

test("our sheet whose text does not hold is damaged, and counts before bars on the same page", async () => {
  const damaged = separatorText(sheetForTests).replace("finanzen", "finanzem");
  const page = await scanned(await drawBoxes([...qrBoxes(damaged, 212, 300, 170), ...patchBars("NWNW")]), { dpi: 150 });
  expect((await lookAtPage(page, 1, codes)).separator).toEqual({ code: "damaged" });
});

test("our sheet counts before another code on the same page", async () => {
  const page = await scanned(await drawBoxes([...qrBoxes(separatorText(sheetForTests), 212, 300, 170), ...code39Boxes("PATCHT", 1.6)]), {
    dpi: 150,
  });
  expect((await lookAtPage(page, 1, codes)).separator).toEqual({ code: "ours", sheet: sheetForTests });
});

describe("no separator, and not blank, is", () => {
  test.each(["WWNN", "WNNW", "NWWN", "NNWW"])("a sheet with the bars %s of another patch", async (widths) => {
    for (const turn of [0, 180] as const) {
      const page = await scanned(await drawBoxes(patchBars(widths)), { dpi: 150, skew: 1, turn });
      expect(await lookAtPage(page, 1, codes)).toMatchObject({ separator: null, blank: false });
    }
  });

  test("a page with somebody else's codes, as for a bank transfer or a parcel", async () => {
    const boxes = [
      ...qrBoxes("BCD\n002\n1\nSCT\nCOBADEFFXXX\nBauhof\nDE89370400440532013000\nEUR12.30", 400, 600, 90),
      ...code39Boxes("PATCH", 1),
    ];
    expect((await lookAtPage(await scanned(await drawBoxes(boxes), { dpi: 200 }), 1, codes)).separator).toBeNull();
  });

  test.each([
    ["too short", patchBars("NWNW").map(([x, top, , height]) => [x, top, 30, height] as const)],
    ["too narrow", patchBars("NWNW", 0.5)],
    ["all alike, as rows of a table", patchBars("NNNNNNNN")],
    ["among others", patchBars("NWNWN")],
  ])("a page with bars %s", async (_, bars) => {
    const page = await scanned(await drawBoxes(bars), { dpi: 150 });
    expect(await lookAtPage(page, 1, codes)).toMatchObject({ separator: null, blank: false });
  });

  const samples = join(import.meta.dirname, "..", "samples");
  test.each(readdirSync(samples).filter((name) => name.endsWith(".pdf")))("any page of %s", async (name) => {
    const raster = await openRaster(readFileSync(join(samples, name)), "pdf");
    for (let number = 1; number <= raster.pageCount; number += 1) {
      const look = await lookAtPage(await raster.page(number, LOOK_DPI), number, codes);
      expect(look).toMatchObject({ page: number, separator: null, blank: false });
    }
    raster.close();
  });

  test.each(layouts.map(({ name, pages }) => ({ name, pages })))("an invoice by $name", async ({ pages }) => {
    const pdf = await drawPdf({ pages });
    for (const number of pages.keys()) {
      const look = await lookAtPage(await scanOf(pdf, { dpi: 150, noise: 20 }, number + 1), 1, codes);
      expect(look).toMatchObject({ separator: null, blank: false });
    }
  });
});
