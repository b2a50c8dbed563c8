// Small pages on one picture: each whole, in its own place, and the same page back where it was small already.
import fc from "fast-check";
import { expect, test } from "vitest";
import { pagePlace, pagesPerPicture, pictureSize, placeInPicture } from "../../shared/domain/page-pictures.ts";
import { contactSheet } from "./contact-sheet.ts";
import type { GrayPage } from "./gray-page.ts";

const plain = (width: number, height: number, grey: number): GrayPage => ({
  width,
  height,
  dpi: 150,
  pixels: new Uint8Array(width * height).fill(grey),
});

/** Pixels of a grey within a place, and anywhere on the sheet. */
function counted(sheet: GrayPage, grey: number, index: number): readonly [number, number] {
  const { x, y } = placeInPicture(index);
  let inPlace = 0;
  for (let row = y; row < y + pagePlace.height; row += 1)
    inPlace += sheet.pixels
      .subarray(row * sheet.width + x, row * sheet.width + x + pagePlace.width)
      .filter((value) => value === grey).length;
  return [inPlace, sheet.pixels.filter((value) => value === grey).length];
}

test("each page lies in its place alone, whatever its shape, and as large as fits", () => {
  const page = fc.record({ width: fc.integer({ min: 1, max: 700 }), height: fc.integer({ min: 1, max: 900 }) });
  fc.assert(
    fc.property(fc.array(page, { minLength: 1, maxLength: 12 }), (shapes) => {
      const sheet = contactSheet(shapes.map(({ width, height }, index) => plain(width, height, index * 10)));
      expect(sheet).toMatchObject(pictureSize(shapes.length));
      for (const [index, { width, height }] of shapes.entries()) {
        const [inPlace, anywhere] = counted(sheet, index * 10, index);
        expect(inPlace).toBe(anywhere);
        const by = Math.min(1, pagePlace.width / width, pagePlace.height / height);
        const fitting = Math.max(1, Math.round(width * by)) * Math.max(1, Math.round(height * by));
        expect(inPlace).toBeLessThanOrEqual(fitting);
        expect(inPlace).toBeGreaterThanOrEqual(Math.max(1, Math.floor(width * by * 0.89)) * Math.max(1, Math.floor(height * by * 0.89)));
      }
    }),
    { numRuns: 15 },
  );
});

test("a page that could not be drawn leaves its place empty", () => {
  const sheet = contactSheet([null, plain(100, 100, 7)]);
  expect(counted(sheet, 7, 1)).toEqual([10_000, 10_000]);
  expect(counted(sheet, 255, 0)[0]).toBe(pagePlace.width * pagePlace.height);
});

test("a full picture is one that a window shows", () => {
  const { width, height } = pictureSize(pagesPerPicture);
  expect(width * height).toBeLessThan(4_000_000);
  expect(placeInPicture(pagesPerPicture)).toEqual({ picture: 1, x: 0, y: 0 });
});
