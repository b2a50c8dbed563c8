// How much of a machine text recognition may take: threads, size of a page, and the memory at which a thread is replaced. Pure but for its last
// function. Must never let the sum of its parts exceed the ceiling.
import { availableParallelism, totalmem } from "node:os";

/** What a pool keeps to. */
export type OcrRoom = {
  readonly threads: number;
  /** Most pixels of a page as it is recognised: what has more is made coarser. */
  readonly pagePixels: number;
  /** A thread that holds more bytes than these after a page gives way to a new one. */
  readonly heldBytes: number;
};

const MEGABYTE = 1024 * 1024;
/** What a desk takes where nobody says: a sixteenth of the memory, between these. */
const SHARE = 16;
const LEAST_MEGABYTES = 160;
const USUAL_MOST_MEGABYTES = 400;
/** Threads beyond these gain little, as the disk and the rest of the desk want their part. */
const MOST_THREADS = 4;
/** Of one thread, measured (docs/figures.md): engine, German and code; and a byte a pixel so many times over while a page is unpacked and read. */
const THREAD_MEGABYTES = 60;
const BYTES_A_PIXEL = 5;
/** An A4 page at 200 dpi; below it letters of eight points are lost. */
const LEAST_PIXELS = 1654 * 2339;
/** 60 million are A3 at 600 dpi; more helps no recognition. */
const MOST_PIXELS = 36_000_000;
/** An A4 page at 300 dpi: what a thread should have room for before another thread is opened. */
const USUAL_PIXELS = 2480 * 3508;

/** What recognition may take in all, in MB, on a machine with so much memory. */
export function usualCeiling(machineMegabytes: number): number {
  return Math.round(Math.min(USUAL_MOST_MEGABYTES, Math.max(LEAST_MEGABYTES, machineMegabytes / SHARE)));
}

/** Room under a ceiling in MB with so many cores, of which one is left to the person. Even the smallest ceiling reads A4 at 200 dpi with one thread. */
export function ocrRoom(ceilingMegabytes: number, cores: number): OcrRoom {
  const usual = THREAD_MEGABYTES + (USUAL_PIXELS * BYTES_A_PIXEL) / MEGABYTE;
  const threads = Math.max(1, Math.min(MOST_THREADS, cores - 1, Math.floor(ceilingMegabytes / usual)));
  const each = ceilingMegabytes / threads;
  const pixels = Math.floor(((each - THREAD_MEGABYTES) * MEGABYTE) / BYTES_A_PIXEL);
  return { threads, pagePixels: Math.min(MOST_PIXELS, Math.max(LEAST_PIXELS, pixels)), heldBytes: each * MEGABYTE };
}

/** Room on this machine under the ceiling that its administrator set, or the usual one. */
export function roomOfThisMachine(ceilingMegabytes: number = usualCeiling(totalmem() / MEGABYTE)): OcrRoom {
  return ocrRoom(ceilingMegabytes, availableParallelism());
}
