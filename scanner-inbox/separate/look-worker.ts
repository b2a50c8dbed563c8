// The thread that looks at pages for `openLooks`: one page in, what it looks like or its picture out. Keeps the code reader and the file it had
// last.
import { parentPort } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { pagePlace } from "../../shared/domain/page-pictures.ts";
import { contactSheet } from "../raster/contact-sheet.ts";
import type { GrayPage } from "../raster/gray-page.ts";
import { grayPng } from "../raster/gray-png.ts";
import { keepRaster } from "../raster/kept-raster.ts";
import type { Raster, RasterFormat } from "../raster/raster.ts";
import { ReadError, type ReadFailure } from "../read/reading.ts";
import type { ThreadReply } from "../read/thread-pool.ts";
import { LOOK_DPI, lookAtPage } from "./look-at-page.ts";
import type { PageLook } from "./page-look.ts";
import { openCodeReader, type CodeReader } from "./read-codes.ts";

export type LookRequest = { readonly path: string; readonly format: RasterFormat } & Wanted;
type Wanted =
  | { readonly number: number }
  /** A PNG of the page, so many pixels wide. */
  | { readonly number: number; readonly pictureWidth: number }
  /** A PNG of all these pages, each small: at most as many as one picture holds. */
  | { readonly smallPages: readonly number[] };
/** A PNG where a picture was asked for, else a look. */
export type LookReply = PageLook | Uint8Array;

const port = must(parentPort, "this file is only run as a worker thread");
const rasterOf = keepRaster();
let codes: Promise<CodeReader> | null = null;

port.on("message", ({ id, ...request }: LookRequest & { readonly id: number }) => {
  void lookAt(request).then((result) => port.postMessage({ id, result } satisfies ThreadReply<LookReply>));
});

async function lookAt(request: LookRequest): Promise<Result<LookReply, ReadFailure>> {
  try {
    const raster = await rasterOf(request.path, request.format);
    if ("smallPages" in request) return ok(await sheetOf(raster, request.smallPages));
    const { number } = request;
    if ("pictureWidth" in request) return ok(grayPng(await raster.page(number, dpiOfPicture(request.pictureWidth)), request.pictureWidth));
    codes ??= openCodeReader();
    return ok(await lookAtPage(await raster.page(number, LOOK_DPI), number, await codes));
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "not-readable", detail: error instanceof Error ? error.name : "unknown error" });
  }
}

async function sheetOf(raster: Raster, numbers: readonly number[]): Promise<Uint8Array> {
  const pages: (GrayPage | null)[] = [];
  // One page that cannot be drawn leaves its place empty: the others are there all the same.
  for (const number of numbers) pages.push(await raster.page(number, dpiOfPicture(pagePlace.width)).catch(() => null));
  const sheet = contactSheet(pages);
  return grayPng(sheet, sheet.width);
}

/** Twice as fine as an A4 page needs, so that what is made narrower does not look ragged. */
function dpiOfPicture(width: number): number {
  return Math.max(72, Math.min(LOOK_DPI, Math.round((2 * width) / 8.27)));
}
