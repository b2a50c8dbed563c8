// The door to every page as a picture: PDF, TIFF, JPEG and PNG alike. Decoders are JavaScript and WebAssembly, the same on every system.
import { ReadError } from "../read/reading.ts";
import { withinMost } from "./gray-page.ts";
import { defaultRasterLimits, type Raster, type RasterFormat, type RasterLimits } from "./raster.ts";
import { openJpeg, openPng } from "./raster-picture.ts";
import { openPdf } from "./raster-pdf.ts";
import { openTiff } from "./raster-tiff.ts";

/** Opens a file for drawing. Works in the calling thread and holds the bytes until `close`. Rejects with a ReadError. */
export async function openRaster(bytes: Uint8Array, format: RasterFormat, limits: RasterLimits = defaultRasterLimits): Promise<Raster> {
  const end = performance.now() + limits.milliseconds;
  const raster = await told(() => opened(bytes, format, limits));
  if (raster.pageCount > limits.pages) {
    raster.close();
    throw new ReadError("too-large", `${raster.pageCount} pages`);
  }
  return {
    pageCount: raster.pageCount,
    page(number, dpi) {
      if (!Number.isInteger(number) || number < 1 || number > raster.pageCount) return Promise.reject(new RangeError(`no page ${number}`));
      return told(async () => {
        if (performance.now() > end) throw new ReadError("timed-out", `before page ${number}`);
        return withinMost(await raster.page(number, dpi), limits.drawnPixels ?? limits.pixels);
      });
    },
    close: () => raster.close(),
  };
}

function opened(bytes: Uint8Array, format: RasterFormat, limits: RasterLimits): Promise<Raster> | Raster {
  switch (format) {
    case "pdf":
      return openPdf(bytes, limits);
    case "tiff":
      return openTiff(bytes, limits);
    case "jpeg":
      return openJpeg(bytes, limits);
    case "png":
      return openPng(bytes, limits);
  }
}

/** Decoders throw what they like, a text even; out of this door comes one kind of error. */
async function told<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError("picture-damaged", error instanceof Error ? error.name : "unknown error");
  }
}
