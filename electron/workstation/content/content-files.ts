// The content this replica holds on disk: own scans until the server has them, everything else as a cache within a budget.
// Must never hand out bytes that are not the content's, and never forget an own file by itself.
import { createHash } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { Store } from "../store/store-client.ts";
import type { ContentCache } from "./content-cache.ts";
import { eachPiece, hashOfFile } from "./file-pieces.ts";
import type { Named } from "./named.ts";
import { contentKey, pieceBytes, pieceCount, readPiece, writePieces } from "./piece-file.ts";

/** Where bytes of content lie, encrypted, and what the store knows of them. */
export interface ContentFiles {
  /** Takes in a file of this machine; returns once its bytes are durable here. Rejects with diskFull where there is no room. */
  addOwn(path: string): Promise<Named>;
  /** Keeps whole pieces that came from the server. Rejects with diskFull, and with notFound where the record has gone meanwhile. */
  keep(content: Named, first: number, bytes: Uint8Array, under: RecordRef): Promise<void>;
  /** Bytes of content whose pieces are here; rejects with contentNotHere otherwise. A damaged piece is forgotten, not handed out. */
  read(content: Named, offset: number, length: number): Promise<Uint8Array>;
  /** Whether all of it is here and was checked. */
  isWhole(content: Named): Promise<boolean>;
  /** Whether the bytes here are what the hash says; forgets them where they are not. */
  verify(content: Named): Promise<boolean>;
  drop(names: readonly string[]): Promise<void>;
  /** Brings the cache down to its budget. */
  trim(): Promise<void>;
  /** Deletes files that the store knows nothing of: what a crash left behind. */
  sweep(): Promise<void>;
}

/** How bytes reach the disk; tests put a full one in its place. */
export type WritePieces = typeof writePieces;

export interface ContentFilesOptions {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly store: Store;
  readonly cache: ContentCache;
  readonly now: () => Date;
  readonly write?: WritePieces;
}

export async function openContentFiles(options: ContentFilesOptions): Promise<ContentFiles> {
  const { folder, key, store, cache, now } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (sha256: string): string => join(folder, sha256);
  const at = (): string => now().toISOString();

  const drop: ContentFiles["drop"] = async (names) => {
    for (const name of names) await rm(fileOf(name), { force: true });
  };
  const evict = async (names: readonly string[]): Promise<void> => {
    if (names.length === 0) return;
    await store.write.forgetContent(names);
    await drop(names);
  };

  /** Writes, and makes room by the cache where the disk is full, once. */
  const write = async (content: Named, pieces: Parameters<WritePieces>[2]): Promise<void> => {
    const toDisk = options.write ?? writePieces;
    const ownKey = contentKey(key, content.sha256);
    try {
      await toDisk(fileOf(content.sha256), ownKey, pieces);
    } catch (thrown) {
      if (!isFull(thrown)) throw thrown;
      const shed = await cache.toShed(content.sha256);
      await evict(shed);
      try {
        if (shed.length === 0) throw thrown;
        await toDisk(fileOf(content.sha256), ownKey, pieces);
      } catch (again) {
        throw isFull(again) ? new DeskError("diskFull", "no room for content") : again;
      }
    }
  };

  const read: ContentFiles["read"] = async ({ sha256, size }, offset, length) => {
    const end = Math.min(size, offset + length);
    const parts: Uint8Array[] = [];
    const ownKey = contentKey(key, sha256);
    for (let piece = Math.floor(offset / pieceBytes); piece * pieceBytes < end; piece++) {
      const bytes = await readPiece(fileOf(sha256), ownKey, piece, size).catch(async (thrown: unknown) => {
        if (!isDamage(thrown)) throw thrown;
        const held = await store.read.contentSummary(sha256);
        // An own file that is nowhere else stays noted, whatever it looks like.
        if (held?.own !== true || held.atServer) await store.write.losePieces({ sha256, pieces: [piece] });
        throw new DeskError("contentNotHere", thrown instanceof Error ? thrown.message : String(thrown));
      });
      const from = Math.max(0, offset - piece * pieceBytes);
      parts.push(bytes.subarray(from, Math.min(bytes.length, end - piece * pieceBytes)));
    }
    return Buffer.concat(parts);
  };

  return {
    read,
    drop,
    trim: async () => evict(await cache.tooMuch()),
    addOwn: async (path) => {
      const content = await hashOfFile(path);
      const { sha256, size } = content;
      const known = await store.read.content(sha256);
      const isHere = known !== null && known.pieces.length >= pieceCount(size);
      if (isHere && known.own) return content;
      try {
        if (!isHere) await eachPiece(path, async (piece, bytes) => write(content, [{ piece, bytes }]));
      } catch (thrown) {
        if (known === null) await drop([sha256]);
        throw thrown;
      }
      const pieces = Array.from({ length: pieceCount(size) }, (_none, piece) => piece);
      await store.write.holdPieces({ sha256, size, pieces, own: true, under: null, at: at() });
      return content;
    },
    keep: async (content, first, bytes, under) => {
      const { sha256, size } = content;
      const pieces = Array.from({ length: pieceCount(bytes.length) }, (_none, index) => ({
        piece: first + index,
        bytes: bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
      }));
      await evict(await cache.toMakeRoom(content, bytes.length));
      await write(content, pieces);
      const held = { sha256, size, pieces: pieces.map((one) => one.piece), own: false, under, at: at() };
      if (await store.write.holdPieces(held)) return;
      await drop([sha256]);
      throw new DeskError("notFound", "the record went while its content came");
    },
    isWhole: async ({ sha256, size }) => {
      const held = await store.read.contentSummary(sha256);
      return held !== null && held.checked && held.bytes >= size;
    },
    verify: async (content) => {
      const hash = createHash("sha256");
      try {
        for (let offset = 0; offset < content.size; offset += pieceBytes) hash.update(await read(content, offset, pieceBytes));
      } catch (thrown) {
        // A piece was damaged on this disk and is forgotten already; the others may be right.
        if (thrown instanceof DeskError && thrown.code === "contentNotHere") return false;
        throw thrown;
      }
      if (hash.digest("hex") === content.sha256) {
        await store.write.markChecked(content.sha256);
        return true;
      }
      await evict([content.sha256]);
      return false;
    },
    sweep: async () => {
      const known = new Set(await store.read.allContent(null));
      const files = await readdir(folder);
      await drop(files.filter((file) => !known.has(file)));
    },
  };
}

/** The bytes are gone or are others; anything else that the system says may be over in a moment. */
function isDamage(thrown: unknown): boolean {
  return !(thrown instanceof Error && "syscall" in thrown) || ("code" in thrown && thrown.code === "ENOENT");
}

/** No room on the disk, or none left for this person. */
function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && (thrown.code === "ENOSPC" || thrown.code === "EDQUOT");
}
