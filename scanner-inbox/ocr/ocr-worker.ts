// The thread that reads pages of pictures for `openOcrPool`: one page in, its text out. Keeps the engine and the file it had last. Where the native
// engine fails the own one reads the page.
import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { z } from "../../shared/base/zod.ts";
import { keepRaster } from "../raster/kept-raster.ts";
import { defaultRasterLimits, type RasterFormat } from "../raster/raster.ts";
import { ReadError, type ReadFailure, type ReadPage } from "../read/reading.ts";
import type { StartedProcess, ThreadReply } from "../read/thread-pool.ts";
import type { Trial } from "./engine-choice.ts";
import { openEngine, type Engine, type SeenPage } from "./engine.ts";
import { nativeEngine, type NativeRun } from "./native-tesseract.ts";
import { recognisePage } from "./recognise-page.ts";

export type OcrRequest = {
  readonly path: string;
  readonly format: RasterFormat;
  readonly number: number;
  readonly dpi: number;
  /** The native engine reads; with `trial` both do, and the own one's words count. */
  readonly native?: NativeRun & { readonly trial: boolean };
};
/** Beside the page what a trial showed, and whether the native engine failed on it. */
export type OcrReply = ReadPage & { readonly trial?: Trial; readonly nativeFailed?: true };

const limitsSchema = z.object({ drawnPixels: z.number().positive() });
export type OcrThreadLimits = z.infer<typeof limitsSchema>;
const toldSchema = limitsSchema.extend({ startedProcess: z.instanceof(Int32Array) });

const port = must(parentPort, "this file is only run as a worker thread");
const { drawnPixels, startedProcess }: OcrThreadLimits & StartedProcess = toldSchema.parse(workerData);
const rasterOf = keepRaster({ ...defaultRasterLimits, drawnPixels });
const byNative = (run: NativeRun): Engine =>
  nativeEngine(run, (processId) => {
    Atomics.store(startedProcess, 0, processId);
    Atomics.notify(startedProcess, 0);
  });
let own: Promise<Engine> | null = null;
const ownEngine = (): Promise<Engine> => (own ??= openEngine());

port.on("message", ({ id, ...request }: OcrRequest & { readonly id: number }) => {
  void pageOf(request).then((result) => port.postMessage({ id, result, held: heldBytes() } satisfies ThreadReply<OcrReply>));
});

/** What this thread goes on holding: its own heap, and the memories of engine and decoders, which grow and never shrink. */
function heldBytes(): number {
  const { heapTotal, external } = process.memoryUsage();
  return heapTotal + external;
}

async function pageOf({ path, format, number, dpi, native }: OcrRequest): Promise<Result<OcrReply, ReadFailure>> {
  try {
    const raster = await rasterOf(path, format);
    const drawn = async () => raster.page(number, dpi);
    if (native === undefined) return ok(await recognisePage(await ownEngine(), await drawn(), number));
    if (native.trial) return ok(await byBoth(native, number, drawn));
    try {
      return ok(await recognisePage(byNative(native), await drawn(), number));
    } catch {
      return ok({ ...(await recognisePage(await ownEngine(), await drawn(), number)), nativeFailed: true });
    }
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "not-readable", detail: error instanceof Error ? error.name : "unknown error" });
  }
}

/** The page as the own engine reads it, with what both took for the long part. */
async function byBoth(native: NativeRun, number: number, drawn: () => Promise<Parameters<Engine["see"]>[0]>): Promise<OcrReply> {
  const [engine, other] = [await ownEngine(), byNative(native)];
  let trial: Trial | undefined;
  const both: Engine = {
    see: async (page, options) => {
      if (options?.letGo !== true) return engine.see(page, options);
      const started = performance.now();
      const seen = await Promise.resolve(other.see(page)).catch(() => undefined);
      const between = performance.now();
      const mine = await engine.see(page, options);
      const ownMs = performance.now() - between;
      if (seen !== undefined) trial = { ownMs, nativeMs: between - started, ownLetters: lettersOf(mine), nativeLetters: lettersOf(seen) };
      return mine;
    },
  };
  const page = await recognisePage(both, await drawn(), number);
  return trial === undefined ? { ...page, nativeFailed: true } : { ...page, trial };
}

function lettersOf({ words }: SeenPage): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}
