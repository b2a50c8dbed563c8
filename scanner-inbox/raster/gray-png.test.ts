// What is written as a PNG is read as the same page by the decoder that reads scanners' pictures.
import { expect, test } from "vitest";
import { grayPng } from "./gray-png.ts";
import { openRaster } from "./open-raster.ts";

const page = { width: 300, height: 200, dpi: 300, pixels: Uint8Array.from({ length: 60_000 }, (_, at) => (at * 7) % 256) };

test("a page no wider than wanted comes back pixel by pixel", async () => {
  const raster = await openRaster(grayPng(page, 400), "png");
  const read = await raster.page(1, 300);
  expect([read.width, read.height]).toEqual([300, 200]);
  expect(Buffer.from(read.pixels).equals(Buffer.from(page.pixels))).toBe(true);
  raster.close();
});

test("a wider page is made as narrow as wanted and keeps its shape", async () => {
  const raster = await openRaster(grayPng(page, 150), "png");
  const read = await raster.page(1, 300);
  expect([read.width, read.height]).toEqual([150, 100]);
  raster.close();
});
