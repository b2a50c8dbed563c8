// Asks a virus scanner about a file, in the protocol of ClamAV (`zINSTREAM`), over TCP or a Unix socket; never judges a file itself.
import { createReadStream } from "node:fs";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** `too-large`: more than the scanner takes, so nobody knows. `unavailable`: it did not answer as one, and may later. */
export type ScanVerdict = "clean" | "too-large" | "unavailable" | { readonly infected: string };

export type VirusScanner = { scan(path: string): Promise<ScanVerdict> };

const pieceBytes = 64 * 1024;
const longestReply = 4_096;
const longestSignature = 120;
/** More than a scanner of default settings gives itself for one file (120 s). */
const defaultSilenceMs = 150_000;
const greetMs = 10_000;

/** Reads `tcp://host:port` or `unix:/path`; null where it is neither. */
export function scannerAddress(text: string): ScannerAddress | null {
  const path = /^unix:(?:\/\/)?(\/.+)$/u.exec(text)?.[1];
  if (path !== undefined) return { path };
  const [, bracketed, plain, port] = /^tcp:\/\/(?:\[([0-9a-f:.]+)\]|([^:/?#\s]+)):(\d{1,5})\/?$/iu.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined || Number(port) < 1 || Number(port) > 65_535 ? null : { host, port: Number(port) };
}

/** A scanner at an address. Every question is a connection of its own, so that one that hangs or is cut spoils no other. */
export function openVirusScanner(address: ScannerAddress, limits: { readonly silenceMs?: number } = {}): VirusScanner {
  const { silenceMs = defaultSilenceMs } = limits;

  return {
    scan: async (path) => {
      // What is no scanner must not be sent a single byte of the file.
      const greeting = await converse(address, [Buffer.from("zPING\0")], Math.min(silenceMs, greetMs));
      if (greeting !== "PONG") return "unavailable";
      // That the file cannot be read is no word about the scanner.
      const broken = new AbortController();
      const reply = await converse(address, inPieces(path, broken), silenceMs, broken.signal);
      broken.signal.throwIfAborted();
      return verdictOf(reply);
    },
  };
}

function verdictOf(reply: string): ScanVerdict {
  if (/size limit exceeded/iu.test(reply)) return "too-large";
  const signature = /:\s*(.+?)\s+FOUND$/u.exec(reply)?.[1];
  if (signature !== undefined) return { infected: signature.replaceAll(/[^\w.:/+ -]/gu, "").slice(0, longestSignature) };
  return /:\s*OK$/u.test(reply) ? "clean" : "unavailable";
}

/** The command, each piece behind its length in four bytes, and a length of nothing. */
async function* inPieces(path: string, broken: AbortController): AsyncGenerator<Buffer> {
  yield Buffer.from("zINSTREAM\0");
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
      const bytes = Buffer.from(piece);
      yield Buffer.concat([lengthOf(bytes.byteLength), bytes]);
    }
  } catch (error) {
    broken.abort(error);
    throw error;
  }
  yield lengthOf(0);
}

function lengthOf(count: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(count);
  return bytes;
}

/** Sends what there is and returns the reply without its end; empty where the line broke, stayed silent or went on for ever. */
async function converse(
  address: ScannerAddress,
  messages: Iterable<Buffer> | AsyncIterable<Buffer>,
  silenceMs: number,
  signal?: AbortSignal,
): Promise<string> {
  const socket = connect({ ...address, ...(signal === undefined ? {} : { signal }) });
  socket.setTimeout(silenceMs, () => socket.destroy(new Error("the scanner is silent")));
  // A reply may come before all is sent; what then becomes of the rest does not matter.
  const sending = pipeline(Readable.from(messages, { objectMode: true, highWaterMark: 1 }), socket, { end: false }).catch(() => undefined);
  let reply = "";
  try {
    for await (const piece of socket) {
      reply += Buffer.from(piece).toString("latin1");
      if (reply.includes("\0") || reply.length > longestReply) break;
    }
  } catch {
    // What had come before the line broke counts if it is whole.
  }
  socket.destroy();
  await sending;
  const end = reply.indexOf("\0");
  return end === -1 ? "" : reply.slice(0, end).trim();
}
