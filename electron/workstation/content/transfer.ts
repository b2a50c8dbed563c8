// Content between disk and server: what is missing is fetched under a record that names it, and checked; what is own goes up.
// Must never hand out bytes whose piece was not checked.
import { DeskError } from "../../../shared/desk/errors.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { maxPiecesPerRange } from "../../../shared/sync/content.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import { deskErrorOf, Unreachable } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import type { ContentFiles } from "./content-files.ts";
import { DamagedPiece, downloadBytes, downloadPieces, type DownloadParts } from "./download.ts";
import type { Named } from "./named.ts";
import { pieceBytes, pieceCount } from "./piece-file.ts";
import { uploadContent } from "./upload.ts";

/** Pieces fetched with one request while somebody reads: what a viewer asks for next is mostly what comes next. */
const readAhead = 4;
const mostDamaged = 2;

export interface Transfer {
  /** Brings one content to the server, from where an earlier try ended. */
  upload(content: Named, signal: AbortSignal): Promise<void>;
  /** Bytes under a record: from here, else from the server. Rejects with contentNotHere, notFound, diskFull or serverUnreachable. */
  read(under: RecordRef, content: Named, offset: number, length: number): Promise<Uint8Array>;
  /** Whether these bytes can be read without the server. */
  holds(content: Named, offset: number, length: number): Promise<boolean>;
  /** Fetches a content whole and checks it against its hash. */
  fetchWhole(under: RecordRef, content: Named, signal: AbortSignal): Promise<void>;
  /** Content the replica does not hold the record of: straight from the server. */
  readRemote(
    under: RecordRef,
    sha256: string,
    offset: number,
    length: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly size: number }>;
}

export function createTransfer(options: {
  readonly client: ServerClient;
  readonly store: Store;
  readonly files: ContentFiles;
  readonly log: Log;
  readonly clock: Clock;
  readonly silence: number;
}): Transfer {
  const { client, store, files, log } = options;
  const parts: DownloadParts = options;
  const busy = new Map<string, Promise<void>>();
  const never = new AbortController().signal;

  /** One request at a time for one content, so that nobody fetches the same piece twice. */
  const inTurn = async (sha256: string, work: () => Promise<void>): Promise<void> => {
    const before = busy.get(sha256) ?? Promise.resolve();
    const mineNow = before.then(work, work);
    const quiet = mineNow.catch(() => undefined);
    busy.set(sha256, quiet);
    try {
      await mineNow;
    } finally {
      if (busy.get(sha256) === quiet) busy.delete(sha256);
    }
  };

  const missing = async (content: Named, first: number, last: number): Promise<readonly number[]> => {
    const row = await store.read.content(content.sha256);
    const here = new Set(row?.pieces);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_none, index) => first + index).filter((piece) => !here.has(piece));
  };

  const fetchMissing = async (under: RecordRef, content: Named, first: number, last: number, signal: AbortSignal): Promise<void> => {
    for (const range of rangesOf(await missing(content, first, last))) {
      signal.throwIfAborted();
      for await (const { first: at, bytes } of downloadPieces(parts, under, content, range, signal))
        await files.keep(content, at, bytes, under);
    }
  };

  const fetchPieces = async (under: RecordRef, content: Named, first: number, last: number, signal: AbortSignal): Promise<void> => {
    await inTurn(content.sha256, async () => {
      for (let damaged = 0; ; damaged += 1) {
        try {
          await fetchMissing(under, content, first, last, signal);
          break;
        } catch (thrown) {
          // A bit turned over on the way: asked for again at once, and not for ever.
          if (!(thrown instanceof DamagedPiece) || damaged >= mostDamaged) throw thrown;
          log("warn", "a piece came damaged");
        }
      }
      const held = await store.read.contentSummary(content.sha256);
      if (held === null || held.checked || held.bytes < content.size) return;
      if (!(await files.verify(content))) throw new DeskError("contentNotHere", "the bytes are not what the hash says");
    });
  };

  const fetchToRead = async (under: RecordRef, content: Named, first: number, last: number): Promise<void> => {
    const wanted = await missing(content, first, last);
    if (wanted.length === 0) return;
    const ahead = Math.min(pieceCount(content.size) - 1, Math.max(last, (wanted[0] ?? first) + readAhead - 1));
    await fetchPieces(under, content, first, ahead, never).catch((thrown: unknown) => {
      const error = deskErrorOf(thrown);
      throw thrown instanceof Unreachable || error.code === "serverUnreachable" || error.code === "notSignedIn"
        ? new DeskError("contentNotHere", error.message)
        : error;
    });
  };

  return {
    upload: async (content, signal) => {
      await uploadContent(client, content, (offset, length) => files.read(content, offset, length), signal);
      await store.write.markUploaded(content.sha256);
      log("debug", "content uploaded", { bytes: content.size });
    },
    read: async (under, content, offset, length) => {
      if (offset >= content.size) return new Uint8Array(0);
      const [first, last] = piecesOf(content, offset, length);
      await fetchToRead(under, content, first, last);
      try {
        return await files.read(content, offset, length);
      } catch (thrown) {
        if (!(thrown instanceof DeskError) || thrown.code !== "contentNotHere") throw thrown;
        // Damaged on this disk, or gone to make room since: once more from the server.
        await fetchToRead(under, content, first, last);
        return files.read(content, offset, length);
      }
    },
    holds: async (content, offset, length) => {
      const [first, last] = piecesOf(content, offset, length);
      return (await missing(content, first, last)).length === 0;
    },
    fetchWhole: (under, content, signal) => fetchPieces(under, content, 0, pieceCount(content.size) - 1, signal),
    readRemote: (under, sha256, offset, length) => downloadBytes(parts, under, sha256, offset, length),
  };
}

/** Numbers of the first and the last piece of a range; a range behind the end has none. */
function piecesOf(content: Named, offset: number, length: number): readonly [number, number] {
  return [Math.floor(offset / pieceBytes), Math.floor((Math.min(content.size, offset + length) - 1) / pieceBytes)];
}

/** Pieces as runs without a gap, none longer than what one answer has hashes for. */
function rangesOf(pieces: readonly number[]): readonly { readonly first: number; readonly last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const piece of pieces) {
    const open = ranges.at(-1);
    if (open?.last === piece - 1 && piece - open.first < maxPiecesPerRange) open.last = piece;
    else ranges.push({ first: piece, last: piece });
  }
  return ranges;
}
