// Paper white and ink black, whatever the scanner made of them: the grain of a sparse page must not be taken for letters.
import type { GrayPage } from "../raster/gray-page.ts";

/** So few pixels may be darker than what counts as ink: a page of one line has not many. */
const INK_SHARE = 0.0002;
/** Less than this between paper and ink is grain on an empty page. */
const LEAST_CONTRAST = 40;
/** How far from paper ink begins, as a share of the way to the darkest ink, and over how much of it grey becomes black: footers are printed in grey. */
const BEGINS = 0.12;
const DEEPENS = 0.45;
/** The grain of the paper, from its middle to what so few pixels are darker than, is not ink; nor is somewhat more than it. */
const GRAIN = { share: 0.15, times: 1.6 };

/** Stretches a page between its own ink and its own paper, in place, as a page is large; all white where there is no ink. */
export function level(page: GrayPage): void {
  const counts = new Uint32Array(256);
  for (const value of page.pixels) counts[value] = (counts[value] ?? 0) + 1;
  const paper = levelAt(counts, page.pixels.byteLength / 2);
  const ink = levelAt(counts, page.pixels.byteLength * INK_SHARE);
  const range = paper - ink;
  const grain = paper - levelAt(counts, page.pixels.byteLength * GRAIN.share);
  const to = paper - Math.max(range * BEGINS, Math.min(grain * GRAIN.times, range * 0.35));
  const from = to - range * DEEPENS;
  const levels = Uint8Array.from({ length: 256 }, (_, value) =>
    range < LEAST_CONTRAST ? 255 : Math.round(Math.min(1, Math.max(0, (value - from) / (to - from))) * 255),
  );
  for (let index = 0; index < page.pixels.byteLength; index += 1) page.pixels[index] = levels[page.pixels[index] ?? 255] ?? 255;
}

/** The grey that so many pixels are darker than, or as dark as. */
function levelAt(counts: Uint32Array, pixels: number): number {
  let seen = 0;
  return Math.max(
    0,
    counts.findIndex((count) => (seen += count) >= pixels),
  );
}
