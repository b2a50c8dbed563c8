// Where content lies, behind an interface small enough for a folder and for an S3 store. Content is found by its SHA-256 and never changes.
import type { Readable } from "node:stream";

export interface ContentStore {
  /** Bytes of an upload that are held so far; 0 where nothing came yet. */
  readonly partSize: (tenant: string, upload: string) => Promise<number>;
  /**
   * Appends to an upload from `offset` on (which must be what is held) and keeps what arrived even where the stream breaks.
   * Bytes held afterwards. Stops at `length`.
   */
  readonly append: (tenant: string, upload: string, offset: number, length: number, bytes: AsyncIterable<Uint8Array>) => Promise<number>;
  /** Checks a whole upload against its hash and makes it content, durable when this resolves; false where the hash is another: the upload is gone. */
  readonly finish: (tenant: string, upload: string, sha256: string) => Promise<boolean>;
  /** Stores bytes at once, durable when this resolves. Throws where they have another hash. */
  readonly put: (tenant: string, sha256: string, bytes: Uint8Array) => Promise<void>;
  /** Size of held content, undefined where it is not held. */
  readonly size: (tenant: string, sha256: string) => Promise<number | undefined>;
  /** Bytes from `start` to `end`, both included. */
  readonly read: (tenant: string, sha256: string, start: number, end: number) => Readable;
  readonly readAll: (tenant: string, sha256: string) => Promise<Uint8Array>;
}
