// Whether a file has its end: what a half written file lacks, whatever its size says; never judges the content.
import { open, type FileHandle } from "node:fs/promises";
import { defaultReadLimits, ReadError } from "../read/reading.ts";
import { decodeXml, scanXml } from "../read/scan-xml.ts";
import { sniffFormat, SNIFF_BYTES } from "../read/sniff-format.ts";
import { tiffOutline, type ReadAt } from "../read/tiff-directories.ts";

/** `unknown` is a format without an end to look for: only quiet tells then. */
export type EndStructure = "whole" | "incomplete" | "unknown";

const TAIL_BYTES = 4096;

/** Looks at the beginning and end of the file at a path. Throws what opening and reading it throws. */
export async function endStructure(path: string): Promise<EndStructure> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const readAt: ReadAt = (offset, length) => readPart(handle, offset, length);
    const head = await readAt(0, SNIFF_BYTES);
    switch (sniffFormat(head)) {
      case "pdf":
        return answer(pdfEnds(latin(head), latin(await readAt(Math.max(0, size - TAIL_BYTES), TAIL_BYTES)), size));
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
  } finally {
    await handle.close();
  }
}

function answer(whole: boolean): EndStructure {
  return whole ? "whole" : "incomplete";
}

/** A trailer that points into the file. A linearised PDF also says its own length, which its early trailer cannot fake. */
function pdfEnds(head: string, tail: string, size: number): boolean {
  const length = /\/Linearized[^>]{0,200}?\/L\s+(\d+)/u.exec(head)?.[1];
  if (length !== undefined && Number(length) > size) return false;
  const end = tail.lastIndexOf("%%EOF");
  if (end === -1) return false;
  const start = [...tail.slice(0, end).matchAll(/startxref\s+(\d+)/gu)].at(-1)?.[1];
  return start !== undefined && Number(start) < size;
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
