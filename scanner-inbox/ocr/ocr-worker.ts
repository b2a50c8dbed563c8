// The thread that reads pages of pictures for `openOcrPool`: one page in, its text out. Keeps the engine and the file it had last.
import { parentPort } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { keepRaster } from "../raster/kept-raster.ts";
import type { RasterFormat } from "../raster/raster.ts";
import { ReadError, type ReadFailure, type ReadPage } from "../read/reading.ts";
import type { ThreadReply } from "../read/thread-pool.ts";
import { openEngine, type Engine } from "./engine.ts";
import { recognisePage } from "./recognise-page.ts";

export type OcrRequest = { readonly path: string; readonly format: RasterFormat; readonly number: number; readonly dpi: number };

const port = must(parentPort, "this file is only run as a worker thread");
const rasterOf = keepRaster();
let engine: Promise<Engine> | null = null;

port.on("message", ({ id, ...request }: OcrRequest & { readonly id: number }) => {
  void pageOf(request).then((result) => port.postMessage({ id, result } satisfies ThreadReply<ReadPage>));
});

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
