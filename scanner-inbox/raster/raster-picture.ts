// JPEG and PNG, one page each. The size is read and bounded before anything is unpacked.
import { decode as decodePng } from "fast-png";
import jpeg from "jpeg-js";
import { ReadError } from "../read/reading.ts";
import { credibleDpi, drawnAt, freePixels, grayOf, type RawPage } from "./gray-page.ts";
import { withinPixels, type Raster, type RasterLimits } from "./raster.ts";

const METRE_INCHES = 39.37;

/** Opens a JPEG. Throws a ReadError where it is damaged or too large. */
export function openJpeg(bytes: Uint8Array, limits: RasterLimits): Raster {
  const { width, height, dpi } = jpegOutline(bytes);
  withinPixels(width, height, limits);
  return onePage(() => {
    const { data } = jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: true,
      maxResolutionInMP: limits.pixels / 1_000_000,
      maxMemoryUsageInMB: 2048,
    });
    const known = credibleDpi(dpi, width);
    const pixels = grayOf(data, data.byteLength / (width * height), width * height);
    if (pixels !== data) freePixels(data);
    return { width, height, pixels, dpiAcross: known, dpiDown: known };
  });
}

/** Opens a PNG. Throws a ReadError where it is damaged or too large. */
export function openPng(bytes: Uint8Array, limits: RasterLimits): Raster {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 33) throw new ReadError("picture-damaged", "a PNG without a head");
  withinPixels(head.getUint32(16), head.getUint32(20), limits);
  return onePage(() => {
    const { width, height, data, depth, channels, palette, resolution } = decodePng(bytes);
    const perMetre = resolution?.unit === 1 ? resolution.x : undefined;
    const known = credibleDpi(perMetre === undefined ? undefined : Math.round(perMetre / METRE_INCHES), width);
    const count = width * height;
    const samples = depth === 8 ? data : eightBits(data, { depth, perRow: width * channels, rows: height, scaled: palette === undefined });
    if (palette === undefined) return { width, height, pixels: grayOf(samples, channels, count), dpiAcross: known, dpiDown: known };
    const grays = palette.map((colour) => grayOf(colour, colour.length, 1)[0] ?? 255);
    return { width, height, pixels: Uint8Array.from(samples, (index) => grays[index] ?? 255), dpiAcross: known, dpiDown: known };
  });
}

/** Samples of 16 bits, or of fewer than eight, which fast-png leaves packed row by row. Those that are places in a palette are not scaled. */
function eightBits(
  data: ArrayLike<number>,
  { depth, perRow, rows, scaled }: { readonly depth: number; readonly perRow: number; readonly rows: number; readonly scaled: boolean },
): Uint8Array {
  const samples = new Uint8Array(perRow * rows);
  if (depth === 16) return samples.map((_, index) => (data[index] ?? 0) >> 8);
  const bytesPerRow = Math.ceil((perRow * depth) / 8);
  const mask = (1 << depth) - 1;
  const factor = scaled ? 255 / mask : 1;
  for (let y = 0, to = 0; y < rows; y += 1) {
    for (let x = 0; x < perRow; x += 1, to += 1) {
      const byte = data[y * bytesPerRow + ((x * depth) >> 3)] ?? 0;
      samples[to] = ((byte >> (8 - depth - ((x * depth) & 7))) & mask) * factor;
    }
  }
  return samples;
}

function onePage(decoded: () => RawPage): Raster {
  let open = true;
  return {
    pageCount: 1,
    page(_number, dpi) {
      if (!open) return Promise.reject(new ReadError("not-readable", "the file is closed"));
      return Promise.resolve(drawnAt(decoded(), dpi));
    },
    close: () => void (open = false),
  };
}

/** Size and resolution as a JPEG's markers name them, without a look at its picture. */
function jpegOutline(bytes: Uint8Array): { readonly width: number; readonly height: number; readonly dpi: number | undefined } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dpi: number | undefined;
  let at = 2;
  while (at + 10 < bytes.byteLength) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xe0 && length >= 14 && view.getUint32(at + 4) === 0x4a464946) {
      const unit = view.getUint8(at + 11);
      const across = view.getUint16(at + 12);
      dpi = unit === 1 ? across : unit === 2 ? Math.round(across * 2.54) : undefined;
    }
    // Start of frame, of any coding; the four others in this range are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), dpi };
    }
    at += 2 + length;
  }
  throw new ReadError("picture-damaged", "a JPEG without a frame");
}
