// The file a thread draws pages of, kept open between requests, as they come page by page. Never holds more than one.
import { readFile, stat } from "node:fs/promises";
import { defaultReadLimits, ReadError } from "../read/reading.ts";
import { openRaster } from "./open-raster.ts";
import { defaultRasterLimits, type Raster, type RasterFormat, type RasterLimits } from "./raster.ts";

/** Opens files one after the other; the same path again is the same open file. Rejects with a ReadError, or as Node does where there is no file. */
export function keepRaster(limits: RasterLimits = defaultRasterLimits): (path: string, format: RasterFormat) => Promise<Raster> {
  let last: { readonly path: string; readonly raster: Raster } | null = null;
  return async (path, format) => {
    if (last?.path === path) return last.raster;
    last?.raster.close();
    last = null;
    const { size } = await stat(path);
    if (size > defaultReadLimits.fileBytes) throw new ReadError("too-large", `${size} bytes`);
    const raster = await openRaster(await readFile(path), format, limits);
    last = { path, raster };
    return raster;
  };
}
