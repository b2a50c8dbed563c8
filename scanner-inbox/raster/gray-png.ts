// A grey page as a PNG that any window shows. Written by hand: eight bits of grey need no library.
import { crc32, deflateSync } from "node:zlib";
import { atDpi, type GrayPage } from "./gray-page.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bits a sample, grey, and the only methods there are (ISO/IEC 15948, 11.2.2). */
const grayOfEightBits = [8, 0, 0, 0, 0];

/** The page so many pixels wide, where it is no narrower itself. */
export function grayPng(page: GrayPage, width: number): Uint8Array {
  const { width: wide, height: high, pixels } = narrowed(page, width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(wide, 0);
  head.writeUInt32BE(high, 4);
  head.set(grayOfEightBits, 8);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc(high * (wide + 1));
  for (let row = 0; row < high; row += 1) rows.set(pixels.subarray(row * wide, (row + 1) * wide), row * (wide + 1) + 1);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 3 })), chunk("IEND", Buffer.alloc(0))]);
}

function narrowed(page: GrayPage, width: number): GrayPage {
  if (page.width <= width) return page;
  const { dpi } = page;
  return atDpi({ ...page, dpiAcross: dpi, dpiDown: dpi }, (dpi * width) / page.width);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
