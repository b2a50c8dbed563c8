// Bytes of content as the viewer asks for them, whoever answers. Must never hold more of a file than what was asked for.

/** Reads a piece; `size` is the whole content's, the last piece is shorter. Rejects with a DeskError. */
export type ContentReader = (offset: number, length: number) => Promise<{ readonly base64: string; readonly size: number }>;

/** Bytes of one piece: small enough that page 1 of a big scan does not wait for the rest. */
export const pieceBytes = 256_000;

/** The bytes of a base64 text that the desk already checked. */
export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** The bytes from `begin` up to `end` (not included), fetched piece by piece. Stops early where the content ends. */
export async function readRange(read: ContentReader, begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let position = begin;
  while (position < end) {
    const bytes = bytesOfBase64((await read(position, Math.min(pieceBytes, end - position))).base64);
    if (bytes.length === 0) break;
    pieces.push(bytes);
    position += bytes.length;
  }
  return joined(pieces);
}

/** The whole content, or undefined where it is bigger than `limit` bytes. */
export async function readWhole(read: ContentReader, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const first = await read(0, pieceBytes);
  if (first.size > limit) return undefined;
  const start = bytesOfBase64(first.base64);
  return start.length >= first.size ? start : joined([start, await readRange(read, start.length, first.size)]);
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    all.set(piece, position);
    position += piece.length;
  }
  return all;
}
