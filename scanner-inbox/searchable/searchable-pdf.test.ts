// The searchable rendition, read back by pdf.js as the viewer does: each text stands where it was recognised, however sheet and page are turned,
// and the picture of the page is the original's.
import { createHash } from "node:crypto";
import { PDFDocument, degrees } from "@cantoo/pdf-lib";
import fc from "fast-check";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openEngine } from "../ocr/engine.ts";
import { recognisePage } from "../ocr/recognise-page.ts";
import { pngOf, scanOf } from "../ocr/scan-for-tests.ts";
import type { Turn } from "../ocr/turn-page.ts";
import { openRaster } from "../raster/open-raster.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import type { ReadPage } from "../read/reading.ts";
import { searchablePdf } from "./searchable-pdf.ts";

const at = "2026-11-24T08:00:00.000Z";

/** Texts of a page with where they begin and end, from the upper left corner of the page turned by so much. */
async function textsOf(pdf: Uint8Array, number: number, turn: Turn) {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 });
  const page = await (await task.promise).getPage(number);
  const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 });
  const { items } = await page.getTextContent();
  const texts = items.flatMap((item) => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const [a = 0, b = 0, , , e = 0, f = 0] = item.transform.map(Number);
    const size = Math.hypot(a, b);
    const blank = item.str.length - item.str.trimEnd().length;
    const [x = 0, y = 0] = viewport.convertToViewportPoint(e, f).map(Number);
    const [endX = 0] = viewport.convertToViewportPoint(e + (a / size) * item.width, f + (b / size) * item.width).map(Number);
    return [{ text: item.str.trim(), x, y, endX, blank }];
  });
  await task.destroy();
  return texts;
}

const turns = fc.constantFrom<Turn[]>(0, 90, 180, 270);

test("each text stands where it was recognised: sheets turned, pages rotated, a crop box away from the corner, a slope", async () => {
  await fc.assert(
    fc.asyncProperty(
      turns,
      turns,
      fc.double({ min: -0.03, max: 0.03, noNaN: true }),
      fc.integer({ min: -50, max: 90 }),
      fc.array(fc.record({ x: fc.integer({ min: 10, max: 200 }), top: fc.integer({ min: 40, max: 380 }) }), { minLength: 1, maxLength: 4 }),
      async (turn, rotate, slope, corner, places) => {
        const document = await PDFDocument.create();
        const page = document.addPage([700, 800]);
        page.setMediaBox(-60, -60, 700, 800);
        page.setCropBox(corner, corner + 7, 420, 400);
        page.setRotation(degrees(rotate));
        const sideways = (turn + rotate) % 180 !== 0;
        const read: ReadPage = {
          number: 1,
          width: sideways ? 400 : 420,
          height: sideways ? 420 : 400,
          lines: places.map(({ x, top }, index) => ({ top, height: 11, cells: [{ text: `Prüfung ${index}`, x, width: 70 }] })),
          recognised: { turn, confidence: 1, slope },
        };
        const made = await searchablePdf({ bytes: await document.save(), format: "pdf", pages: [read], at });
        const found = await textsOf(made, 1, turn);
        expect(found.map(({ text }) => text).sort()).toEqual(read.lines.map((_, index) => `Prüfung ${index}`));
        for (const { text, x, y, endX } of found) {
          const place = places[Number(text.split(" ")[1])] ?? { x: 0, top: 0 };
          expect(Math.abs(x - place.x)).toBeLessThan(0.5);
          expect(Math.abs(y - (place.top + slope * place.x))).toBeLessThan(0.5);
          // The last blank, by which a viewer tells words apart, is a few points more.
          expect(Math.abs(endX - place.x - 70)).toBeLessThan(6);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("a real scan, askew and upside down, becomes a PDF in which its words are found where they are; the original is not touched", async () => {
  const drawn = await drawPdf({
    pages: [
      [
        [72, 100, "Rechnung der Bäckerei Hämmerle", 16],
        [72, 300, "Gesamtbetrag 119,00 EUR", 12],
        [72, 500, "Zahlbar bis zum 24.12.2026 ohne Abzug", 12],
      ],
    ],
  });
  const bytes = pngOf(await scanOf(drawn, { dpi: 200, skew: 1.5, noise: 20, turn: 180 }));
  const before = createHash("sha256").update(bytes).digest("hex");
  const raster = await openRaster(bytes, "png");
  const page = await recognisePage(await openEngine(), await raster.page(1, 300), 1);
  raster.close();
  const made = await searchablePdf({ bytes, format: "png", pages: [page], at });
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(before);
  const found = await textsOf(made, 1, page.recognised?.turn ?? 0);
  const sum = found.find(({ text }) => text.includes("119,00"));
  expect(found.map(({ text }) => text).join(" ")).toContain("Bäckerei Hämmerle");
  // The sheet turned about its middle: (72, 300) of an A4 page askew by 1.5 degrees.
  expect(Math.abs((sum?.x ?? 0) - 75)).toBeLessThan(4);
  expect(Math.abs((sum?.y ?? 0) - 294)).toBeLessThan(4);
  // The picture is the scan's: drawn again it is as dark in as many places.
  const again = await openRaster(made, "pdf");
  const original = await (await openRaster(bytes, "png")).page(1, 200);
  const shown = await again.page(1, 200);
  again.close();
  const dark = (pixels: Uint8Array): number => pixels.reduce((sum2, value) => sum2 + (value < 128 ? 1 : 0), 0);
  expect(Math.abs(dark(shown.pixels) / dark(original.pixels) - 1)).toBeLessThan(0.1);
});

test("a TIFF of two pages becomes a PDF of two, each with its own text; letters the fonts lack keep their place", async () => {
  const bytes = readFileSync(join(import.meta.dirname, "..", "raster", "samples", "two-pages-g4.tif"));
  const raster = await openRaster(bytes, "tiff");
  const sizes = [await raster.page(1, 72), await raster.page(2, 72)];
  raster.close();
  const pages = sizes.map(({ width, height, dpi }, index): ReadPage => ({
    number: index + 1,
    width: (width * 72) / dpi,
    height: (height * 72) / dpi,
    lines: [{ top: 20, height: 8, cells: [{ text: index === 0 ? "Blatt ł→ eins" : "Blatt zwei", x: 5, width: 40 }] }],
    recognised: { turn: 0, confidence: 1 },
  }));
  const made = await searchablePdf({ bytes, format: "tiff", pages, at });
  expect((await textsOf(made, 1, 0)).map(({ text }) => text)).toEqual(["Blatt ?? eins"]);
  expect((await textsOf(made, 2, 0)).map(({ text }) => text)).toEqual(["Blatt zwei"]);
  expect(Buffer.compare(made, await searchablePdf({ bytes, format: "tiff", pages, at }))).toBe(0);
});

test("a page with text of its own keeps it and gets no more", async () => {
  const bytes = await drawPdf({ pages: [[[72, 100, "Eigener Text der Seite", 12]], []] });
  const blank: ReadPage = {
    number: 1,
    width: 595,
    height: 842,
    lines: [{ top: 9, height: 9, cells: [{ text: "fremd", x: 1, width: 9 }] }],
  };
  const made = await searchablePdf({ bytes, format: "pdf", pages: [blank], at });
  expect((await textsOf(made, 1, 0)).map(({ text }) => text)).toEqual(["Eigener Text der Seite"]);
});

test("what is no PDF is a problem with a name", async () => {
  await expect(searchablePdf({ bytes: new TextEncoder().encode("%PDF-1.7 x"), format: "pdf", pages: [], at })).rejects.toThrow(
    "pdf-damaged",
  );
});
