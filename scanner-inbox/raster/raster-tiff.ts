// TIFF as scanners and fax machines write it: one directory a page, bits packed as G3, G4, LZW, Deflate, PackBits or JPEG.
import jpeg from "jpeg-js";
import utif, { type IFD } from "utif2";
import { ReadError } from "../read/reading.ts";
import { credibleDpi, drawnAt, freePixels, grayOf, type GrayPage } from "./gray-page.ts";
import { withinPixels, type Raster, type RasterLimits } from "./raster.ts";

/** Tags by their numbers in the TIFF 6 specification. */
const tag = {
  width: 256,
  height: 257,
  compression: 259,
  photometric: 262,
  strips: 273,
  rowsPerStrip: 278,
  stripBytes: 279,
  acrossDpi: 282,
  downDpi: 283,
  unit: 296,
  jpegTables: 347,
} as const;
const JPEG = 7;
const RGB = 2;

/** None, G3 in two forms, G4, LZW, old and new JPEG, Deflate in two writings, PackBits. What utif does not know it leaves black. */
const readable: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 32_946, 32_773];
const CM_INCHES = 2.54;

/** Opens a TIFF. Throws a ReadError where it has no page or one is too large. */
export function openTiff(bytes: Uint8Array, limits: RasterLimits): Raster {
  const { buffer } = new Uint8Array(bytes);
  const pages = utif.decode(buffer);
  if (pages.length === 0) throw new ReadError("picture-damaged", "a TIFF without a page");
  let open = true;
  return {
    pageCount: pages.length,
    page(number, dpi) {
      const page = pages[number - 1];
      if (!open || page === undefined) throw new ReadError("not-readable", "the file is closed");
      return Promise.resolve(drawn(buffer, page, dpi, limits));
    },
    close() {
      open = false;
      pages.splice(0);
    },
  };
}

function drawn(buffer: ArrayBuffer, kept: IFD, dpi: number, limits: RasterLimits): GrayPage {
  const compression = numberOf(kept, tag.compression) ?? 1;
  if (!readable.includes(compression)) throw new ReadError("picture-damaged", `compression ${compression} is not known`);
  withinPixels(numberOf(kept, tag.width) ?? 0, numberOf(kept, tag.height) ?? 0, limits);
  const strips = compression === JPEG ? numbersOf(kept, tag.strips) : [];
  const { width, height, pixels } = strips.length > 0 ? fromJpegStrips(buffer, kept, strips) : fromBits(buffer, kept);
  const inch = numberOf(kept, tag.unit) === 3 ? CM_INCHES : 1;
  const across = numberOf(kept, tag.acrossDpi);
  const dpiAcross = credibleDpi(across === undefined ? undefined : across * inch, width);
  const down = numberOf(kept, tag.downDpi);
  return drawnAt({ width, height, pixels, dpiAcross, dpiDown: down !== undefined && down * inch > 72 ? down * inch : dpiAcross }, dpi);
}

function fromBits(buffer: ArrayBuffer, kept: IFD): Omit<GrayPage, "dpi"> {
  // utif keeps what it unpacks in the directory it is given; a copy lets the picture go with this page.
  const page: IFD = { ...kept };
  utif.decodeImage(buffer, page);
  const { width, height } = page;
  const colours = utif.toRGBA8(page);
  const pixels = grayOf(colours, 4, width * height);
  freePixels(colours);
  return { width, height, pixels };
}

/** Each strip is a JPEG without its tables, which the directory has once. utif takes a grey one for a coloured one. */
function fromJpegStrips(buffer: ArrayBuffer, page: IFD, strips: readonly number[]): Omit<GrayPage, "dpi"> {
  const [width = 0, height = 0] = [numberOf(page, tag.width), numberOf(page, tag.height)];
  const rows = Math.min(height, numberOf(page, tag.rowsPerStrip) ?? height);
  const pixels = new Uint8Array(width * height).fill(255);
  const tables = page[`t${tag.jpegTables}`];
  const lengths = numbersOf(page, tag.stripBytes);
  for (const [index, offset] of strips.entries()) {
    const strip = new Uint8Array(buffer).subarray(offset, offset + (lengths[index] ?? 0));
    const whole = tables instanceof Uint8Array ? Buffer.concat([tables.subarray(0, -2), strip.subarray(2)]) : strip;
    const { data, ...size } = jpeg.decode(whole, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: true,
      maxMemoryUsageInMB: 2048,
      ...(numberOf(page, tag.photometric) === RGB ? { colorTransform: false } : {}),
    });
    if (size.width !== width) throw new ReadError("picture-damaged", "a strip of another width");
    const gray = grayOf(data, data.byteLength / (width * size.height), width * size.height);
    pixels.set(gray.subarray(0, Math.max(0, pixels.byteLength - index * rows * width)), index * rows * width);
  }
  return { width, height, pixels };
}

/** A rational number comes as a pair. */
function numberOf(page: IFD, number: number): number | undefined {
  const value: unknown = page[`t${number}`];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!Array.isArray(first)) return typeof first === "number" ? first : undefined;
  const [over, under] = first.map(Number);
  return over !== undefined && under !== undefined && under !== 0 ? over / under : undefined;
}

function numbersOf(page: IFD, number: number): readonly number[] {
  const value: unknown = page[`t${number}`];
  return Array.isArray(value) ? value.map(Number) : [];
}
