// The thread that reads pages of pictures for `openOcrPool`: one page in, its text out. Keeps the engine and the file it had last.
import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { z } from "../../shared/base/zod.ts";
import { keepRaster } from "../raster/kept-raster.ts";
import { defaultRasterLimits, type RasterFormat } from "../raster/raster.ts";
import { ReadError, type ReadFailure, type ReadPage } from "../read/reading.ts";
import type { ThreadReply } from "../read/thread-pool.ts";
import { openEngine, type Engine } from "./engine.ts";
import { recognisePage } from "./recognise-page.ts";

export type OcrRequest = { readonly path: string; readonly format: RasterFormat; readonly number: number; readonly dpi: number };

const limitsSchema = z.object({ drawnPixels: z.number().positive() });
export type OcrThreadLimits = z.infer<typeof limitsSchema>;

const port = must(parentPort, "this file is only run as a worker thread");
const rasterOf = keepRaster({ ...defaultRasterLimits, ...limitsSchema.parse(workerData) });
let engine: Promise<Engine> | null = null;

port.on("message", ({ id, ...request }: OcrRequest & { readonly id: number }) => {
  void pageOf(request).then((result) => port.postMessage({ id, result, held: heldBytes() } satisfies ThreadReply<ReadPage>));
});

/** What this thread goes on holding: its own heap, and the memories of engine and decoders, which grow and never shrink. */
function heldBytes(): number {
  const { heapTotal, external } = process.memoryUsage();
  return heapTotal + external;
}

async function pageOf({ path, format, number, dpi }: OcrRequest): Promise<Result<ReadPage, ReadFailure>> {
  try {
    engine ??= openEngine();
    const raster = await rasterOf(path, format);
    return ok(recognisePage(await engine, await raster.page(number, dpi), number));
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "not-readable", detail: error instanceof Error ? error.name : "unknown error" });
  }
}
