// Where content lies, behind an interface small enough for a folder and for an S3 store. Content is found by its SHA-256 and never changes.
import type { Readable } from "node:stream";
import type { PieceHashes } from "./piece-hasher.ts";

/** What was held of an upload is not there any more: dropped, or made content, by another request meanwhile. */
export class PartGone extends Error {
  constructor(options?: ErrorOptions) {
    super("the upload is not there any more", options);
    this.name = "PartGone";
  }
}

/** Whatever works on an upload rejects with PartGone where that went away beneath it. */
export interface ContentStore {
  /** Bytes of an upload that are held so far; 0 where nothing came yet. */
  readonly partSize: (tenant: string, upload: string) => Promise<number>;
  /** Changes whenever anybody writes to the upload. */
  readonly partStamp: (tenant: string, upload: string) => Promise<string>;
  /**
   * Appends to an upload from `offset` on (which must be what is held) and keeps what arrived even where the stream breaks.
   * Bytes held afterwards. Stops at `length`. Rejects where the disk takes no more.
   */
  readonly append: (tenant: string, upload: string, offset: number, length: number, bytes: AsyncIterable<Uint8Array>) => Promise<number>;
  /** Takes back what came after `length`. */
  readonly cutBack: (tenant: string, upload: string, length: number) => Promise<void>;
  /** Hashes what is held of an upload, reading it from the disk. */
  readonly hash: (tenant: string, upload: string) => Promise<PieceHashes>;
  /** Makes a whole upload content, durable when this resolves. Its hashes have been checked. */
  readonly place: (tenant: string, upload: string, hashes: PieceHashes) => Promise<void>;
  readonly dropPart: (tenant: string, upload: string) => Promise<void>;
  /** Drops parts of every tenant that nobody has written to since (milliseconds since 1970) and that `orphans` gives back; how many. */
  readonly dropOrphansBefore: (moment: number, orphans: (uploads: readonly string[]) => Promise<readonly string[]>) => Promise<number>;
  /** Stores bytes at once, durable when this resolves. Throws where they have another hash. */
  readonly put: (tenant: string, sha256: string, bytes: Uint8Array) => Promise<void>;
  /** Size of held content, undefined where it is not held. */
  readonly size: (tenant: string, sha256: string) => Promise<number | undefined>;
  /** Bytes from `start` to `end`, both included. */
  readonly read: (tenant: string, sha256: string, start: number, end: number) => Readable;
  readonly readAll: (tenant: string, sha256: string) => Promise<Uint8Array>;
  /** Hashes of the pieces from `first` to `last`, both included, 32 bytes each. */
  readonly pieceHashes: (tenant: string, sha256: string, first: number, last: number) => Promise<Uint8Array>;
  /** Deletes content for good. */
  readonly remove: (tenant: string, sha256: string) => Promise<void>;
}
