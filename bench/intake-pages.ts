// One measured process: pages with text are read, and drawn pages are looked through for codes, for bars and for anything at all.
import { openCodeReader } from "../scanner-inbox/separate/read-codes.ts";
import { blankness } from "../scanner-inbox/separate/blank-page.ts";
import { hasPatchT } from "../scanner-inbox/separate/patch-bars.ts";
import { LOOK_DPI } from "../scanner-inbox/separate/look-at-page.ts";
import { smallPage } from "../scanner-inbox/separate/small-page.ts";
import { layouts } from "../scanner-inbox/propose/layouts-for-tests.ts";
import { openRaster } from "../scanner-inbox/raster/open-raster.ts";
import { loadPdfjs } from "../scanner-inbox/read/load-pdfjs.ts";
import { drawPdf } from "../scanner-inbox/read/pdf-for-tests.ts";
import { readPdf } from "../scanner-inbox/read/read-pdf.ts";
import { defaultReadLimits } from "../scanner-inbox/read/reading.ts";
import { median } from "./figure.ts";
import { forgetPeak, measuredNow } from "./child.ts";

const rounds = Number(process.argv[2] ?? "24");
const drawn = layouts.flatMap(({ pages }) => pages);
const pdf = await drawPdf({ pages: Array.from({ length: 3 }, () => drawn).flat() });
const pageCount = drawn.length * 3;

/** Milliseconds that one of `of` things takes. */
async function each(of: number, work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / of;
}

/** The least there is: the runs of text of every page, and nothing made of them. */
async function plainText(): Promise<void> {
  const pdfjs = await loadPdfjs();
  const task = pdfjs.getDocument({ data: new Uint8Array(pdf), verbosity: 0, disableFontFace: true });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number += 1) await (await document.getPage(number)).getTextContent();
  await task.destroy();
}

await plainText();
const codes = await openCodeReader();
const raster = await openRaster(pdf, "pdf");
const first = await raster.page(1, LOOK_DPI);
await codes(first);
forgetPeak();
const started = performance.now();
const took = {
  text: [] as number[],
  plain: [] as number[],
  draw: [] as number[],
  codes: [] as number[],
  bars: [] as number[],
  blank: [] as number[],
};
for (let round = 0; round < rounds; round += 1) {
  took.plain.push(await each(pageCount, plainText));
  took.text.push(await each(pageCount, () => readPdf(pdf, defaultReadLimits, () => false)));
  let page = first;
  took.draw.push(await each(1, async () => (page = await raster.page((round % pageCount) + 1, LOOK_DPI))));
  took.codes.push(await each(1, () => codes(page)));
  took.bars.push(await each(1, () => hasPatchT(smallPage(page))));
  took.blank.push(await each(1, () => blankness(smallPage(page))));
}
raster.close();
const { peakMegabytes } = measuredNow((performance.now() - started) / 1_000, rounds);
console.log(
  JSON.stringify({
    textMs: median(took.text),
    plainTextMs: median(took.plain),
    drawMs: median(took.draw),
    codesMs: median(took.codes),
    barsMs: median(took.bars),
    blankMs: median(took.blank),
    peakMegabytes,
  }),
);
