// Text of the pages that are only pictures, read on threads sized to the machine. Pages with text are never read again.
import type { RasterFormat } from "../raster/raster.ts";
import type { ReadPage, ReadProblem, Reading } from "../read/reading.ts";
import { openThreadPool } from "../read/thread-pool.ts";
import type { EngineChoice } from "./engine-choice.ts";
import { nativeEnvironment } from "./native-tesseract.ts";
import { roomOfThisMachine, type OcrRoom } from "./ocr-room.ts";
import type { OcrReply, OcrRequest, OcrThreadLimits } from "./ocr-worker.ts";

export type OcrPool = {
  /** The reading with the text of its pictured pages; what could not be read is among its problems. Never rejects but by the signal. */
  recognise(path: string, reading: Reading, options?: RecogniseOptions): Promise<Reading>;
  /** Ends the threads; pages under way become problems. */
  close(): Promise<void>;
};

export type RecogniseOptions = {
  /** Told before each page: the how-manieth of how many. */
  readonly onPage?: (page: number, of: number) => void;
  readonly signal?: AbortSignal;
  /** A person wants no more pages of this file: ends at once, and the reading has what was recognised so far. */
  readonly stopped?: AbortSignal;
  /** Pages of this very file that were recognised before, and who is told of each one that is recognised now. */
  readonly kept?: { readonly pages: ReadonlyMap<number, ReadPage>; readonly keep: (page: ReadPage) => Promise<void> };
  /** Only these pages; all where it is left out. */
  readonly pages?: readonly number[];
};

export type OcrPoolOptions = {
  /** URL of the worker: the bundled file of a packed program, or left out to run the TypeScript source beside this file. */
  readonly workerUrl?: URL;
  /** Memory and threads it may take; what this machine affords where it is left out. */
  readonly room?: OcrRoom;
  /** No more threads than these, whatever the room. */
  readonly threads?: number;
  readonly pageMilliseconds?: number;
  /** Whether the native engine of this machine reads; never where it is left out. */
  readonly choice?: EngineChoice;
};

/** Most pages of one file: what is longer is no invoice, and is read where it is filed. */
export const MOST_OCR_PAGES = 50;
/** Larger files are held by one thread only: each thread has a copy of its own. */
const SHARED_BYTES = 48 * 1024 * 1024;
const DPI = 300;
/** A scanner's stamp or a page number alone is not a text. */
const TEXT_LETTERS = 25;

/** Opens a pool whose threads start with the first page and end after a minute without one. */
export function openOcrPool(options: OcrPoolOptions = {}): OcrPool {
  const { room = roomOfThisMachine(), pageMilliseconds = 60_000 } = options;
  const threads = Math.min(room.threads, options.threads ?? room.threads);
  const workerUrl = options.workerUrl ?? new URL("./ocr-worker.ts", import.meta.url);
  const limits: OcrThreadLimits = { drawnPixels: room.pagePixels };
  const pool = openThreadPool<OcrRequest, OcrReply>({
    workerUrl,
    threads,
    memoryMegabytes: 512,
    youngMegabytes: 8,
    idleMs: 60_000,
    mostHeld: room.heldBytes,
    workerData: limits,
  });

  /** The page, a problem, or null where it was called off. */
  async function page(asked: OcrRequest, stopped: AbortSignal | undefined): Promise<ReadPage | ReadProblem | null> {
    const native = await options.choice?.next();
    // A little less than the thread has, so that it is the process that ends and not the thread with a process left behind.
    const run = { environment: nativeEnvironment(), milliseconds: pageMilliseconds * 0.4 };
    const request = native === undefined ? asked : { ...asked, native: { ...native, ...run } };
    let result = await pool.run(request, pageMilliseconds, stopped);
    // A thread may die of its memory rather than of this page: once more, on a new one.
    if (!result.ok && result.error.code === "reader-crashed") result = await pool.run(request, pageMilliseconds, stopped);
    if (result.ok) {
      const { trial, nativeFailed, ...found } = result.value;
      if (trial !== undefined) await options.choice?.tried(trial);
      if (nativeFailed === true) options.choice?.failed();
      return found;
    }
    if (stopped?.aborted === true) return null;
    return { code: "page-unreadable", detail: `page ${request.number}: ${result.error.code}` };
  }

  return {
    async recognise(path, reading, { onPage, signal, stopped, kept, pages: asked } = {}) {
      const { format } = reading;
      const wanted = picturedPages(reading).filter((number) => asked?.includes(number) ?? true);
      if (wanted.length === 0 || !isRasterFormat(format)) return reading;
      const queue = wanted.slice(0, MOST_OCR_PAGES);
      const total = queue.length;
      const pages = new Map(reading.pages.map((one) => [one.number, one]));
      const problems = [...reading.problems];
      let left = wanted.length - total;
      // A file takes one page after the other from its own queue, so that what waits in the pool is at most a page a thread and file.
      const lane = async (): Promise<void> => {
        for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
          signal?.throwIfAborted();
          const before = kept?.pages.get(number);
          if (before === undefined && stopped?.aborted !== true) onPage?.(total - queue.length, total);
          const found = before ?? (await page({ path, format, number, dpi: DPI }, stopped));
          if (found === null) left += 1;
          else if ("code" in found) problems.push(found);
          else {
            pages.set(number, found);
            if (!kept?.pages.has(number)) await kept?.keep(found);
          }
        }
      };
      await Promise.all(Array.from({ length: reading.byteLength > SHARED_BYTES ? 1 : threads }, lane));
      // Whoever stops closes the pool next, and what that made of the last page is no reading.
      signal?.throwIfAborted();
      if (left > 0) problems.push({ code: "pages-not-recognised", detail: `${wanted.length - left} of ${wanted.length}` });
      return { ...reading, pages: [...pages.values()].sort((left, right) => left.number - right.number), problems };
    },
    close: () => pool.close(),
  };
}

/** Numbers of the pages that are only pictures; none of a file whose data says everything. */
export function picturedPages(reading: Reading): number[] {
  if (!isRasterFormat(reading.format) || reading.invoice !== null) return [];
  const withText = new Set(reading.pages.filter((page) => lettersOf(page) >= TEXT_LETTERS).map(({ number }) => number));
  return Array.from({ length: reading.pageCount }, (_, index) => index + 1).filter((number) => !withText.has(number));
}

function isRasterFormat(format: Reading["format"]): format is RasterFormat {
  return format === "pdf" || format === "tiff" || format === "jpeg" || format === "png";
}

function lettersOf({ lines }: ReadPage): number {
  return lines.flatMap(({ cells }) => cells).reduce((sum, { text }) => sum + text.replace(/[^\p{L}\d]/gu, "").length, 0);
}
