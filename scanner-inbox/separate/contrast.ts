// How much darker than the paper around it each pixel of a page is, so that tinted paper, soft shadows and lamps that fade are no ink.
import { greyAt, type SmallPage } from "./small-page.ts";

const BLOCK_MM = 8;
/** Paper is lighter than most of what is on it, and no lighter than grain makes it. */
const PAPER_SHARE = 0.7;

/** What differs by more from the paper is no grain. */
const GRAIN = 40;

export type Contrast = {
  /** 0 as light as the paper, or lighter, to 255. */
  readonly pixels: Uint8Array;
  /** Typical distance of the paper's grain from its mean. */
  readonly grain: number;
  /** The grey of the paper in most places, and the darkest of its places away from the edges. */
  readonly paper: number;
  readonly darkest: number;
};

type Between = { readonly lower: number; readonly upper: number; readonly share: number };
type Blocks = { readonly size: number; readonly across: number; readonly down: number; readonly greys: readonly number[] };

/** Measures a page against its own paper. `edgeMm` from the edges the paper may be as dark as it likes. */
export function contrastOf(page: SmallPage, edgeMm: number): Contrast {
  const blocks = blocksOf(page);
  const pixels = new Uint8Array(page.pixels.length);
  const papers = new Float32Array(page.width);
  const across = Array.from({ length: page.width }, (_, x) => between(x / blocks.size - 0.5, blocks.across));
  let [sum, count] = [0, 0];
  for (let y = 0, at = 0; y < page.height; y += 1) {
    paperOfRow(blocks, y, across, papers);
    for (let x = 0; x < page.width; x += 1, at += 1) {
      const darker = (papers[x] ?? 255) - (page.pixels[at] ?? 255);
      pixels[at] = darker > 0 ? darker : 0;
      if (darker >= GRAIN || darker <= -GRAIN) continue;
      sum += darker * darker;
      count += 1;
    }
  }
  const edge = Math.ceil((edgeMm * page.perMm) / blocks.size);
  const inside = blocks.greys.filter((_, index) => isInside(blocks, index, edge));
  return {
    pixels,
    grain: Math.sqrt(sum / Math.max(1, count)),
    paper: blocks.greys.toSorted((one, other) => one - other)[Math.floor(blocks.greys.length / 2)] ?? 255,
    darkest: Math.min(255, ...inside),
  };
}

function isInside({ across, down }: Blocks, index: number, edge: number): boolean {
  const [x, y] = [index % across, Math.floor(index / across)];
  return x >= edge && y >= edge && x < across - edge && y < down - edge;
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
  for (const [x, column] of columns.entries())
    papers[x] = (row[column.lower] ?? 255) * (1 - column.share) + (row[column.upper] ?? 255) * column.share;
}

function between(place: number, count: number): Between {
  const held = Math.min(count - 1, Math.max(0, place));
  const lower = Math.floor(held);
  return { lower, upper: Math.min(count - 1, lower + 1), share: held - lower };
}
