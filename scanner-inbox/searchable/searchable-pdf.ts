// The second rendition of a scan: the same pages with what was recognised on them as invisible text, so that any viewer can search, select and
// mark it. Must never change the original, nor a page that has text of its own.
import {
  beginText,
  endText,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  setCharacterSqueeze,
  setFontAndSize,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  StandardFonts,
  TextRenderingMode,
  type PDFFont,
  type PDFPage,
} from "@cantoo/pdf-lib";
import { grayPng } from "../raster/gray-png.ts";
import { openRaster } from "../raster/open-raster.ts";
import type { RasterFormat } from "../raster/raster.ts";
import { ReadError, type ReadPage, type TextCell, type TextLine } from "../read/reading.ts";
import { placeOnPage, turnOf, type ShownPage } from "./page-places.ts";

export type SearchableSource = {
  readonly bytes: Uint8Array;
  readonly format: RasterFormat;
  /** Pages as they were recognised; those without `recognised` are left as they are. */
  readonly pages: readonly ReadPage[];
  /** When it was recognised, ISO; the same words make the same file. */
  readonly at: string;
};

/** Pages of a TIFF are drawn anew, as no PDF holds them as they are: at this resolution, in grey. */
const TIFF_DPI = 200;

/** A PDF with the pages of the file. Rejects with a ReadError where the file cannot be opened, as a locked one cannot. */
export async function searchablePdf({ bytes, format, pages, at }: SearchableSource): Promise<Uint8Array> {
  try {
    const document =
      format === "pdf" ? await PDFDocument.load(bytes, { updateMetadata: false }) : await pdfOfPicture(bytes, format, pages, at);
    const font = document.embedStandardFont(StandardFonts.Helvetica);
    for (const read of pages) {
      const page = document.getPages()[read.number - 1];
      if (page !== undefined && read.recognised !== undefined) writeText(page, read, font);
    }
    return await document.save();
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError("pdf-damaged", error instanceof Error ? error.name : "unknown error");
  }
}

/** JPEG and PNG go in as they are, in colour; pages of a TIFF as grey pictures. Sizes are those that recognition measured. */
async function pdfOfPicture(
  bytes: Uint8Array,
  format: "tiff" | "jpeg" | "png",
  pages: readonly ReadPage[],
  at: string,
): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setCreationDate(new Date(at));
  document.setModificationDate(new Date(at));
  const raster = await openRaster(bytes, format);
  try {
    for (let number = 1; number <= raster.pageCount; number += 1) {
      const known = sizeOf(pages.find((page) => page.number === number));
      const drawn = format === "tiff" || known === undefined ? await raster.page(number, TIFF_DPI) : undefined;
      const size = known ?? {
        width: ((drawn?.width ?? 1) * 72) / (drawn?.dpi ?? 72),
        height: ((drawn?.height ?? 1) * 72) / (drawn?.dpi ?? 72),
      };
      const picture =
        format === "jpeg"
          ? await document.embedJpg(bytes)
          : await document.embedPng(drawn === undefined || format === "png" ? bytes : grayPng(drawn, drawn.width));
      document.addPage([size.width, size.height]).drawImage(picture, { x: 0, y: 0, ...size });
    }
  } finally {
    raster.close();
  }
  return document;
}

/** The size of a page as it lay, in points. */
function sizeOf(page: ReadPage | undefined): { readonly width: number; readonly height: number } | undefined {
  if (page === undefined) return undefined;
  const { width, height } = page;
  return (page.recognised?.turn ?? 0) % 180 === 0 ? { width, height } : { width: height, height: width };
}

function writeText(page: PDFPage, read: ReadPage, font: PDFFont): void {
  const box = page.getCropBox();
  const shown: ShownPage = { left: box.x, bottom: box.y, width: box.width, height: box.height, rotate: turnOf(page.getRotation().angle) };
  const name = page.node.newFontDictionary(font.name, font.ref);
  page.pushOperators(pushGraphicsState(), beginText(), setTextRenderingMode(TextRenderingMode.Invisible));
  for (const line of read.lines) {
    for (const cell of line.cells) {
      const text = encodable(cell.text, font);
      const natural = font.widthOfTextAtSize(text, line.height);
      if (text.trim() === "" || natural === 0 || line.height <= 0) continue;
      const along = directionOf(line, cell, read, shown);
      page.pushOperators(
        setFontAndSize(name, line.height),
        setCharacterSqueeze((cell.width / natural) * 100),
        setTextMatrix(along.right.x, along.right.y, along.up.x, along.up.y, along.start.x, along.start.y),
        showText(font.encodeText(`${text} `)),
      );
    }
  }
  page.pushOperators(endText(), popGraphicsState());
}

/** Where a cell's base line begins in the PDF, and what a point to the right and a point up are there. A sheet's slope was taken out of `top`. */
function directionOf(line: TextLine, cell: TextCell, read: ReadPage, shown: ShownPage) {
  const { turn = 0, slope = 0 } = read.recognised ?? {};
  const at = (right: number, up: number) => {
    const [x, y] = [cell.x + right, line.top + slope * cell.x - up];
    return placeOnPage({ x: x + slope * up, y: y + slope * right }, read, turn, shown);
  };
  const [start, right, up] = [at(0, 0), at(1, 0), at(0, 1)];
  return { start, right: { x: right.x - start.x, y: right.y - start.y }, up: { x: up.x - start.x, y: up.y - start.y } };
}

/** Letters that the standard fonts lack are written as their nearest, or as a question mark: their place counts, not their look. */
function encodable(text: string, font: PDFFont): string {
  const known = new Set(font.getCharacterSet());
  return Array.from(text.normalize("NFC"), (letter) => {
    if (known.has(letter.codePointAt(0) ?? 0)) return letter;
    const plain = letter.normalize("NFKD")[0] ?? "?";
    return known.has(plain.codePointAt(0) ?? 0) ? plain : "?";
  }).join("");
}
