// Content over the network: up under its hash and resumable, down by range under a record that names it.
import { DeskError } from "../../../shared/desk/errors.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { uploadChunkBytes, uploadStateSchema } from "../../../shared/sync/content.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import { ProblemAnswer, Unreachable, deskErrorOf } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import { unreachableBy } from "../sync/trouble.ts";
import type { ContentFiles } from "./content-files.ts";
import { pieceBytes, pieceCount } from "./piece-file.ts";

export interface Named {
  readonly sha256: string;
  readonly size: number;
}

interface Held {
  readonly offset: number;
  readonly complete: boolean;
}

/** Pieces fetched with one request while somebody reads: what a viewer asks for next is mostly what comes next. */
const readAhead = 4;

export interface Transfer {
  /** Brings one content to the server, from where an earlier try ended. */
  upload(content: Named, signal: AbortSignal): Promise<void>;
  /** Bytes under a record: from here, else from the server. Rejects with contentNotHere, notFound or serverUnreachable. */
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
}): Transfer {
  const { client, store, files, log } = options;
  const busy = new Map<string, Promise<void>>();

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

  const fetchRange = async (under: RecordRef, content: Named, first: number, last: number, signal?: AbortSignal): Promise<void> => {
    const from = first * pieceBytes;
    const to = Math.min(content.size, (last + 1) * pieceBytes);
    const { bytes } = await download(client, under, content.sha256, from, to - from, signal);
    if (bytes.length !== to - from) throw new Unreachable("the answer ended early");
    await files.keep(content, first, bytes, under);
  };

  const fetchPieces = async (under: RecordRef, content: Named, first: number, last: number, signal?: AbortSignal): Promise<void> => {
    await inTurn(content.sha256, async () => {
      const wanted = await missing(content, first, last);
      const [begin] = wanted;
      const end = wanted.at(-1);
      if (begin === undefined || end === undefined) return;
      for (let piece = begin; piece <= end; piece += readAhead)
        await fetchRange(under, content, piece, Math.min(end, piece + readAhead - 1), signal);
      const complete = (await missing(content, 0, pieceCount(content.size) - 1)).length === 0;
      if (complete && !(await files.verify(content))) throw new DeskError("contentNotHere", "the bytes are not what the hash says");
    });
  };

  return {
    upload: async (content, signal) => {
      let { offset, complete } = await heldByServer(client, content.sha256, signal);
      while (!complete) {
        const bytes = await files.read(content, offset, uploadChunkBytes);
        const headers = { "upload-offset": String(offset), "upload-length": String(content.size), "tus-resumable": "1.0.0" };
        try {
          const response = await client.fetch({
            method: "PATCH",
            path: `/v1/content/${content.sha256}`,
            bytes,
            headers,
            signal,
            timeout: 120_000,
          });
          const state = uploadStateSchema.parse(await response.json());
          complete = state.complete;
          if (!complete && state.offset <= offset) throw new ProblemAnswer("internal", "the server took nothing");
          ({ offset } = state);
        } catch (thrown) {
          if (!(thrown instanceof ProblemAnswer) || thrown.problem !== "offsetMismatch") throw thrown;
          const held = await heldByServer(client, content.sha256, signal);
          if (held.offset === offset && !held.complete) throw thrown;
          ({ offset, complete } = held);
        }
      }
      await store.write.markUploaded(content.sha256);
      log("debug", "content uploaded", { bytes: content.size });
    },
    read: async (under, content, offset, length) => {
      if (offset >= content.size) return new Uint8Array(0);
      const [first, last] = piecesOf(content, offset, length);
      const wanted = await missing(content, first, last);
      if (wanted.length > 0) {
        const ahead = Math.min(pieceCount(content.size) - 1, Math.max(last, (wanted[0] ?? first) + readAhead - 1));
        await fetchPieces(under, content, first, ahead).catch((thrown: unknown) => {
          const error = deskErrorOf(thrown);
          throw thrown instanceof Unreachable || error.code === "serverUnreachable" || error.code === "notSignedIn"
            ? new DeskError("contentNotHere", error.message)
            : error;
        });
      }
      return files.read(content, offset, length);
    },
    holds: async (content, offset, length) => {
      const [first, last] = piecesOf(content, offset, length);
      return (await missing(content, first, last)).length === 0;
    },
    fetchWhole: (under, content, signal) => fetchPieces(under, content, 0, pieceCount(content.size) - 1, signal),
    readRemote: (under, sha256, offset, length) => download(client, under, sha256, offset, length),
  };
}

/** Numbers of the first and the last piece of a range; a range behind the end has none. */
function piecesOf(content: Named, offset: number, length: number): readonly [number, number] {
  return [Math.floor(offset / pieceBytes), Math.floor((Math.min(content.size, offset + length) - 1) / pieceBytes)];
}

/** A content the server holds whole names its length; a part that only lacks the last check does not. */
async function heldByServer(client: ServerClient, sha256: string, signal: AbortSignal): Promise<Held> {
  try {
    const response = await client.fetch({ method: "HEAD", path: `/v1/content/${sha256}`, signal, headers: { "tus-resumable": "1.0.0" } });
    const offset = Number(response.headers.get("upload-offset") ?? 0);
    const length = response.headers.get("upload-length");
    return { offset, complete: length !== null && Number(length) === offset };
  } catch (thrown) {
    if (thrown instanceof ProblemAnswer && thrown.problem === "notFound") return { offset: 0, complete: false };
    throw thrown;
  }
}

async function download(
  client: ServerClient,
  under: RecordRef,
  sha256: string,
  offset: number,
  length: number,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly size: number }> {
  const path = `/v1/content/${encodeURIComponent(under.kind)}/${under.id}/${sha256}`;
  const headers = { range: `bytes=${offset}-${offset + length - 1}` };
  const response = await client.fetch({ method: "GET", path, headers, ...(signal === undefined ? {} : { signal }) });
  try {
    const body = new Uint8Array(await response.arrayBuffer());
    const total = Number(/\/(\d+)$/u.exec(response.headers.get("content-range") ?? "")?.[1] ?? body.length);
    return { bytes: response.status === 206 ? body : body.subarray(offset, offset + length), size: total };
  } catch (thrown) {
    throw unreachableBy(thrown);
  }
}
