// The code of a separator sheet as the screens draw it, printed and scanned: what comes back is the very sheet.
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { PDFDocument } from "@cantoo/pdf-lib";
import { separatorSvg } from "../renderer/components/separator-svg.ts";
import { lookAtPage } from "../scanner-inbox/separate/look-at-page.ts";
import { openCodeReader } from "../scanner-inbox/separate/read-codes.ts";
import { faxOf } from "../scanner-inbox/separate/sheets-for-tests.ts";
import { scanOf, type ScanLook } from "../scanner-inbox/ocr/scan-for-tests.ts";
import { separatorText, type SeparatorSheet } from "../shared/domain/separator-sheet.ts";

/** The drawing on A4, so many points wide. */
async function printed(svg: string, points: number): Promise<Uint8Array> {
  const canvas = createCanvas(1200, 1200);
  canvas.getContext("2d").drawImage(await loadImage(Buffer.from(svg)), 0, 0, 1200, 1200);
  const document = await PDFDocument.create();
  const picture = await document.embedPng(canvas.toBuffer("image/png"));
  document.addPage([595, 842]).drawImage(picture, { x: 200, y: 400, width: points, height: points });
  return document.save();
}

const sheets: readonly SeparatorSheet[] = [
  { unit: "finanzen", kind: "invoice", nonce: "5f1c9a0e77d2" },
  { unit: "Ordnung & Soziales (Außenstelle)", kind: "document", nonce: "0f9b2c34-5a61-4d1e-8c77-3f60c2ab9d11" },
];
const scans: readonly ScanLook[] = [
  { dpi: 150, skew: 3, noise: 40, turn: 180 },
  { dpi: 200, skew: -3, noise: 20 },
];

test.each(sheets)("a sheet for $unit comes back from any scan, and by fax", async (sheet) => {
  const codes = await openCodeReader();
  const pdf = await printed(separatorSvg(separatorText(sheet)), 142);
  const pages = await Promise.all(scans.map((look) => scanOf(pdf, look)));
  for (const page of [...pages, faxOf(await scanOf(pdf, { dpi: 200, skew: 1 }))]) {
    expect((await lookAtPage(page, 1, codes)).separator).toEqual({ code: "ours", sheet });
  }
});
