// Tesseract with its German data in this thread: a grey page in, words with places out. No network, no cache, nothing kept between pages.
import { gunzipSync } from "node:zlib";
import { z } from "../../shared/base/zod.ts";
import { assetBytes } from "../raster/asset.ts";
import { freePixels, type GrayPage } from "../raster/gray-page.ts";
import { ReadError } from "../read/reading.ts";
import { middleOf, STROKE } from "./seen-words.ts";
import { openCore } from "./tesseract-core.mjs";

/** A word in pixels of its page: where it begins on its base line, how wide it is, how high its line's letters are. Confidence 0 to 1. */
export type SeenWord = {
  readonly text: string;
  readonly x: number;
  readonly base: number;
  readonly width: number;
  readonly size: number;
  readonly confidence: number;
};

export type SeenPage = {
  readonly words: readonly SeenWord[];
  /** How far lines fall a pixel to the right: a sheet that lay askew. */
  readonly slope: number;
};

export type Engine = {
  /** Reads a page. With `letGo` its pixels are given away: they are freed as soon as the engine has its own, which is before the long part. */
  readonly see: (page: GrayPage, options?: { readonly letGo?: boolean }) => SeenPage | Promise<SeenPage>;
};

const LSTM_ONLY = 1;
/** Find columns, tables and lines by itself; left unsaid, a page counts as one block and rows of tables are lost. */
const FIND_LAYOUT = "3";

const boxSchema = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const lineSchema = z.object({
  bbox: boxSchema,
  baseline: boxSchema,
  rowAttributes: z.object({ rowHeight: z.number() }),
  words: z.array(z.object({ bbox: boxSchema, text: z.string(), confidence: z.number() })),
});
const seenSchema = z.object({
  blocks: z.array(z.object({ paragraphs: z.array(z.object({ lines: z.array(lineSchema) })).optional() })).nullish(),
});

/** Starts the engine, which takes about a tenth of a second. Rejects where its data is not there. */
export async function openEngine(): Promise<Engine> {
  const wasmBinary = await assetBytes("tesseract.wasm", "tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm");
  const core = await openCore({ TesseractProgress: () => undefined, wasmBinary });
  const data = await assetBytes("deu.traineddata.gz", "@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz");
  core.FS.writeFile("deu.traineddata", gunzipSync(data));
  const api = new core.TessBaseAPI();
  if (api.Init(null, "deu", LSTM_ONLY) !== 0) throw new ReadError("reader-crashed", "the engine does not take its data");
  core.FS.unlink("deu.traineddata");
  api.SetVariable("tessedit_pageseg_mode", FIND_LAYOUT);
  return {
    see({ width, height, pixels, dpi }, { letGo = false } = {}) {
      const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
      const picture = new Uint8Array(head.byteLength + pixels.byteLength);
      picture.set(head);
      picture.set(pixels, head.byteLength);
      // A page is 9 MB: what lies about until the next garbage collection is most of a thread's memory.
      if (letGo) freePixels(pixels);
      core.FS.writeFile("/input", picture, { canOwn: true });
      api.SetVariable("user_defined_dpi", String(Math.round(dpi)));
      const taken = api.SetImageFile(1, 0) === 0;
      core.FS.unlink("/input");
      freePixels(picture);
      if (!taken || api.Recognize(null) !== 0) throw new ReadError("picture-damaged", "the engine does not take it");
      const seen = seenSchema.parse(JSON.parse(api.GetJSONText()));
      api.Clear();
      return wordsOf(seen);
    },
  };
}

function wordsOf({ blocks }: z.infer<typeof seenSchema>): SeenPage {
  const lines = (blocks ?? []).flatMap((block) => (block.paragraphs ?? []).flatMap((paragraph) => paragraph.lines));
  const words = lines.flatMap((line) =>
    line.words
      .filter(({ text }) => text.trim() !== "" && !STROKE.test(text.trim()))
      .map(({ text, bbox, confidence }) => ({
        text: text.trim(),
        x: bbox.x0,
        base: line.baseline.y0 + slopeOf(line) * (bbox.x0 - line.baseline.x0),
        width: bbox.x1 - bbox.x0,
        size: line.rowAttributes.rowHeight,
        confidence: Math.min(1, Math.max(0, confidence / 100)),
      })),
  );
  return { words, slope: middleOf(lines.filter(({ bbox, words: { length } }) => length > 2 && bbox.x1 - bbox.x0 > 200).map(slopeOf)) };
}

function slopeOf({ baseline: { x0, y0, x1, y1 } }: z.infer<typeof lineSchema>): number {
  return x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
}
