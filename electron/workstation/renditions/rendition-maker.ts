// Makes searchable renditions in the background, after the scan is booked: one at a time, on a thread, taken up again after a restart.
// Must never hold up the booking, and never change the scan itself.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openReaderPool, type ReaderPool } from "../../../scanner-inbox/read/reader-pool.ts";
import { ENGINE_NAME } from "../../../scanner-inbox/ocr/engine-name.ts";
import type { RasterFormat } from "../../../scanner-inbox/raster/raster.ts";
import type { Clock } from "../clock.ts";
import { openUnpackFolder } from "../../../scanner-inbox/intake/unpack-folder.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";
import type { WantedRendition } from "./kept-readings.ts";

/** What of a replica the making needs. */
export type RenditionReplica = Pick<Replica, "store" | "files" | "transfer" | "engine" | "readings">;

export interface RenditionMaker {
  /** Another replica, or none: what was under way stops and is taken up when its person is back. */
  settle(replica: RenditionReplica | undefined): Promise<void>;
  /** Something was booked: there may be work. */
  wake(): void;
  close(): Promise<void>;
}

export interface RenditionMakerOptions {
  readonly readWorker: URL;
  /** The rendition lies here in plain text until it is taken in, and no longer. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly device: () => string;
}

/** Larger scans are not taken into memory for it. */
const mostBytes = 96 * 1024 * 1024;
/** Pages that never became an invoice are forgotten after so long. */
const keptMs = 14 * 24 * 60 * 60_000;
const milliseconds = 5 * 60_000;

const formats: Readonly<Record<string, RasterFormat>> = {
  "application/pdf": "pdf",
  "image/tiff": "tiff",
  "image/jpeg": "jpeg",
  "image/png": "png",
};

export function createRenditionMaker(options: RenditionMakerOptions): RenditionMaker {
  const { clock, log } = options;
  const folder = openUnpackFolder(options.folder, log);
  let here: { readonly replica: RenditionReplica; readonly stopping: AbortController } | undefined;
  let pool: ReaderPool | undefined;
  let running: Promise<void> = Promise.resolve();

  /** Reads the scan where it is whole here; else fetches it first. */
  const bytesOf = async (replica: RenditionReplica, { document, invoices }: WantedRendition, signal: AbortSignal): Promise<Uint8Array> => {
    if (!(await replica.files.isWhole(document)))
      await replica.transfer.fetchWhole({ kind: "invoice", id: invoices[0] ?? "" }, document, signal);
    return replica.files.read(document, 0, document.size);
  };

  const make = async (replica: RenditionReplica, wanted: WantedRendition, signal: AbortSignal): Promise<void> => {
    const { document, invoices, at } = wanted;
    const { sha256, name } = document;
    const format = formats[document.mime];
    const pages = [...(await replica.readings.pages(sha256)).values()].filter(({ lines }) => lines.length > 0);
    if (format === undefined || pages.length === 0 || document.size > mostBytes) return replica.readings.forget(sha256);
    const bytes = await bytesOf(replica, wanted, signal);
    signal.throwIfAborted();
    pool ??= openReaderPool({ workerUrl: options.readWorker, idleMs: 60_000 });
    const made = await pool.makeSearchable({ bytes, format, pages, at }, milliseconds);
    signal.throwIfAborted();
    if (!made.ok) {
      log("info", "no searchable rendition", { code: made.error.code });
      // A thread may have died of something else; what the file itself forbids stays forbidden.
      return made.error.code === "reader-crashed" ? undefined : replica.readings.forget(sha256);
    }
    const held = await folder.lend(createHash("sha256").update(`searchable/${sha256}`).digest("hex"), async (into) => {
      const path = join(await into(), "searchable.pdf");
      await writeFile(path, made.value, { mode: 0o600 });
      return replica.files.addOwn(path);
    });
    const content = { ...held, name: `${name.replace(/\.[^.]*$/u, "").slice(0, 230)} durchsuchbar.pdf`, mime: "application/pdf" };
    for (const recordId of invoices) {
      const args = { kind: "searchable", of: sha256, content, engine: ENGINE_NAME };
      const submission = {
        commands: [{ kind: "invoice", name: "addRendition", recordId, args }],
        at: clock.now().toISOString(),
        device: options.device(),
      };
      // Refused where another desk was first, or the right to it is gone: either way there is nothing more to do for this one.
      await replica.store.write
        .submitScan({ claim: `searchable/${recordId}/${sha256}`, submission })
        .catch((thrown: unknown) => log("info", "rendition not added", { reason: reasonOf(thrown) }));
    }
    await replica.readings.forget(sha256);
    replica.engine.kick();
  };

  const work = async (): Promise<void> => {
    const now = here;
    if (now === undefined || now.stopping.signal.aborted) return;
    const { replica, stopping } = now;
    for (const wanted of await replica.readings.wanted()) {
      if (stopping.signal.aborted) return;
      await make(replica, wanted, stopping.signal).catch((thrown: unknown) => {
        if (!stopping.signal.aborted) log("info", "rendition put off", { reason: reasonOf(thrown) });
      });
    }
  };

  const wake = (): void => {
    running = running.then(work).catch((thrown: unknown) => log("warn", "renditions", { reason: reasonOf(thrown) }));
  };

  const stop = async (): Promise<void> => {
    here?.stopping.abort(new Error("the desk closes"));
    here = undefined;
    const ending = pool;
    pool = undefined;
    await ending?.close();
    await running;
    await folder.clear();
  };

  return {
    settle: async (replica) => {
      if (here?.replica === replica && replica !== undefined) return;
      await stop();
      if (replica === undefined) return;
      here = { replica, stopping: new AbortController() };
      await replica.readings.clear(new Date(clock.now().getTime() - keptMs));
      wake();
    },
    wake,
    close: stop,
  };
}
