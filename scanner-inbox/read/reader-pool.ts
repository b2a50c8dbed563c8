// Reads files on worker threads, so that no file can hold up its caller's event loop; never reads one in the calling thread.
import { err, ok, type Result } from "../../shared/base/result.ts";
import type { OrderedFile, OrderSheet } from "../order-sheet/order-sheet.ts";
import type { SearchableSource } from "../searchable/searchable-pdf.ts";
import type { EInvoiceLook } from "./look-into-e-invoice.ts";
import type { ReadReply, ReadRequest } from "./read-worker.ts";
import { defaultReadLimits, type ReadFailure, type Reading, type ReadLimits } from "./reading.ts";
import { openThreadPool } from "./thread-pool.ts";
import type { UnpackedMail } from "./unpack-mail.ts";

export type ReaderPool = {
  /** The reading of the file at a path, opened with a password where it has one. Never rejects: a crash, a time limit or a closed pool is a failure. */
  readInWorker(path: string, limits?: ReadLimits, password?: string): Promise<Result<Reading, ReadFailure>>;
  /** Writes a mail's attachments into a folder that is there and empty. Never rejects. */
  unpackInWorker(path: string, into: string, limits?: ReadLimits): Promise<Result<UnpackedMail, ReadFailure>>;
  /** A searchable PDF of a scan whose pages were recognised. Never rejects. */
  makeSearchable(source: SearchableSource, milliseconds: number): Promise<Result<Uint8Array, ReadFailure>>;
  /** A payment order sheet as a PDF, with the pages of the file behind it where there is one. Never rejects. */
  drawOrderSheet(sheet: OrderSheet, ordered: OrderedFile | null, milliseconds: number): Promise<Result<Uint8Array, ReadFailure>>;
  /** What the electronic invoice in a file says and breaks. Never rejects. */
  lookIntoEInvoice(bytes: Uint8Array, limits?: ReadLimits): Promise<Result<EInvoiceLook, ReadFailure>>;
  /** The bytes of a file that an electronic invoice carries, by its place among the supporting documents. Never rejects. */
  fileOfEInvoice(bytes: Uint8Array, index: number, limits?: ReadLimits): Promise<Result<Uint8Array, ReadFailure>>;
  /** Ends the threads; what was under way fails with `reader-crashed`. */
  close(): Promise<void>;
};

export type ReaderPoolOptions = {
  /** URL of the worker: the bundled file of a packed program, or left out to run the TypeScript source beside this file. */
  readonly workerUrl?: URL;
  readonly threads?: number;
  /** Memory a thread may fill before it is ended, in MiB. */
  readonly memoryMegabytes?: number;
  /** Milliseconds after which a thread without work is ended; kept warm where it is left out. */
  readonly idleMs?: number;
};

/** Opens a pool whose threads start with the first file and are kept warm until `close`. They do not hold the process open when idle. */
export function openReaderPool(options: ReaderPoolOptions = {}): ReaderPool {
  const { workerUrl = new URL("./read-worker.ts", import.meta.url), threads = 1, memoryMegabytes = 1024 } = options;
  const idle = options.idleMs === undefined ? {} : { idleMs: options.idleMs };
  const pool = openThreadPool<ReadRequest, ReadReply>({ workerUrl, threads, memoryMegabytes, ...idle });
  return {
    readInWorker: async (path, limits = defaultReadLimits, password) => {
      const result = await pool.run({ path, limits, ...(password === undefined ? {} : { password }) }, limits.milliseconds);
      return narrowed(result, (value) => ("pages" in value ? value : null));
    },
    unpackInWorker: async (path, into, limits = defaultReadLimits) => {
      const result = await pool.run({ path, limits, unpackInto: into }, limits.milliseconds);
      return narrowed(result, (value) => ("mail" in value ? value : null));
    },
    makeSearchable: async (searchable, milliseconds) =>
      narrowed(await pool.run({ searchable }, milliseconds), (value) => (value instanceof Uint8Array ? value : null)),
    drawOrderSheet: async (orderSheet, ordered, milliseconds) =>
      narrowed(await pool.run({ orderSheet, ordered }, milliseconds), (value) => (value instanceof Uint8Array ? value : null)),
    lookIntoEInvoice: async (eInvoice, limits = defaultReadLimits) =>
      narrowed(await pool.run({ eInvoice, limits }, limits.milliseconds), (value) => ("eInvoice" in value ? value : null)),
    fileOfEInvoice: async (eInvoice, file, limits = defaultReadLimits) =>
      narrowed(await pool.run({ eInvoice, limits, file }, limits.milliseconds), (value) => (value instanceof Uint8Array ? value : null)),
    close: () => pool.close(),
  };
}

/** A thread answers what it was asked; what it was asked is not in its type. */
function narrowed<Value, Wanted>(result: Result<Value, ReadFailure>, wanted: (value: Value) => Wanted | null): Result<Wanted, ReadFailure> {
  if (!result.ok) return result;
  const value = wanted(result.value);
  return value === null ? err({ code: "reader-crashed", detail: "an answer to another question" }) : ok(value);
}
