// The scanner folder at this desk: watched only while somebody sits here who may capture invoices, so that files wait for a desk
// that can book them. Must never move a file by itself: the folder does, after the server has answered.
import { rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { ScannerState } from "../../../shared/desk/scanner-calls.ts";
import { refusalSchema } from "../../../shared/domain/refusal.ts";
import { scannerFailures } from "../../../shared/text/de/screens-outbox.ts";
import { lookUp, refusalText } from "../../../shared/text/refusal-text.ts";
import { proposeInvoice } from "../../../scanner-inbox/propose/propose-invoice.ts";
import { failureSentence } from "../../../scanner-inbox/read/failure-sentences.ts";
import { openReaderPool, type ReaderPool } from "../../../scanner-inbox/read/reader-pool.ts";
import { places } from "../../../scanner-inbox/watch/folder-places.ts";
import {
  openScannerFolder,
  type ClaimedFile,
  type FileOutcome,
  type ScannerFolder,
  type ScannerIntervals,
} from "../../../scanner-inbox/watch/scanner-folder.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";
import { bookScan, ScanRefused, unitForScans } from "./book-scan.ts";

export interface Intake {
  state(): ScannerState;
  /** Another replica, none, or other rights: watching begins or ends. */
  settle(replica: Replica | undefined): Promise<void>;
  retry(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface IntakeOptions {
  readonly folder: string | undefined;
  readonly readWorker: URL;
  readonly clock: Clock;
  readonly log: Log;
  readonly device: () => string;
  readonly intervals: Partial<ScannerIntervals>;
  readonly onChange: () => void;
}

interface Watching {
  readonly replica: Replica;
  readonly folder: ScannerFolder;
  readonly pool: ReaderPool;
  readonly stopping: AbortController;
}

/** An intake at rest; without a folder it stays so. */
export function createIntake(options: IntakeOptions): Intake {
  const { folder, clock, log, device, onChange } = options;
  let watching: Watching | undefined;
  let inTurn: Promise<void> = Promise.resolve();

  const onFile = async (file: ClaimedFile, replica: Replica, pool: ReaderPool, signal: AbortSignal): Promise<FileOutcome> => {
    const reading = await pool.readInWorker(file.path);
    if (!reading.ok) {
      log("info", "file not read", { code: reading.error.code });
      return { failed: { code: reading.error.code, text: failureSentence(reading.error.code) } };
    }
    // Nothing the house has a viewer or a rule for comes in by this door.
    if (reading.value.format === "unknown") return { failed: { code: "unsupported", text: scannerFailures["unsupported"] ?? "" } };
    const { directory } = await replica.store.read.identity(null);
    const proposal = proposeInvoice(reading.value, { buyerNames: [directory.townName] });
    try {
      return await bookScan({ replica, file, proposal, clock, device: device(), signal });
    } catch (thrown) {
      if (!(thrown instanceof ScanRefused)) throw thrown;
      const refusal = refusalSchema.safeParse(thrown.refusal);
      const code = refusal.success ? refusal.data.code : "discarded";
      return { failed: { code, text: refusal.success ? refusalText(refusal.data, directory) : (lookUp(scannerFailures, code) ?? code) } };
    }
  };

  const begin = async (path: string, replica: Replica): Promise<void> => {
    const pool = openReaderPool({ workerUrl: options.readWorker });
    const stopping = new AbortController();
    const opened = await openScannerFolder({
      folder: path,
      now: () => clock.now().getTime(),
      intervals: options.intervals,
      onFile: (file) => onFile(file, replica, pool, stopping.signal),
    });
    opened.onChange(onChange);
    watching = { replica, folder: opened, pool, stopping };
  };

  const end = async (): Promise<void> => {
    if (watching === undefined) return;
    const { folder: opened, pool, stopping } = watching;
    watching = undefined;
    // The folder first: what its files are answered from now on must not count.
    await opened.close();
    stopping.abort();
    await pool.close();
  };

  const settle = async (replica: Replica | undefined): Promise<void> => {
    const mayBook = replica !== undefined && (await unitForScans(replica, clock.now())) !== undefined;
    const wanted = mayBook ? replica : undefined;
    if (watching?.replica === wanted) return;
    await end();
    if (wanted !== undefined && folder !== undefined) await begin(folder, wanted);
    onChange();
  };

  return {
    state: () => {
      if (folder === undefined || watching === undefined) return resting(folder ?? null);
      const { waiting, processing, failed, doneToday, lastLookAt } = watching.folder.state();
      return {
        folder,
        active: true,
        lastLookAt: lastLookAt === null ? null : new Date(lastLookAt).toISOString(),
        waiting: waiting.map(({ name, why }) => ({ name, reason: why })),
        processing: processing.map(({ name }) => name),
        failed: failed.map(({ name, code, text }) => ({ name, reason: lookUp(scannerFailures, code) === undefined ? text : code })),
        doneToday,
      };
    },
    settle: (replica) => {
      inTurn = inTurn.then(() => settle(replica)).catch((thrown: unknown) => log("warn", "scanner folder", { reason: reasonOf(thrown) }));
      return inTurn;
    },
    retry: async (name) => {
      const opened = watching?.folder;
      const known = opened?.state().failed.some((file) => file.name === name) ?? false;
      if (folder === undefined || opened === undefined || !known || basename(name) !== name)
        throw new DeskError("notFound", "no such failed file");
      await rename(join(folder, places.failed, name), join(folder, name));
      await rm(join(folder, places.failed, `${name}.json`), { force: true });
      await opened.rescan();
    },
    close: () => {
      inTurn = inTurn.then(end);
      return inTurn;
    },
  };
}

function resting(folder: string | null): ScannerState {
  return { folder, active: false, lastLookAt: null, waiting: [], processing: [], failed: [], doneToday: 0 };
}
