// One grey page to one page of text as the reader of files makes it, upright whichever way the sheet lay. Never corrects what was seen.
import { atDpi, freePixels, type GrayPage } from "../raster/gray-page.ts";
import type { ReadPage } from "../read/reading.ts";
import { linesOfRuns } from "../read/text-lines.ts";
import type { Engine, SeenPage } from "./engine.ts";
import { level } from "./level.ts";
import { turnedPage, type Turn } from "./turn-page.ts";

/** So many of the letters are in likely words where a page lies upright; upside down it is a third. */
const UPRIGHT = 0.65;
/** Another way up has to read so much better before a page is turned. */
const CLEARLY = 1.4;
/** Enough to tell the way up: a band as high as a paragraph, at a quarter of the pixels. */
const PROBE = { dpi: 150, inches: 1.6 };
const OTHER_TURNS: readonly Turn[] = [180, 90, 270];

/** What the engine reads on a page, in points and with the sheet's own skew taken out. The page is used up by it: its pixels are gone. */
export async function recognisePage(engine: Engine, page: GrayPage, number: number): Promise<ReadPage> {
  level(page);
  const turn = await uprightTurn(engine, page);
  const upright = turnedPage(page, turn);
  if (upright !== page) freePixels(page.pixels);
  const seen = await engine.see(upright, { letGo: true });
  const points = 72 / page.dpi;
  const lines = linesOfRuns(
    seen.words.map(({ text, x, base, width, size, confidence }) => ({
      text,
      x: x * points,
      top: (base - seen.slope * x) * points,
      width: width * points,
      size: size * points,
      confidence,
    })),
  );
  return {
    number,
    width: upright.width * points,
    height: upright.height * points,
    lines,
    recognised: { turn, confidence: Math.round(meanConfidence(seen) * 100) / 100, slope: Math.round(seen.slope * 100_000) / 100_000 },
  };
}

/** Reading a whole page the wrong way up takes six times as long as the right way, so a band of it is asked first. */
async function uprightTurn(engine: Engine, page: GrayPage): Promise<Turn> {
  const probe = fullestBand(atDpi({ ...page, dpiAcross: page.dpi, dpiDown: page.dpi }, PROBE.dpi));
  const first = await engine.see(probe);
  const score = scoreOf(first);
  if (score >= UPRIGHT * lettersOf(first.words)) return 0;
  let best: { readonly turn: Turn; readonly score: number } = { turn: 0, score: score * CLEARLY };
  for (const turn of OTHER_TURNS) {
    const other = scoreOf(await engine.see(turnedPage(probe, turn)));
    if (other > best.score) best = { turn, score: other * CLEARLY };
  }
  return best.turn;
}

/** The band with the most letters in it: rows that are mostly dark are pictures or edges and do not count. */
function fullestBand(page: GrayPage): GrayPage {
  const { width, height, pixels, dpi } = page;
  const rows = Math.min(height, Math.round(PROBE.inches * dpi));
  const ink = Array.from({ length: height }, (_, y) => {
    const dark = pixels.subarray(y * width, (y + 1) * width).reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
    return dark > width / 2 ? 0 : dark;
  });
  let sum = ink.slice(0, rows).reduce((total, dark) => total + dark, 0);
  let best = { start: 0, sum };
  for (let start = 1; start + rows <= height; start += 1) {
    sum += (ink[start + rows - 1] ?? 0) - (ink[start - 1] ?? 0);
    if (sum > best.sum) best = { start, sum };
  }
  return { width, height: rows, pixels: pixels.subarray(best.start * width, (best.start + rows) * width), dpi };
}

/** Letters in words that are likely words and run along the page: the engine reads some that run up or down it, too. */
function scoreOf({ words }: SeenPage): number {
  return lettersOf(words.filter(({ text, width, size, confidence }) => confidence > 0.6 && width > size * text.length * 0.2));
}

function lettersOf(words: SeenPage["words"]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}

function meanConfidence({ words }: SeenPage): number {
  const letters = lettersOf(words);
  return letters === 0 ? 0 : words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters;
}
