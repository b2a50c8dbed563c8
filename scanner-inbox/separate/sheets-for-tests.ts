// Draws separator sheets and makes scans of them for tests: our own, bars of patch codes, the barcode that says PATCHT; never used by the program.
import { PDFDocument, rgb, StandardFonts } from "@cantoo/pdf-lib";
import { encode } from "uqr";
import { separatorText, type SeparatorSheet } from "../../shared/domain/separator-sheet.ts";
import { atDpi, type GrayPage } from "../raster/gray-page.ts";

/** Left, top, width and height in points on A4. */
export type Box = readonly [left: number, top: number, width: number, height: number];

export const sheetForTests: SeparatorSheet = { unit: "finanzen", kind: "invoice", nonce: "5f1c9a0e77d2" };

const CODE39: Readonly<Record<string, string>> = {
  A: "100001001",
  C: "101001000",
  H: "100001100",
  P: "001010010",
  T: "000010110",
  "*": "010010100",
};

/** One page of black boxes with a line of text. */
export async function drawBoxes(boxes: readonly Box[], text = ""): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  for (const [x, top, width, height] of boxes) page.drawRectangle({ x, y: 842 - top - height, width, height, color: rgb(0, 0, 0) });
  if (text !== "") page.drawText(text, { x: 72, y: 770, size: 14, font });
  return document.save();
}

/** The code of a text, `side` points wide. */
export function qrBoxes(text: string, left: number, top: number, side: number): Box[] {
  const { data, size } = encode(text, { ecc: "Q", border: 0 });
  const module = side / size;
  return data.flatMap((row, y) =>
    row.flatMap((black, x): Box[] => (black ? [[left + x * module, top + y * module, module + 0.05, module + 0.05]] : [])),
  );
}

/** Our sheet: 60 millimetres of code. */
export function ourSheet(sheet: SeparatorSheet = sheetForTests): Promise<Uint8Array> {
  return drawBoxes(qrBoxes(separatorText(sheet), 212, 300, 170), "Trennblatt");
}

/** Bars of a patch code by its widths, N or W, for a sheet whose leading edge is above; `scale` as a program shrinks it. */
export function patchBars(widths: string, scale = 1): Box[] {
  const boxes: Box[] = [];
  let top = 40;
  for (const width of widths) {
    const height = (width === "W" ? 14.4 : 5.76) * scale;
    boxes.push([200, top, 180 * scale, height]);
    top += height + 5.76 * scale;
  }
  return boxes;
}

/** The text as Code 39 with narrow bars of `narrow` points. */
export function code39Boxes(text: string, narrow: number): Box[] {
  const boxes: Box[] = [];
  let left = 120;
  for (const character of `*${text}*`) {
    for (const [index, wide] of Array.from(CODE39[character] ?? "").entries()) {
      const width = wide === "1" ? narrow * 2.5 : narrow;
      if (index % 2 === 0) boxes.push([left, 200, width, 60]);
      left += width;
    }
    left += narrow;
  }
  return boxes;
}

/** PATCHT as Code 128: start of set B, six letters, check value 99, stop; widths of bars and spaces in turn. */
export function code128Boxes(narrow: number): Box[] {
  const widths = ["211214", "313121", "111323", "213311", "131321", "231113", "213311", "113141", "2331112"].join("");
  const boxes: Box[] = [];
  let left = 120;
  for (const [index, modules] of Array.from(widths, Number).entries()) {
    if (index % 2 === 0) boxes.push([left, 200, modules * narrow, 60]);
    left += modules * narrow;
  }
  return boxes;
}

/** A page of 200 dpi as a fax machine sends it: half as many lines, black or white. */
export function faxOf({ width, height, pixels }: GrayPage): GrayPage {
  const lines = Math.floor(height / 2);
  const faxed = Uint8Array.from({ length: width * lines }, (_, index) => {
    const at = Math.floor(index / width) * 2 * width + (index % width);
    return (pixels[at] ?? 255) + (pixels[at + width] ?? 255) < 256 ? 0 : 255;
  });
  return atDpi({ width, height: lines, pixels: faxed, dpiAcross: 200, dpiDown: 100 }, 200);
}

/** A page in black and white. */
export function blackAndWhite(page: GrayPage, dark = 128): GrayPage {
  return { ...page, pixels: page.pixels.map((value) => (value < dark ? 0 : 255)) };
}
