// The desk itself: opens everything for one person at one device and hands out the Desk that hosts serve to their screens.
// Must never know which host it is in, and never keep state outside of what it returns.
import type { Desk } from "../../shared/desk/contract.ts";
import type { ScannerState } from "../../shared/desk/scanner-calls.ts";
import { systemClock, type Clock } from "./clock.ts";
import { createDesk, type LiveDesk } from "./desk/desk.ts";
import { silentLog, type Log } from "./log.ts";
import type { KeyStore } from "./session/key-file.ts";
import { openSeat } from "./session/seat.ts";
import { defaultTimings, type Timings } from "./timings.ts";

export interface WorkstationOptions {
  /** Folder of this program's data for one user account; made where it is missing. */
  readonly dataFolder: string;
  readonly serverUrl: string;
  readonly tenant: string;
  /** Folder the scanner writes to; without one the desk takes no files in. */
  readonly scannerFolder?: string | undefined;
  readonly host: "electron" | "loopback" | "test";
  readonly programVersion: string;
  readonly keyStore?: KeyStore | null;
  readonly clock?: Clock;
  readonly log?: Log;
  /** The thread that holds the store and the one that reads files. */
  readonly workers: { readonly store: URL; readonly read: URL };
  readonly timings?: Partial<Timings>;
}

export interface Workstation {
  readonly desk: Desk;
  close(): Promise<void>;
}

const noScanner: ScannerState = {
  folder: null,
  active: false,
  lastLookAt: null,
  waiting: [],
  processing: [],
  failed: [],
  doneToday: 0,
};

/** Opens a workstation with nobody signed in. `close` ends everything it started. */
export async function openWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { dataFolder, serverUrl, tenant, host, programVersion } = options;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const timings: Timings = { ...defaultTimings, ...options.timings };
  let live: LiveDesk | undefined;
  let stopListening: () => void = () => undefined;

  const seat = await openSeat({
    dataFolder,
    serverUrl,
    tenant,
    keyStore: options.keyStore ?? null,
    worker: options.workers.store,
    clock,
    timings,
    log,
    onChange: () => live?.seatChanged(),
    onReplica: (replica) => {
      stopListening();
      if (replica === undefined) live?.replicaClosed();
      else stopListening = replica.store.onMoved((moved) => live?.storeMoved(moved));
    },
  });
  const scanner = (): ScannerState => ({ ...noScanner, folder: options.scannerFolder ?? null });
  const retryScan = async (): Promise<void> => Promise.resolve();
  live = createDesk({ seat, clock, host, programVersion, serverUrl, scanner, retryScan, liveDelay: timings.liveDelay });

  return {
    desk: live.desk,
    close: async () => {
      await seat.signOut();
      live.close();
    },
  };
}
