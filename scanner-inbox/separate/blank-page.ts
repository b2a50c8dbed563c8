// Whether anybody wrote on a page. A page is called blank only where every mark on it is known to be none: a page too many is no loss.
import { contrastOf } from "./contrast.ts";
import { marksOf, type Mark } from "./marks.ts";
import type { SmallPage } from "./small-page.ts";

/** What shines through from the other side is paler than this; so is the grain of the paper, times some. */
const LEAST_CONTRAST = 40;
const GRAIN_TIMES = 5;
/** Somewhere a mark is darker than that; a single pixel of black at 200 dpi is not. */
const PEAK_TIMES = 1.75;
/** On paper so dark nobody can say what is written. */
const DARK_PAPER = 100;

/** Millimetres. Letters of seven points are 1.8 high, and their dots and commas say nothing alone. */
const SPECK = 1.1;
const BLOT = 1.8;
/** So many specks within a square of so many millimetres, and so many times as many as elsewhere, are broken letters. */
const CLUSTER = { specks: 8, times: 4, mm: 12 };
/** A sheet that lay askew shows the scanner's lid in triangles of this depth; torn corners and rollers do likewise. */
const EDGE_MM = 16;
/** Holes are 5.5 to 6 wide, their middles 12 from the edge and 80 apart, or 80 thrice (ISO 838). */
const HOLE = { least: 3.5, most: 8, fromEdge: 18, places: [40, 120], aside: 10 };
const STAPLE = { least: 5, most: 17, thick: 1.5, fromCorner: 32 };
/** Dust on the glass draws a line over the whole of each sheet that passes it. */
const STREAK = { thick: 1.2, share: 0.95 };

type Size = { readonly width: number; readonly height: number };

/** Whether the page is blank, and the share of it that is dark, 0 to 1. */
export function blankness(page: SmallPage): { readonly blank: boolean; readonly ink: number } {
  const { pixels, grain, paper } = contrastOf(page);
  const least = Math.max(LEAST_CONTRAST, grain * GRAIN_TIMES);
  const size: Size = { width: page.width / page.perMm, height: page.height / page.perMm };
  const marks = marksOf(page, pixels, least, least * PEAK_TIMES).filter((mark) => !isEdge(mark));
  const written = marks.some((mark) => !isSpeck(mark) && !isOfPaper(mark, size)) || clustered(marks.filter(isSpeck), size);
  const dark = marks.reduce((sum, { area }) => sum + area, 0) * page.perMm ** 2;
  return { blank: !written && paper >= DARK_PAPER, ink: Math.min(1, dark / Math.max(1, page.width * page.height)) };
}

function isSpeck({ width, height, area }: Mark): boolean {
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  // A blot is full and round, a figure is neither.
  return longer < SPECK || (longer <= BLOT && longer <= shorter * 1.4 && area >= width * height * 0.7);
}

function isEdge({ nearEdge, farEdge }: Mark): boolean {
  return nearEdge <= 1 && farEdge <= EDGE_MM;
}

/** Made by punch, stapler or scanner. */
function isOfPaper(mark: Mark, size: Size): boolean {
  return isHole(mark, size) || isStaple(mark, size) || isStreak(mark, size);
}

/** A disc near any edge, or the crescent that its shadow leaves where a file's holes are, by the longer sides. */
function isHole({ left, top, width, height, area }: Mark, size: Size): boolean {
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  if (longer < HOLE.least || longer > HOLE.most) return false;
  const [x, y] = [left + width / 2, top + height / 2];
  const [fromSide, fromEnd] = [Math.min(x, size.width - x), Math.min(y, size.height - y)];
  const isDisc = shorter >= longer * 0.8 && area >= width * height * 0.6;
  if (isDisc) return Math.min(fromSide, fromEnd) <= HOLE.fromEdge;
  const upright = size.height >= size.width;
  const [fromLong, along] = upright ? [fromSide, Math.abs(y - size.height / 2)] : [fromEnd, Math.abs(x - size.width / 2)];
  return fromLong <= HOLE.fromEdge && HOLE.places.some((place) => Math.abs(along - place) <= HOLE.aside);
}

function isStaple({ left, top, width, height, long, thick }: Mark, size: Size): boolean {
  const [x, y] = [left + width / 2, top + height / 2];
  const fromCorner = Math.hypot(Math.min(x, size.width - x), Math.min(y, size.height - y));
  return long >= STAPLE.least && long <= STAPLE.most && thick <= STAPLE.thick && fromCorner <= STAPLE.fromCorner;
}

function isStreak({ width, height }: Mark, size: Size): boolean {
  const along = height >= width ? height / size.height : width / size.width;
  return along >= STREAK.share && Math.min(width, height) <= STREAK.thick;
}

function clustered(specks: readonly Mark[], { width, height }: Size): boolean {
  const cells = new Map<string, number>();
  for (const { left, top } of specks) {
    const cell = `${Math.floor(left / CLUSTER.mm)} ${Math.floor(top / CLUSTER.mm)}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const elsewhere = specks.length / Math.max(1, (width / CLUSTER.mm) * (height / CLUSTER.mm));
  return Math.max(0, ...cells.values()) >= Math.max(CLUSTER.specks, elsewhere * CLUSTER.times);
}
