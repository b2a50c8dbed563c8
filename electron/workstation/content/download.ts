// Content down from the server, by ranges of whole pieces, each checked against its hash as it comes.
// Must never hand on a piece whose hash was not right, and never hold more than a few pieces.
import { createHash } from "node:crypto";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { Clock } from "../clock.ts";
import { Unreachable } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import { FellSilent, unreachableBy } from "../sync/trouble.ts";
import type { Named } from "./named.ts";
import { pieceBytes } from "./piece-file.ts";

export interface DownloadParts {
  readonly client: ServerClient;
  readonly clock: Clock;
  /** Milliseconds without a byte after which a line is given up. */
  readonly silence: number;
}

/** A piece whose hash was not right: the same piece is asked for again. */
export class DamagedPiece extends Unreachable {
  constructor() {
    super("a piece came damaged");
    this.name = "DamagedPiece";
  }
}

/** Bytes of pieces handed on together, so that each batch is one write to the disk. */
const atOnce = 4;
const hashBytes = 32;

/** Whole pieces from `first` to `last`, a few at a time, as they come. Throws DamagedPiece where one is others than the server says. */
export async function* downloadPieces(
  parts: DownloadParts,
  under: RecordRef,
  content: Named,
  range: { readonly first: number; readonly last: number },
  signal: AbortSignal,
): AsyncGenerator<{ readonly first: number; readonly bytes: Uint8Array }> {
  const from = range.first * pieceBytes;
  const to = Math.min(content.size, (range.last + 1) * pieceBytes);
  const silence = new AbortController();
  const response = await request(parts, under, content.sha256, from, to, AbortSignal.any([signal, silence.signal]));
  const hashes = Buffer.from(response.headers.get("content-pieces") ?? "", "base64");
  let piece = range.first;
  const checked = (bytes: Uint8Array): Uint8Array => {
    for (let start = 0; start < bytes.length; start += pieceBytes, piece++) {
      const place = (piece - range.first) * hashBytes;
      const hash = createHash("sha256")
        .update(bytes.subarray(start, start + pieceBytes))
        .digest();
      // A server that names no hashes leaves it to the hash of the whole.
      if (hashes.length > 0 && !hash.equals(hashes.subarray(place, place + hashBytes))) throw new DamagedPiece();
    }
    return bytes;
  };
  let got = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const chunk of bytesOf(response, parts, silence)) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    while (waitingBytes >= atOnce * pieceBytes) {
      const all = Buffer.concat(waiting);
      const whole = all.subarray(0, atOnce * pieceBytes);
      waiting = [all.subarray(whole.length)];
      waitingBytes = all.length - whole.length;
      const first = piece;
      yield { first, bytes: checked(whole) };
      got += whole.length;
    }
  }
  const rest = Buffer.concat(waiting);
  const whole = got + rest.length === to - from ? rest.length : rest.length - (rest.length % pieceBytes);
  const first = piece;
  if (whole > 0) yield { first, bytes: checked(rest.subarray(0, whole)) };
  if (got + rest.length !== to - from) throw new Unreachable("the answer ended early");
}

/** Bytes of content whose record is not on this device: nothing of it stays here. Checked by the pieces it lies in. */
export async function downloadBytes(
  parts: DownloadParts,
  under: RecordRef,
  sha256: string,
  offset: number,
  length: number,
): Promise<{ readonly bytes: Uint8Array; readonly size: number }> {
  const from = offset - (offset % pieceBytes);
  const to = Math.ceil((offset + length) / pieceBytes) * pieceBytes;
  const silence = new AbortController();
  const response = await request(parts, under, sha256, from, to, silence.signal);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(response, parts, silence)) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const hashes = Buffer.from(response.headers.get("content-pieces") ?? "", "base64");
  for (let start = 0; start < body.length && hashes.length > 0; start += pieceBytes) {
    const place = (start / pieceBytes) * hashBytes;
    const hash = createHash("sha256")
      .update(body.subarray(start, start + pieceBytes))
      .digest();
    if (!hash.equals(hashes.subarray(place, place + hashBytes))) throw new DamagedPiece();
  }
  const size = Number(/\/(\d+)$/u.exec(response.headers.get("content-range") ?? "")?.[1] ?? body.length);
  return { bytes: body.subarray(offset - from, offset - from + length), size };
}

async function request(
  parts: DownloadParts,
  under: RecordRef,
  sha256: string,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Response> {
  const path = `/v1/content/${encodeURIComponent(under.kind)}/${under.id}/${sha256}`;
  const response = await parts.client.fetch({ method: "GET", path, headers: { range: `bytes=${from}-${to - 1}` }, signal });
  if (response.status === 206 || from === 0) return response;
  await response.body?.cancel();
  throw new Unreachable("the server answered with another range");
}

async function* bytesOf(response: Response, { clock, silence }: DownloadParts, line: AbortController): AsyncGenerator<Uint8Array> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return;
  const giveUp = (): void => line.abort(new FellSilent());
  let callOff = clock.after(silence, giveUp);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      callOff();
      callOff = clock.after(silence, giveUp);
      yield value;
    }
  } catch (thrown) {
    throw unreachableBy(thrown);
  } finally {
    callOff();
    await reader.cancel().catch(() => undefined);
  }
}
