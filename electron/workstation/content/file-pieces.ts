// A plain file of this machine, piece by piece, never more than one in memory.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Named } from "./named.ts";
import { pieceBytes } from "./piece-file.ts";

/** Hands out one piece after the other; the bytes are overwritten by the next one. */
export async function eachPiece(path: string, use: (piece: number, bytes: Uint8Array) => Promise<void>): Promise<void> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(pieceBytes);
    for (let piece = 0; ; piece++) {
      const filled = await fill(file, buffer, piece * pieceBytes);
      if (filled === 0) return;
      await use(piece, buffer.subarray(0, filled));
      if (filled < pieceBytes) return;
    }
  } finally {
    await file.close();
  }
}

async function fill(file: Awaited<ReturnType<typeof open>>, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Hash and size of a file. */
export async function hashOfFile(path: string): Promise<Named> {
  const hash = createHash("sha256");
  let size = 0;
  await eachPiece(path, (_piece, bytes) => {
    hash.update(bytes);
    size += bytes.length;
    return Promise.resolve();
  });
  return { sha256: hash.digest("hex"), size };
}
