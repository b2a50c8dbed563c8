// A page made small: grain goes into the mean of several pixels, and what is measured in millimetres needs no more.
import type { GrayPage } from "../raster/gray-page.ts";

const MM_INCHES = 25.4;
/** Fine enough for the thinnest letters of print. */
const LEAST_DPI = 90;

export type SmallPage = GrayPage & { readonly perMm: number };

/** The page at 90 dpi or somewhat more, by whole pixels; a coarser one as it is. */
export function smallPage(page: GrayPage): SmallPage {
  const by = Math.max(1, Math.floor(page.dpi / LEAST_DPI));
  const dpi = page.dpi / by;
  const perMm = dpi / MM_INCHES;
  const [width, height] = [Math.floor(page.width / by), Math.floor(page.height / by)];
  if (by === 1 || width === 0 || height === 0) return { ...page, perMm: page.dpi / MM_INCHES };
  const pixels = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  for (let y = 0, from = 0; y < height; y += 1) {
    sums.fill(0);
    for (let row = 0; row < by; row += 1, from += page.width)
      for (let x = 0, at = from; x < width; x += 1)
        for (const end = at + by; at < end; at += 1) sums[x] = (sums[x] ?? 0) + (page.pixels[at] ?? 255);
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = (sums[x] ?? 0) / (by * by);
  }
  return { width, height, pixels, dpi, perMm };
}

/** The grey that `share` of the pixels are darker than, or as dark as. */
export function greyAt(pixels: Uint8Array, share: number): number {
  const counts = new Uint32Array(256);
  for (const value of pixels) counts[value] = (counts[value] ?? 0) + 1;
  let seen = 0;
  return Math.max(
    0,
    counts.findIndex((count) => (seen += count) >= pixels.length * share),
  );
}
