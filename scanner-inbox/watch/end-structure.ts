// Whether a file has its end: what a half written file lacks, whatever its size says; never judges the content.
import { open, type FileHandle } from "node:fs/promises";
import { lastLineOfMail, looksLikeMail } from "../read/mail-head.ts";
import { defaultReadLimits, ReadError } from "../read/reading.ts";
import { decodeXml, scanXml } from "../read/scan-xml.ts";
import { sniffFormat, SNIFF_BYTES } from "../read/sniff-format.ts";
import { tiffOutline, type ReadAt } from "../read/tiff-directories.ts";

/**
 * `unknown` is a format without an end to look for: only quiet tells then. `hollow` has its end, but stretches of zeros within or behind
 * it, as in a file whose size was reserved before its content came: only time tells there.
 */
export type EndStructure = "whole" | "incomplete" | "unknown" | "hollow";

const TAIL_BYTES = 4096;
const MAIL_HEAD_BYTES = 64 * 1024;
const BLOCK_BYTES = 4096;
const PIECE_BYTES = 256 * BLOCK_BYTES;

/** Looks at the beginning and end of the file at a path, and for zeros in between. Throws what opening and reading it throws. */
export async function endStructure(path: string): Promise<EndStructure> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const readAt: ReadAt = (offset, length) => readPart(handle, offset, length);
    const head = await readAt(0, SNIFF_BYTES);
    if (head.every((byte) => byte === 0)) return "incomplete";
    const end = await formatEnd(head, readAt, size);
    return end !== "incomplete" && (await isHollow(readAt, size)) ? "hollow" : end;
  } finally {
    await handle.close();
  }
}

async function formatEnd(head: Uint8Array, readAt: ReadAt, size: number): Promise<"whole" | "incomplete" | "unknown"> {
  if (looksLikeMail(head)) return mailEnds(readAt, size);
  switch (sniffFormat(head)) {
    case "pdf":
      return answer(await pdfEnds(latin(head), readAt, size));
    case "jpeg":
      return answer(latin(await readAt(Math.max(0, size - TAIL_BYTES), TAIL_BYTES)).includes("\u00ff\u00d9"));
    case "png":
      return answer(await pngEnds(readAt, size));
    case "tiff":
      return answer((await tiffOutline(readAt, size)).whole);
    case "xml":
      return size > defaultReadLimits.xmlBytes ? "unknown" : answer(xmlEnds(await readAt(0, size)));
    case "unknown":
      return "unknown";
  }
}

/** Whether a whole block, as file systems reserve them, is nothing but zeros. */
async function isHollow(readAt: ReadAt, size: number): Promise<boolean> {
  const zeros = Buffer.alloc(BLOCK_BYTES);
  for (let offset = 0; offset < size; offset += PIECE_BYTES) {
    const piece = await readAt(offset, PIECE_BYTES);
    for (let at = 0; at < piece.length; at += BLOCK_BYTES) {
      const block = piece.subarray(at, at + BLOCK_BYTES);
      // The last block of a file is short: a few zeros there are nothing strange, a hundred are.
      if (block.length > 100 && zeros.subarray(0, block.length).equals(block)) return true;
    }
  }
  return false;
}

function answer(whole: boolean): "whole" | "incomplete" {
  return whole ? "whole" : "incomplete";
}

/**
 * A trailer that points to a cross-reference which is there. A linearised PDF also says its own length, which its early trailer cannot fake.
 */
async function pdfEnds(head: string, readAt: ReadAt, size: number): Promise<boolean> {
  const length = /\/Linearized[^>]{0,200}?\/L\s+(\d+)/u.exec(head)?.[1];
  if (length !== undefined && Number(length) > size) return false;
  const tail = latin(await readAt(Math.max(0, size - TAIL_BYTES), TAIL_BYTES));
  const end = tail.lastIndexOf("%%EOF");
  if (end === -1) return false;
  const start = [...tail.slice(0, end).matchAll(/startxref\s+(\d+)/gu)].at(-1)?.[1];
  if (start === undefined || Number(start) >= size) return false;
  const there = await readAt(Number(start), 32);
  return there.some((byte) => byte !== 0);
}

async function pngEnds(readAt: ReadAt, size: number): Promise<boolean> {
  let at = 8;
  while (at + 12 <= size) {
    const head = await readAt(at, 8);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (head.byteLength < 8) return false;
    at += 12 + view.getUint32(0);
    if (latin(head.subarray(4)) === "IEND") return at <= size;
  }
  return false;
}

/** One with parts ends with the line it announced at its beginning; of others only quiet tells. */
async function mailEnds(readAt: ReadAt, size: number): Promise<"whole" | "incomplete" | "unknown"> {
  const last = lastLineOfMail(await readAt(0, MAIL_HEAD_BYTES));
  return last === null ? "unknown" : answer(latin(await readAt(Math.max(0, size - TAIL_BYTES), TAIL_BYTES)).includes(last));
}

/** Only a missing end makes a file wait; what is forbidden or wrong inside is the reader's to refuse, with its reason. */
function xmlEnds(bytes: Uint8Array): boolean {
  try {
    scanXml(decodeXml(bytes, defaultReadLimits), defaultReadLimits);
    return true;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return error.failure.code !== "xml-malformed";
  }
}

async function readPart(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { size } = await handle.stat();
  // A length that a broken file claims must not become an allocation.
  const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
  const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, offset);
  return bytes.subarray(0, bytesRead);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
