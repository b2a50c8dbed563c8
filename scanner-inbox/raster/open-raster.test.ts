// Every format as a grey page: the same drawing comes out of each, and what is damaged, locked or too large is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { encode as encodePng } from "fast-png";
import jpeg from "jpeg-js";
import { describe, expect, test } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { ReadError } from "../read/reading.ts";
import type { GrayPage } from "./gray-page.ts";
import { openRaster } from "./open-raster.ts";
import { defaultRasterLimits } from "./raster.ts";

const [width, height] = [403, 251];
const sample = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, "samples", name));

/** The drawing in every sample, which libtiff wrote: blocks and lines that differ from page to page. */
const black = (x: number, y: number, page: number): boolean => ((x >> 5) + (y >> 4) * page) % 3 === 0 || x % 37 === page;
const drawing = (page: number, channels = 1): Uint8Array =>
  Uint8Array.from({ length: width * height * channels }, (_, index) => {
    const at = Math.floor(index / channels);
    return (channels === 4 && index % 4 === 3) || !black(at % width, Math.floor(at / width), page) ? 255 : 0;
  });

function wrongPixels({ pixels }: GrayPage, page: number): number {
  return drawing(page).reduce((wrong, value, index) => wrong + (Math.abs(value - (pixels[index] ?? 0)) > 100 ? 1 : 0), 0);
}

describe("TIFF", () => {
  test.each([
    ["G4", "two-pages-g4.tif", 2],
    ["LZW", "two-pages-lzw.tif", 2],
    ["grey JPEG", "two-pages-jpeg.tif", 2],
    ["coloured LZW with a predictor", "colour-lzw.tif", 1],
    ["coloured JPEG", "colour-jpeg.tif", 1],
  ])("%s", async (_, name, pages) => {
    const raster = await openRaster(sample(name), "tiff");
    expect(raster.pageCount).toBe(pages);
    for (let number = pages; number > 0; number -= 1) {
      const page = await raster.page(number, 300);
      expect(page).toMatchObject({ width, height, dpi: 200 });
      expect(wrongPixels(page, number)).toBe(0);
    }
    raster.close();
  });

  test("finer than asked for is drawn coarser", async () => {
    const raster = await openRaster(sample("two-pages-g4.tif"), "tiff");
    expect(await raster.page(1, 100)).toMatchObject({ width: 202, height: 126, dpi: 100 });
  });

  test("a compression nobody knows is said, not drawn black", async () => {
    const bytes = new Uint8Array(sample("two-pages-lzw.tif"));
    const at = bytes.findIndex((byte, index) => byte === 3 && bytes[index + 1] === 1 && bytes[index + 2] === 3 && bytes[index + 8] === 5);
    bytes[at + 8] = 99;
    await expect((await openRaster(bytes, "tiff")).page(1, 200)).rejects.toThrow("picture-damaged");
  });
});

describe("JPEG and PNG", () => {
  test("JPEG, its resolution guessed from A4 where it names none", async () => {
    const bytes = jpeg.encode({ width, height, data: drawing(1, 4) }, 92).data;
    const page = await (await openRaster(bytes, "jpeg")).page(1, 300);
    expect(page).toMatchObject({ width, height, dpi: 72 });
    expect(wrongPixels(page, 1)).toBe(0);
  });

  test.each([1, 3, 4] as const)("PNG of %i channels", async (channels) => {
    const bytes = encodePng({ width, height, data: drawing(2, channels), channels, depth: 8 });
    expect(wrongPixels(await (await openRaster(bytes, "png")).page(1, 300), 2)).toBe(0);
  });

  test("PNG of one bit a pixel, as scanners write it", async () => {
    const row = Math.ceil(width / 8);
    const packed = new Uint8Array(row * height);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = y * row + (x >> 3);
        if (!black(x, y, 1)) packed[at] = (packed[at] ?? 0) | (128 >> (x & 7));
      }
    }
    const bytes = encodePng({ width, height, data: packed, channels: 1, depth: 1 });
    expect(wrongPixels(await (await openRaster(bytes, "png")).page(1, 300), 1)).toBe(0);
  });

  test("a picture that says it is huge is refused before it is unpacked", async () => {
    const bytes = encodePng({ width: 8, height: 8, data: new Uint8Array(64), channels: 1 });
    new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(16, 0x0001_0000_0001_0000n);
    await expect(openRaster(bytes, "png")).rejects.toThrow("too-large");
  });
});

describe("PDF", () => {
  test("black text on white, at the resolution asked for, again and again", async () => {
    const raster = await openRaster(await drawPdf({ pages: [[[72, 144, "Rechnung", 40]], []] }), "pdf");
    expect(raster.pageCount).toBe(2);
    for (let round = 0; round < 2; round += 1) {
      const page = await raster.page(1, 150);
      expect([page.width, page.height, page.dpi, page.pixels.byteLength]).toEqual([1239, 1754, 150, 1239 * 1754]);
      const dark = page.pixels.findIndex((value) => value < 60);
      expect(Math.floor(dark / page.width)).toBeGreaterThan(150);
      expect(dark % page.width).toBeGreaterThan(145);
    }
    expect((await raster.page(2, 50)).pixels.every((value) => value === 255)).toBe(true);
    raster.close();
    raster.close();
    await expect(raster.page(1, 50)).rejects.toThrow("not-readable");
  });

  test("a giant page is drawn coarser", async () => {
    const document = await PDFDocument.create();
    document.addPage([14_400, 14_400]);
    const raster = await openRaster(await document.save(), "pdf", { ...defaultRasterLimits, pixels: 1_000_000 });
    const { width: across, height: down } = await raster.page(1, 300);
    expect(across * down).toBeLessThan(1_010_000);
  });

  test("damaged, too many pages, no such page, too late", async () => {
    const two = await drawPdf({ pages: [[], []] });
    await expect(openRaster(new TextEncoder().encode("%PDF-1.7 nothing"), "pdf")).rejects.toThrow("pdf-damaged");
    await expect(openRaster(two, "pdf", { ...defaultRasterLimits, pages: 1 })).rejects.toThrow("too-large");
    await expect((await openRaster(two, "pdf")).page(3, 72)).rejects.toThrow(RangeError);
    await expect((await openRaster(two, "pdf", { ...defaultRasterLimits, milliseconds: -1 })).page(1, 72)).rejects.toThrow("timed-out");
  });
});

test.each(["tiff", "jpeg", "png", "pdf"] as const)("rubbish called %s is a ReadError", async (format) => {
  const rubbish = Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 251);
  const drawn = openRaster(rubbish, format).then((raster) => raster.page(1, 72));
  await expect(drawn).rejects.toBeInstanceOf(ReadError);
});

test.each(["png", "pdf"] as const)("where memory is short a %s comes with no more pixels than there is room for", async (format) => {
  const bytes =
    format === "pdf"
      ? await drawPdf({ pages: [[]] })
      : encodePng({ width: 900, height: 1200, data: new Uint8Array(1_080_000), channels: 1 });
  const raster = await openRaster(bytes, format, { ...defaultRasterLimits, drawnPixels: 250_000 });
  const { width, height, pixels, dpi } = await raster.page(1, 300);
  expect(width * height).toBeLessThan(252_000);
  expect(width * height).toBeGreaterThan(200_000);
  expect(pixels.byteLength).toBe(width * height);
  expect(dpi).toBeLessThan(300);
});
