// Finds the bars of Patch Code T, which no barcode library reads; knows no other patch.
// Dimensions after Kodak's publication A-61599, "Patch Code Information for Kodak Scanners" (October 2006): four bars in 0.80 inches,
// narrow 0.08, wide 0.20, spaces 0.08, in the order narrow, wide, narrow, wide; at least 0.75 inches long.
import { greyAt, type SmallPage } from "./small-page.ts";

/** Of the ten widths of a narrow bar that the code is across, how many each bar and space takes. */
const FORWARD = [1, 1, 2.5, 1, 1, 1, 2.5];
const BACKWARD = FORWARD.toReversed();
const MODULES = 10;
/** Inches across. Programs that fit a sheet to the page shrink it, and a picture without a resolution is only guessed. */
const ACROSS = { least: 0.6, most: 0.92 };
const LENGTH = 0.75;
/** How far a bar may be from its width, in narrow bars. */
const TOLERANCE = 0.6;
/** Bars may run askew by so much, as a slope: five degrees. */
const SLOPE = 0.09;
/** White before and behind the bars, in narrow bars: nothing that goes on is a patch code. */
const QUIET = 2;
const LEAST_CONTRAST = 60;
/** Every second line of pixels is looked at, and of those along the bars so many must show them. */
const STEP = 2;
const SEEN_SHARE = 0.8;

type Hit = { readonly at: number; readonly backward: boolean };
type Track = { readonly first: number; last: number; at: number; seen: number; readonly backward: boolean };
type Lines = { readonly count: number; readonly length: number; readonly step: number; readonly next: number };

/**
 * Whether the page bears the bars of Patch Code T, upright, upside down or sideways. Upside down they are those of Patch 3, which other
 * programs divide stacks by as well: read without the sheet's edges the two are the same.
 */
export function hasPatchT(page: SmallPage): boolean {
  const paper = greyAt(page.pixels, 0.5);
  const ink = greyAt(page.pixels, 0.003);
  if (paper - ink < LEAST_CONTRAST) return false;
  const dark = (paper + ink) / 2;
  const rows: Lines = { count: page.height, length: page.width, step: 1, next: page.width };
  const columns: Lines = { count: page.width, length: page.height, step: page.width, next: 1 };
  return [rows, columns].some((lines) => barsAcross(page, lines, dark));
}

function barsAcross({ pixels, dpi }: SmallPage, lines: Lines, dark: number): boolean {
  let tracks: Track[] = [];
  for (let line = 0; line < lines.count; line += STEP) {
    for (const hit of hitsOf(runsOf(pixels, line * lines.next, lines, dark), dpi)) {
      const track = tracks.find(
        ({ at, last, backward }) => backward === hit.backward && Math.abs(hit.at - at) <= (line - last) * SLOPE + 2,
      );
      if (track === undefined) tracks.push({ first: line, last: line, at: hit.at, seen: 1, backward: hit.backward });
      else Object.assign(track, { last: line, at: hit.at, seen: track.seen + 1 });
    }
    if (tracks.some((track) => isLong(track, dpi))) return true;
    // A track that was not seen for a millimetre or two has ended.
    tracks = tracks.filter(({ last }) => line - last < dpi / 12);
  }
  return false;
}

function isLong({ first, last, seen }: Track, dpi: number): boolean {
  return last - first >= LENGTH * dpi && seen * STEP >= (last - first) * SEEN_SHARE;
}

/** Lengths of what is light and dark in turn along a line of pixels, light first; a single pixel of another colour is grain. */
function runsOf(pixels: Uint8Array, start: number, { length, step }: Lines, dark: number): number[] {
  const runs = [0];
  let isDark = false;
  for (let index = 0, at = start; index < length; index += 1, at += step) {
    const value = (pixels[at] ?? 255) < dark;
    const another = value !== isDark && (pixels[at + step] ?? 255) < dark === value;
    if (another) {
      runs.push(0);
      isDark = value;
    }
    runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
  }
  return runs;
}

function hitsOf(runs: readonly number[], dpi: number): Hit[] {
  const hits: Hit[] = [];
  let at = runs[0] ?? 0;
  for (let index = 1; index + FORWARD.length <= runs.length; index += 2) {
    const bars = runs.slice(index, index + FORWARD.length);
    const across = bars.reduce((sum, run) => sum + run, 0);
    const narrow = across / MODULES;
    const alone = (runs[index - 1] ?? 0) >= narrow * QUIET && (runs[index + FORWARD.length] ?? 0) >= narrow * QUIET;
    if (alone && across >= ACROSS.least * dpi && across <= ACROSS.most * dpi) {
      if (fits(bars, FORWARD, narrow)) hits.push({ at, backward: false });
      else if (fits(bars, BACKWARD, narrow)) hits.push({ at, backward: true });
    }
    at += (runs[index] ?? 0) + (runs[index + 1] ?? 0);
  }
  return hits;
}

function fits(bars: readonly number[], form: readonly number[], narrow: number): boolean {
  return bars.every((run, index) => Math.abs(run / narrow - (form[index] ?? 0)) <= TOLERANCE);
}
