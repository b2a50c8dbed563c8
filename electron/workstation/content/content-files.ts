// The content this replica holds on disk: own scans until the server has them, everything else as a cache within a budget.
import { createHash } from "node:crypto";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { Store } from "../store/store-client.ts";
import { contentKey, pieceBytes, pieceCount, readPiece, writePieces } from "./piece-file.ts";

/** Where bytes of content lie, encrypted, and what the store knows of them. */
export interface ContentFiles {
  /** Takes in a file of this machine; returns once its bytes are durable here. */
  addOwn(path: string): Promise<{ readonly sha256: string; readonly size: number }>;
  /** Keeps whole pieces that came from the server. */
  keep(content: { readonly sha256: string; readonly size: number }, first: number, bytes: Uint8Array, under: RecordRef): Promise<void>;
  /** Bytes of content whose pieces are here; rejects with contentNotHere otherwise. */
  read(content: { readonly sha256: string; readonly size: number }, offset: number, length: number): Promise<Uint8Array>;
  /** Whether all of it is here. */
  isWhole(content: { readonly sha256: string; readonly size: number }): Promise<boolean>;
  /** Whether the bytes here are what the hash says; forgets them where they are not. */
  verify(content: { readonly sha256: string; readonly size: number }): Promise<boolean>;
  drop(names: readonly string[]): Promise<void>;
  /** Deletes files that the store knows nothing of: what a crash left behind. */
  sweep(): Promise<void>;
}

export async function openContentFiles(options: {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly store: Store;
  readonly now: () => Date;
}): Promise<ContentFiles> {
  const { folder, key, store, now } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (sha256: string): string => join(folder, sha256);
  const at = (): string => now().toISOString();

  const read: ContentFiles["read"] = async ({ sha256, size }, offset, length) => {
    const end = Math.min(size, offset + length);
    const parts: Uint8Array[] = [];
    const ownKey = contentKey(key, sha256);
    for (let piece = Math.floor(offset / pieceBytes); piece * pieceBytes < end; piece++) {
      const bytes = await readPiece(fileOf(sha256), ownKey, piece, size).catch((thrown: unknown) => {
        throw new DeskError("contentNotHere", thrown instanceof Error ? thrown.message : String(thrown));
      });
      const from = Math.max(0, offset - piece * pieceBytes);
      parts.push(bytes.subarray(from, Math.min(bytes.length, end - piece * pieceBytes)));
    }
    return Buffer.concat(parts);
  };

  const drop: ContentFiles["drop"] = async (names) => {
    for (const name of names) await rm(fileOf(name), { force: true });
  };

  return {
    read,
    drop,
    addOwn: async (path) => {
      const { sha256, size } = await hashOfFile(path);
      const known = await store.read.content(sha256);
      if (known === null || known.pieces.length < pieceCount(size)) {
        const ownKey = contentKey(key, sha256);
        await eachPiece(path, async (piece, bytes) => writePieces(fileOf(sha256), ownKey, [{ piece, bytes }]));
        const pieces = Array.from({ length: pieceCount(size) }, (_none, piece) => piece);
        await store.write.holdPieces({ sha256, size, pieces, own: true, under: null, at: at() });
      }
      return { sha256, size };
    },
    keep: async ({ sha256, size }, first, bytes, under) => {
      const pieces = Array.from({ length: pieceCount(bytes.length) }, (_none, index) => ({
        piece: first + index,
        bytes: bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
      }));
      await writePieces(fileOf(sha256), contentKey(key, sha256), pieces);
      await store.write.holdPieces({ sha256, size, pieces: pieces.map((one) => one.piece), own: false, under, at: at() });
    },
    isWhole: async ({ sha256, size }) => ((await store.read.content(sha256))?.pieces.length ?? 0) >= pieceCount(size),
    verify: async (content) => {
      const hash = createHash("sha256");
      for (let offset = 0; offset < content.size; offset += pieceBytes) hash.update(await read(content, offset, pieceBytes));
      if (hash.digest("hex") === content.sha256) return true;
      await store.write.forgetContent([content.sha256]);
      await drop([content.sha256]);
      return false;
    },
    sweep: async () => {
      const known = new Set(await store.read.allContent(null));
      const files = await readdir(folder);
      await drop(files.filter((file) => !known.has(file)));
    },
  };
}

async function eachPiece(path: string, use: (piece: number, bytes: Uint8Array) => Promise<void>): Promise<void> {
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

async function hashOfFile(path: string): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  await eachPiece(path, (_piece, bytes) => {
    hash.update(bytes);
    size += bytes.length;
    return Promise.resolve();
  });
  return { sha256: hash.digest("hex"), size };
}
