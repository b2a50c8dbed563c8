// One content as a file of encrypted pieces: each can be written, read and checked by itself. Must never write plain bytes.
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { contentPieceBytes } from "../../../shared/sync/content.ts";

/** Plain bytes of a piece: the ones the server has hashes for. */
export const pieceBytes = contentPieceBytes;
const tagBytes = 16;

/** How many pieces a content of this size has. */
export function pieceCount(size: number): number {
  return Math.ceil(size / pieceBytes);
}

/** The key of one content: never shared with another, so that a piece's number serves as its nonce. */
export function contentKey(key: Uint8Array, sha256: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, Buffer.from(sha256, "hex"), "content", 32));
}

function nonceOf(piece: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(piece, 8);
  return nonce;
}

const placeOf = (piece: number): number => piece * (pieceBytes + tagBytes);

async function withFile<T>(path: string, flags: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function openForWriting(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r+", 0o600);
  } catch {
    return open(path, "w+", 0o600);
  }
}

/** Writes whole pieces and returns once they are durable. */
export async function writePieces(
  path: string,
  key: Uint8Array,
  pieces: readonly { readonly piece: number; readonly bytes: Uint8Array }[],
): Promise<void> {
  const file = await openForWriting(path);
  try {
    for (const { piece, bytes } of pieces) {
      const cipher = createCipheriv("aes-256-gcm", key, nonceOf(piece));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      await file.write(sealed, 0, sealed.length, placeOf(piece));
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The plain bytes of a piece of a content of `size` bytes. Rejects where the file is damaged or not this content's. */
export async function readPiece(path: string, key: Uint8Array, piece: number, size: number): Promise<Uint8Array> {
  const plain = Math.min(pieceBytes, size - piece * pieceBytes);
  const sealed = Buffer.alloc(plain + tagBytes);
  await withFile(path, "r", (file) => file.read(sealed, 0, sealed.length, placeOf(piece)));
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(piece));
  decipher.setAuthTag(sealed.subarray(plain));
  return Buffer.concat([decipher.update(sealed.subarray(0, plain)), decipher.final()]);
}
