// Quarter turns of a grey page, for sheets that lay upside down or sideways.
import type { GrayPage } from "../raster/gray-page.ts";

/** Degrees clockwise by which a page has to be turned to be upright. */
export type Turn = 0 | 90 | 180 | 270;

/** The page turned clockwise. */
export function turnedPage(page: GrayPage, turn: Turn): GrayPage {
  const { width, height, pixels, dpi } = page;
  if (turn === 0) return page;
  if (turn === 180) return { ...page, pixels: pixels.slice().reverse() };
  const turned = new Uint8Array(pixels.byteLength);
  for (let y = 0, from = 0; y < height; y += 1) {
    const start = turn === 90 ? height - 1 - y : (width - 1) * height + y;
    const step = turn === 90 ? height : -height;
    for (let x = 0, to = start; x < width; x += 1, from += 1, to += step) turned[to] = pixels[from] ?? 255;
  }
  return { width: height, height: width, pixels: turned, dpi };
}
