// Looks at the pages of files on a thread of its own, one after the other; holds one page at a time and never works in the calling thread.
import type { RasterFormat } from "../raster/raster.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import type { PageCode, ReadFailure } from "../read/reading.ts";
import { openThreadPool } from "../read/thread-pool.ts";
import type { LookReply, LookRequest } from "./look-worker.ts";
import type { PageLook } from "./page-look.ts";

export type Looks = {
  /**
   * What each of a file's `pages` looks like, in their order, drawn only as fast as they are taken. A page that cannot be looked at says so
   * in its look. Rejects by the signal alone, between two pages.
   */
  look(path: string, format: RasterFormat, pages: number, signal?: AbortSignal): AsyncIterable<PageLook>;
  /** The codes on these pages that ask for a payment. Pages that cannot be looked at have none. Rejects by the signal alone. */
  payments(path: string, format: RasterFormat, pages: readonly number[], signal?: AbortSignal): Promise<readonly PageCode[]>;
  /** A page as a PNG at most so many pixels wide, or why it cannot be drawn. Never rejects. */
  picture(path: string, format: RasterFormat, page: number, width: number): Promise<Result<Uint8Array, ReadFailure>>;
  /** Small pictures of these pages on one PNG, as page-pictures.ts lays them out, or why they cannot be drawn. Never rejects. */
  smallPages(path: string, format: RasterFormat, pages: readonly number[]): Promise<Result<Uint8Array, ReadFailure>>;
  /** Ends the thread; pages under way cannot be looked at. */
  close(): Promise<void>;
};

export type LooksOptions = {
  /** URL of the worker: the bundled file of a packed program, or left out to run the TypeScript source beside this file. */
  readonly workerUrl?: URL;
  readonly pageMilliseconds?: number;
};

/** Opens looks whose thread starts with the first page and ends after a minute without one. */
export function openLooks(options: LooksOptions = {}): Looks {
  const { workerUrl = new URL("./look-worker.ts", import.meta.url), pageMilliseconds = 30_000 } = options;
  const pool = openThreadPool<LookRequest, LookReply>({ workerUrl, threads: 1, memoryMegabytes: 512, idleMs: 60_000 });

  async function lookOf(request: LookRequest & { readonly number: number }): Promise<PageLook> {
    let result = await pool.run(request, pageMilliseconds);
    // A thread may die of its memory rather than of this page: once more, on a new one.
    if (!result.ok && result.error.code === "reader-crashed") result = await pool.run(request, pageMilliseconds);
    if (result.ok && "page" in result.value) return result.value;
    return { page: request.number, separator: null, blank: false, ink: 0, failure: result.ok ? "not-readable" : result.error.code };
  }

  async function pngOf(request: LookRequest, milliseconds: number): Promise<Result<Uint8Array, ReadFailure>> {
    const result = await pool.run(request, milliseconds);
    if (!result.ok) return result;
    return result.value instanceof Uint8Array ? ok(result.value) : err({ code: "not-readable", detail: "a look instead of a picture" });
  }

  return {
    async *look(path, format, pages, signal) {
      for (let number = 1; number <= pages; number += 1) {
        signal?.throwIfAborted();
        const look = await lookOf({ path, format, number });
        // Whoever stops closes the thread next, and what that made of the last page is no look.
        signal?.throwIfAborted();
        yield look;
      }
    },
    async payments(path, format, pages, signal) {
      const codes: PageCode[] = [];
      for (const number of pages) {
        signal?.throwIfAborted();
        codes.push(...((await lookOf({ path, format, number })).payment ?? []));
      }
      signal?.throwIfAborted();
      return codes;
    },
    picture: (path, format, number, width) => pngOf({ path, format, number, pictureWidth: width }, pageMilliseconds),
    // Each page counts for itself.
    smallPages: (path, format, pages) => pngOf({ path, format, smallPages: pages }, pageMilliseconds * Math.max(1, pages.length)),
    close: () => pool.close(),
  };
}
