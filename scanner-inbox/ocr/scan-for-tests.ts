// Makes scans of drawn PDFs for tests: grey, askew, grainy, of any resolution and any way up. Used by tests and the bench only.
import { encode } from "fast-png";
import type { GrayPage } from "../raster/gray-page.ts";
import { openRaster } from "../raster/open-raster.ts";
import { turnedPage, type Turn } from "./turn-page.ts";

export type ScanLook = {
  readonly dpi: number;
  /** Degrees. */
  readonly skew?: number;
  /** Largest change of a pixel, of 255. */
  readonly noise?: number;
  readonly turn?: Turn;
  /** Sent by fax: black or white, so many lines an inch, and delivered at the resolution of `dpi` by doubling lines. */
  readonly faxLines?: 98 | 196;
};

/** Page `number` of a PDF as a scanner would deliver it; the same every time. */
export async function scanOf(pdf: Uint8Array, look: ScanLook, number = 1): Promise<GrayPage> {
  const raster = await openRaster(pdf, "pdf");
  const page = await raster.page(number, look.dpi);
  raster.close();
  const scanned = grainy(askew(page, look.skew ?? 0), look.noise ?? 0);
  return turnedPage(look.faxLines === undefined ? scanned : faxed(scanned, look.faxLines), look.turn ?? 0);
}

/** A PNG with its resolution. */
export function pngOf({ width, height, pixels, dpi }: GrayPage): Uint8Array {
  const png = encode({ width, height, data: pixels, channels: 1, depth: 8 });
  return withResolution(png, Math.round(dpi * 39.37));
}

/** fast-png writes no resolution; its chunk stands after the head, which is 33 bytes long. */
function withResolution(png: Uint8Array, perMetre: number): Uint8Array {
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  view.setUint8(16, 1);
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function askew(page: GrayPage, degrees: number): GrayPage {
  if (degrees === 0) return page;
  const { width, height, pixels } = page;
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const turned = new Uint8Array(pixels.byteLength).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const fromX = (x - width / 2) * cosine + (y - height / 2) * sine + width / 2;
      const fromY = (y - height / 2) * cosine - (x - width / 2) * sine + height / 2;
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const right = fromX - left;
      const down = fromY - top;
      const at = top * width + left;
      const upper = (pixels[at] ?? 255) * (1 - right) + (pixels[at + 1] ?? 255) * right;
      const lower = (pixels[at + width] ?? 255) * (1 - right) + (pixels[at + width + 1] ?? 255) * right;
      turned[y * width + x] = Math.round(upper * (1 - down) + lower * down);
    }
  }
  return { ...page, pixels: turned };
}

/** Two colours, and lines left out as a fax in standard resolution leaves them out. */
function faxed(page: GrayPage, lines: number): GrayPage {
  const step = Math.max(1, Math.round(page.dpi / lines));
  const { width } = page;
  return { ...page, pixels: page.pixels.map((_, at) => twoColours(page, Math.floor(at / width / step) * step * width + (at % width))) };
}

function twoColours({ pixels }: GrayPage, at: number): number {
  return (pixels[at] ?? 255) < 150 ? 0 : 255;
}

/** Grain from a fixed row of numbers, so that a scan is the same every time. */
function grainy(page: GrayPage, most: number): GrayPage {
  let state = 12_345;
  const pixels = new Uint8Array(page.pixels.length);
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = Math.min(255, Math.max(0, (page.pixels[at] ?? 255) * 0.88 + 20 + (state / 0xffffffff - 0.5) * 2 * most));
  }
  return { ...page, pixels };
}
