// How much darker than the paper around it each pixel of a page is, so that tinted paper, soft shadows and lamps that fade are no ink.
import { greyAt, type SmallPage } from "./small-page.ts";

const BLOCK_MM = 8;
/** Paper is lighter than most of what is on it, and no lighter than grain makes it. */
const PAPER_SHARE = 0.7;
/** Paper is nowhere darker than in most places by more than this; what is has something printed over it. */
const DARK_PLACE = 60;

const nowhere: Between = { lower: 0, upper: 0, share: 0 };
/** What differs by more from the paper is no grain. */
const GRAIN = 40;

export type Contrast = {
  /** 0 as light as the paper, or lighter, to 255. */
  readonly pixels: Uint8Array;
  /** Typical distance of the paper's grain from its mean. */
  readonly grain: number;
  /** The grey of the paper in most places. */
  readonly paper: number;
};

type Between = { readonly lower: number; readonly upper: number; readonly share: number };
type Blocks = { readonly size: number; readonly across: number; readonly down: number; readonly greys: readonly number[] };

/** Measures a page against its own paper. */
export function contrastOf(page: SmallPage): Contrast {
  const found = blocksOf(page);
  const paper = found.greys.toSorted((one, other) => one - other)[Math.floor(found.greys.length / 2)] ?? 255;
  const blocks = { ...found, greys: found.greys.map((grey) => Math.max(grey, paper - DARK_PLACE)) };
  const pixels = new Uint8Array(page.pixels.length);
  const papers = new Float32Array(page.width);
  const columns = Array.from({ length: page.width }, (_, x) => between(x / blocks.size - 0.5, blocks.across));
  let [sum, count] = [0, 0];
  for (let y = 0, at = 0; y < page.height; y += 1) {
    paperOfRow(blocks, y, columns, papers);
    for (let x = 0; x < page.width; x += 1, at += 1) {
      const darker = (papers[x] ?? 255) - (page.pixels[at] ?? 255);
      if (darker > 0) pixels[at] = darker;
      if (darker >= GRAIN || darker <= -GRAIN) continue;
      sum += darker * darker;
      count += 1;
    }
  }
  return { pixels, grain: Math.sqrt(sum / Math.max(1, count)), paper };
}

function blocksOf({ width, height, pixels, perMm }: SmallPage): Blocks {
  const size = Math.max(1, Math.round(BLOCK_MM * perMm));
  const [across, down] = [Math.ceil(width / size), Math.ceil(height / size)];
  const greys = Array.from({ length: across * down }, (_, index) => {
    const [left, top] = [(index % across) * size, Math.floor(index / across) * size];
    const [right, bottom] = [Math.min(width, left + size), Math.min(height, top + size)];
    const block = new Uint8Array((right - left) * (bottom - top));
    for (let y = top; y < bottom; y += 1) block.set(pixels.subarray(y * width + left, y * width + right), (y - top) * (right - left));
    return greyAt(block, PAPER_SHARE);
  });
  return { size, across, down, greys };
}

/** The paper's grey along a row, between the middles of the blocks around it; into `papers`, as there are many rows. */
function paperOfRow({ size, across, down, greys }: Blocks, y: number, columns: readonly Between[], papers: Float32Array): void {
  const { lower: upper, upper: lower, share } = between(y / size - 0.5, down);
  const row = Array.from(
    { length: across },
    (_, x) => (greys[upper * across + x] ?? 255) * (1 - share) + (greys[lower * across + x] ?? 255) * share,
  );
  for (let x = 0; x < papers.length; x += 1) {
    const { lower: left, upper: right, share: part } = columns[x] ?? nowhere;
    const grey = row[left] ?? 255;
    papers[x] = grey + ((row[right] ?? 255) - grey) * part;
  }
}

function between(place: number, count: number): Between {
  const held = Math.min(count - 1, Math.max(0, place));
  const lower = Math.floor(held);
  return { lower, upper: Math.min(count - 1, lower + 1), share: held - lower };
}
