// What a raster is and where its bounds lie; how each format is drawn stands in the files beside this one.
import { ReadError } from "../read/reading.ts";
import type { GrayPage } from "./gray-page.ts";

export type RasterFormat = "pdf" | "tiff" | "jpeg" | "png";

export type RasterLimits = {
  /** Most pixels of one page, as it lies in the file and as it is drawn. */
  readonly pixels: number;
  /** Most pixels of a page as it is handed out, where memory is short: what would have more comes coarser. */
  readonly drawnPixels?: number;
  readonly pages: number;
  /** From opening to the last page; looked at between pages, so whoever opens a raster does it on a thread that can be ended. */
  readonly milliseconds: number;
};

/** 60 million are A3 at 600 dpi, as many as a scanner makes of one sheet. */
export const defaultRasterLimits: RasterLimits = { pixels: 72_000_000, pages: 2000, milliseconds: 30 * 60_000 };

/** An open file whose pages can be drawn one by one, in any order. */
export type Raster = {
  readonly pageCount: number;
  /** Page `number`, from 1, at `dpi`, or coarser where it is so in the file or would be too large. Rejects with a ReadError. */
  page(number: number, dpi: number): Promise<GrayPage>;
  /** Gives the memory back; no page can be drawn after it. */
  close(): void;
};

/** Refuses a picture that says it is larger than the bounds, before a byte of it is unpacked. */
export function withinPixels(width: number, height: number, limits: RasterLimits): void {
  if (!(width > 0) || !(height > 0)) throw new ReadError("picture-damaged", "a page without a size");
  if (width * height > limits.pixels) throw new ReadError("too-large", `${width} × ${height} pixels`);
}
