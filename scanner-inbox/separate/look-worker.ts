// The thread that looks at pages for `openLooks`: one page in, what it looks like out. Keeps the code reader and the file it had last.
import { parentPort } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { keepRaster } from "../raster/kept-raster.ts";
import type { RasterFormat } from "../raster/raster.ts";
import { ReadError, type ReadFailure } from "../read/reading.ts";
import type { ThreadReply } from "../read/thread-pool.ts";
import { LOOK_DPI, lookAtPage } from "./look-at-page.ts";
import type { PageLook } from "./page-look.ts";
import { openCodeReader, type CodeReader } from "./read-codes.ts";

export type LookRequest = { readonly path: string; readonly format: RasterFormat; readonly number: number };

const port = must(parentPort, "this file is only run as a worker thread");
const rasterOf = keepRaster();
let codes: Promise<CodeReader> | null = null;

port.on("message", ({ id, ...request }: LookRequest & { readonly id: number }) => {
  void lookAt(request).then((result) => port.postMessage({ id, result } satisfies ThreadReply<PageLook>));
});

async function lookAt({ path, format, number }: LookRequest): Promise<Result<PageLook, ReadFailure>> {
  try {
    codes ??= openCodeReader();
    const raster = await rasterOf(path, format);
    return ok(await lookAtPage(await raster.page(number, LOOK_DPI), number, await codes));
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "not-readable", detail: error instanceof Error ? error.name : "unknown error" });
  }
}
