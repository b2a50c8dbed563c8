// The thread that reads pages of pictures for `openOcrPool`: one page in, its text out. Keeps the engine and the file it had last.
import { readFile, stat } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { openRaster } from "../raster/open-raster.ts";
import type { Raster, RasterFormat } from "../raster/raster.ts";
import { defaultReadLimits, ReadError, type ReadFailure, type ReadPage } from "../read/reading.ts";
import type { ThreadReply } from "../read/thread-pool.ts";
import { openEngine, type Engine } from "./engine.ts";
import { recognisePage } from "./recognise-page.ts";

export type OcrRequest = { readonly path: string; readonly format: RasterFormat; readonly number: number; readonly dpi: number };

const port = must(parentPort, "this file is only run as a worker thread");
let engine: Promise<Engine> | null = null;
let last: { readonly path: string; readonly raster: Raster } | null = null;

port.on("message", ({ id, ...request }: OcrRequest & { readonly id: number }) => {
  void pageOf(request).then((result) => port.postMessage({ id, result } satisfies ThreadReply<ReadPage>));
});

async function pageOf({ path, format, number, dpi }: OcrRequest): Promise<Result<ReadPage, ReadFailure>> {
  try {
    engine ??= openEngine();
    const raster = last?.path === path ? last.raster : await opened(path, format);
    return ok(recognisePage(await engine, await raster.page(number, dpi), number));
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "not-readable", detail: error instanceof Error ? error.name : "unknown error" });
  }
}

async function opened(path: string, format: RasterFormat): Promise<Raster> {
  last?.raster.close();
  last = null;
  const { size } = await stat(path);
  if (size > defaultReadLimits.fileBytes) throw new ReadError("too-large", `${size} bytes`);
  const raster = await openRaster(await readFile(path), format);
  last = { path, raster };
  return raster;
}
