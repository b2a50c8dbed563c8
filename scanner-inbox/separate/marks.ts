// The marks on a page: what hangs together in ink, measured in millimetres. Never judges what a mark is.
import type { SmallPage } from "./small-page.ts";

/** One mark; lengths in millimetres from the left and upper edge. */
export type Mark = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Square millimetres of ink. */
  readonly area: number;
  /** Length along its own direction and across it: the sides of the even bar that is spread as its ink is. */
  readonly long: number;
  readonly thick: number;
  /** How far its ink is from the nearest edge of the page, where it is nearest and where it is farthest. */
  readonly nearEdge: number;
  readonly farEdge: number;
};

/** Pixels so near one another belong together: letters that a fax has broken stay letters. */
const REACH = 2;

/** All marks of pixels that differ by `least` from the paper and somewhere by `peak`. `contrast` is used up. */
export function marksOf({ width, height, perMm }: SmallPage, contrast: Uint8Array, least: number, peak: number): Mark[] {
  const marks: Mark[] = [];
  for (let start = 0; start < contrast.length; start += 1) {
    if ((contrast[start] ?? 0) < least) continue;
    const sums = gathered(contrast, { start, width, height, least });
    if (sums.peak >= peak) marks.push(measured(sums, perMm));
  }
  return marks;
}

type Sums = Record<"count" | "peak" | "left" | "right" | "top" | "bottom" | "x" | "y" | "xx" | "yy" | "xy" | "near" | "far", number>;

/** Takes one mark out of the page, from any of its pixels. */
function gathered(
  contrast: Uint8Array,
  { start, width, height, least }: { readonly start: number; readonly width: number; readonly height: number; readonly least: number },
): Sums {
  const sums: Sums = {
    count: 0,
    peak: 0,
    left: width,
    right: 0,
    top: height,
    bottom: 0,
    x: 0,
    y: 0,
    xx: 0,
    yy: 0,
    xy: 0,
    near: width,
    far: 0,
  };
  const open = [start];
  sums.peak = contrast[start] ?? 0;
  contrast[start] = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    added(sums, x, y, Math.min(x, y, width - 1 - x, height - 1 - y));
    for (let row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row += 1) {
      for (let next = row * width + Math.max(0, x - REACH); next <= row * width + Math.min(width - 1, x + REACH); next += 1) {
        const value = contrast[next] ?? 0;
        if (value < least) continue;
        sums.peak = Math.max(sums.peak, value);
        contrast[next] = 0;
        open.push(next);
      }
    }
  }
  return sums;
}

function added(sums: Sums, x: number, y: number, edge: number): void {
  sums.count += 1;
  sums.left = Math.min(sums.left, x);
  sums.right = Math.max(sums.right, x);
  sums.top = Math.min(sums.top, y);
  sums.bottom = Math.max(sums.bottom, y);
  sums.x += x;
  sums.y += y;
  sums.xx += x * x;
  sums.yy += y * y;
  sums.xy += x * y;
  sums.near = Math.min(sums.near, edge);
  sums.far = Math.max(sums.far, edge);
}

function measured({ count, left, right, top, bottom, x, y, xx, yy, xy, near, far }: Sums, perMm: number): Mark {
  const [across, down, both] = [xx / count - (x / count) ** 2, yy / count - (y / count) ** 2, xy / count - (x * y) / count ** 2];
  const middle = (across + down) / 2;
  const apart = Math.sqrt(((across - down) / 2) ** 2 + both ** 2);
  // An even bar of length l is spread by l²/12 along itself; a pixel has a width of its own.
  const side = (spread: number): number => Math.sqrt(Math.max(0, spread) * 12 + 1) / perMm;
  return {
    left: left / perMm,
    top: top / perMm,
    width: (right - left + 1) / perMm,
    height: (bottom - top + 1) / perMm,
    area: count / perMm ** 2,
    long: side(middle + apart),
    thick: side(middle - apart),
    nearEdge: near / perMm,
    farEdge: far / perMm,
  };
}
