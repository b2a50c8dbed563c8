// Sheets of paper that nobody wrote on, and what else a scanner sees of them: grain, holes, staples, shadows, dirt. Tests only.
import type { GrayPage } from "../raster/gray-page.ts";

const MM_INCHES = 25.4;

/** What is painted on a page, which is changed in place; places are millimetres from the left and upper edge of A4. */
export type Paint = (page: GrayPage) => void;

/** A sheet of A4 with grain from a fixed row of numbers, at most `noise` of 255 from its tone. */
export function sheetOfPaper({
  dpi,
  tone = 238,
  noise = 12,
}: {
  readonly dpi: number;
  readonly tone?: number;
  readonly noise?: number;
}): GrayPage {
  const [width, height] = [Math.round((210 / MM_INCHES) * dpi), Math.round((297 / MM_INCHES) * dpi)];
  const next = numbersFrom(4711);
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = Math.max(0, Math.min(255, tone + (next() - 0.5) * 2 * noise));
  return { width, height, dpi, pixels };
}

/** Numbers from 0 to 1, the same every time. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 0xffffffff;
}

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
const everywhere: Box = { left: 0, top: 0, right: 210, bottom: 297 };

/** Darkens each pixel by what `shade` says of its place, 0 to 255; outside the box (in millimetres) it is not asked. */
export function shaded(shade: (x: number, y: number) => number, box = everywhere): Paint {
  return ({ width, height, pixels, dpi }) => {
    const pixel = (millimetres: number, most: number): number => Math.max(0, Math.min(most, Math.round((millimetres / MM_INCHES) * dpi)));
    const [right, bottom] = [pixel(box.right + 1, width), pixel(box.bottom + 1, height)];
    for (let row = pixel(box.top - 1, height); row < bottom; row += 1)
      for (let column = pixel(box.left - 1, width); column < right; column += 1) {
        const by = shade((column / dpi) * MM_INCHES, (row / dpi) * MM_INCHES);
        const at = row * width + column;
        if (by > 0) pixels[at] = Math.max(0, (pixels[at] ?? 255) - by);
      }
  };
}

/** A disc; with `crescent` only the shadow of its edge, as a lid of white shows a hole. */
export function disc(x: number, y: number, wide: number, by = 200, crescent = false): Paint {
  const box = { left: x - wide / 2, top: y - wide / 2, right: x + wide / 2, bottom: y + wide / 2 };
  return shaded((atX, atY) => {
    const inside = Math.hypot(atX - x, atY - y) <= wide / 2;
    return inside && !(crescent && Math.hypot(atX - x - 0.8, atY - y - 0.8) <= wide / 2) ? by : 0;
  }, box);
}

/** A straight stroke. */
export function stroke([x, y]: readonly [number, number], [toX, toY]: readonly [number, number], thick: number, by = 190): Paint {
  const long = Math.hypot(toX - x, toY - y);
  const [alongX, alongY] = [(toX - x) / long, (toY - y) / long];
  const box = {
    left: Math.min(x, toX) - thick,
    top: Math.min(y, toY) - thick,
    right: Math.max(x, toX) + thick,
    bottom: Math.max(y, toY) + thick,
  };
  return shaded((atX, atY) => {
    const along = (atX - x) * alongX + (atY - y) * alongY;
    const aside = Math.abs((atX - x) * alongY - (atY - y) * alongX);
    return along >= 0 && along <= long && aside <= thick / 2 ? by : 0;
  }, box);
}

/** The other side of the sheet, mirrored, pale and blurred as paper makes it; `share` of its blackness comes through. */
export function shiningThrough(other: GrayPage, share: number): Paint {
  return (page) => {
    const { width, pixels } = page;
    for (let at = 0; at < pixels.length; at += 1) {
      const from = at - (at % width) + (width - 1 - (at % width));
      const near = [from, from - 1, from + 1, from - other.width, from + other.width].map((place) => other.pixels[place] ?? 255);
      const black = 255 - near.reduce((sum, value) => sum + value, 0) / near.length;
      pixels[at] = Math.max(0, (pixels[at] ?? 255) - black * share);
    }
  };
}
