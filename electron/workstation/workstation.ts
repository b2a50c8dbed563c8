// The desk itself: opens everything for one person at one device and hands out the Desk that hosts serve to their screens.
// Must never know which host it is in, and never keep state outside of what it returns.
import { join } from "node:path";
import type { Desk } from "../../shared/desk/contract.ts";
import { syncVersion } from "../../shared/sync/version.ts";
import { systemClock, type Clock } from "./clock.ts";
import { createDesk, type LiveDesk } from "./desk/desk.ts";
import { createEInvoices } from "./einvoice/e-invoices.ts";
import type { ScannerAddress } from "../../scanner-inbox/guard/virus-scanner.ts";
import { plainRule, type FolderRule } from "../../scanner-inbox/intake/folder-rules.ts";
import { createIntake, type Intake, type IntakeOptions } from "./intake/intake.ts";
import { createLearner } from "./intake/learner.ts";
import { silentLog, type Log } from "./log.ts";
import { createPayments } from "./payment/payments.ts";
import { createOrderSheets } from "./order-sheet/order-sheets.ts";
import { createPaperReader, type PaperReader } from "./intake/paper-reader.ts";
import { createRenditionMaker } from "./renditions/rendition-maker.ts";
import type { KeyStore } from "./session/key-file.ts";
import type { Replica } from "./session/replica.ts";
import { openSeat, type Seat } from "./session/seat.ts";
import { openUnattended } from "./spool/unattended.ts";
import { leftTable } from "./store/bridge.ts";
import type { RecognitionOptions } from "../../scanner-inbox/ocr/open-recognition.ts";
import { storeThreads, type OpenStoreThread } from "./store/store-thread.ts";
import type { Send } from "./sync/server-client.ts";
import { defaultTimings, type Timings } from "./timings.ts";

export interface WorkstationOptions {
  /** Folder of this program's data for one user account; made where it is missing. */
  readonly dataFolder: string;
  /** Where the server is; without it, where it was at enrolment. It has to prove itself under any address. */
  readonly serverUrl?: string | undefined;
  /** Of a device from before enrolment; else the code says it. */
  readonly tenant?: string | undefined;
  /** A code that enrols this device, where it still has to be; asked for only then. Without one the person is asked. */
  readonly enrolmentCode?: (() => Promise<string | undefined>) | undefined;
  /** A folder the scanner writes to, without rules of its own; without any folder the desk takes no files in. */
  readonly scannerFolder?: string | undefined;
  readonly scannerFolders?: readonly FolderRule[];
  /** Where payment files are written; a folder in the data folder where it is not given. */
  readonly paymentFolder?: string | undefined;
  /** Sees every file first; without one files are opened unseen. */
  readonly virusScanner?: ScannerAddress | undefined;
  /** How text is recognised; left out, by the own engine within what suits the machine. */
  readonly recognition?: RecognitionOptions;
  readonly host: "electron" | "loopback" | "test";
  readonly programVersion: string;
  readonly keyStore?: KeyStore | null;
  readonly clock?: Clock;
  readonly log?: Log;
  /** The thread that holds the store, the one that reads files, and the one that recognises text: without it pictures come in unread. */
  readonly workers: { readonly store: URL; readonly read: URL; readonly ocr?: URL; readonly look?: URL };
  readonly timings?: Partial<Timings>;
  /** How store threads are opened and requests sent: worker threads and the network, where nothing else is given. */
  readonly openStoreThread?: OpenStoreThread;
  readonly send?: Send;
  /** Whether a scanner folder can be written to; found out by trying where it is not given. */
  readonly folderAccess?: IntakeOptions["folderAccess"];
  /** Told of each replica that opens, and when it closes: for towns, which look into it. */
  readonly onReplica?: (replica: Replica | undefined) => void;
  /** What this program speaks and does not know, where it is not today's: an older one beside newer ones, later upgraded. */
  readonly program?: Program;
}

/** A program of another day: the version of the sync protocol it speaks; kinds ("task") and commands ("invoice/assign") it lacks. */
export interface Program {
  readonly syncVersion: number;
  readonly unknown: readonly string[];
}

export interface Workstation {
  readonly desk: Desk;
  close(): Promise<void>;
}

/** Opens a workstation with nobody signed in. `close` ends everything it started. */
export async function openWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { dataFolder, serverUrl, host, programVersion } = options;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const timings: Timings = { ...defaultTimings, ...options.timings };
  const program: Program = options.program ?? { syncVersion, unknown: [] };
  const openStoreThread = options.openStoreThread ?? storeThreads(options.workers.store);
  // The seat tells these two, and both are made with the seat.
  const told: { live?: LiveDesk; intake?: Intake; papers?: PaperReader; seat?: Seat } = {};
  let stopListening: () => void = () => undefined;

  const renditions = createRenditionMaker({
    readWorker: options.workers.read,
    folder: join(dataFolder, "renditions"),
    clock,
    log,
    device: () => seat.device(),
  });
  const eInvoices = createEInvoices({ readWorker: options.workers.read });
  const orderSheets = createOrderSheets({ readWorker: options.workers.read, clock });
  const unattended = await openUnattended({
    dataFolder,
    clock,
    log,
    seat: () => told.seat,
    deviceName: () => told.seat?.deviceName() ?? "",
    every: timings.pullEvery,
    onChange: () => told.live?.scannerChanged(),
    onPermission: () => void told.intake?.permissionChanged(),
  });
  const seat = await openSeat({
    dataFolder,
    serverUrl,
    tenant: options.tenant ?? "",
    enrolmentCode: options.enrolmentCode,
    keyStore: options.keyStore ?? null,
    openStoreThread: (start, listening) => openStoreThread({ ...start, unknown: program.unknown }, listening),
    syncVersion: program.syncVersion,
    send: options.send,
    clock,
    timings,
    log,
    sealed: () => unattended.counts().sealed,
    onUnattended: (said) => unattended.heard(said),
    onChange: () => told.live?.seatChanged(),
    onContent: () => told.live?.contentChanged(),
    onReplica: async (replica) => {
      options.onReplica?.(replica);
      stopListening();
      eInvoices.forget();
      orderSheets.forget();
      if (replica === undefined) told.live?.replicaClosed();
      else
        stopListening = replica.store.onMoved((moved) => {
          told.live?.storeMoved(moved);
          // Other rights: the scanner folder may have to be watched, or left alone, from now on.
          // What left may lie unpacked beside its mail.
          if (moved.tables.includes("identity") || moved.tables.includes(leftTable)) void told.intake?.settle(replica);
        });
      await Promise.all([renditions.settle(replica), told.papers?.settle(replica), told.intake?.settle(replica)]);
    },
  });
  told.seat = seat;
  const intake = createIntake({
    unattended,
    rules: [...(options.scannerFolder === undefined ? [] : [plainRule(options.scannerFolder)]), ...(options.scannerFolders ?? [])],
    journals: join(dataFolder, "scans"),
    reading: {
      readWorker: options.workers.read,
      ocrWorker: options.workers.ocr,
      recognition: { ceilingMegabytes: undefined, native: false, ...options.recognition, remembered: join(dataFolder, "ocr-engine.json") },
      lookWorker: options.workers.look,
      virusScanner: options.virusScanner,
      unpackTo: join(dataFolder, "unpacked"),
    },
    clock,
    log,
    device: () => seat.device(),
    deviceName: () => seat.deviceName(),
    intervals: timings.scanner,
    onChange: () => told.live?.scannerChanged(),
    lockedOut: () => {
      const { enrolment } = seat.view();
      return enrolment.phase === "needed" && enrolment.reason === "revoked";
    },
    folderAccess: options.folderAccess,
    onBooked: () => renditions.wake(),
  });
  const learner = createLearner({ clock, log, device: () => seat.device(), read: intake.readHeld });
  const papers = createPaperReader({
    clock,
    log,
    device: () => seat.device(),
    read: async (...paper) => intake.readPaper(...paper),
    onRead: () => renditions.wake(),
  });
  const live = createDesk({
    payments: createPayments({ folder: options.paymentFolder ?? join(dataFolder, "payments"), clock }),
    seat,
    learner,
    papers,
    eInvoices,
    orderSheets,
    clock,
    host,
    programVersion,
    scanner: () => intake.state(),
    scans: intake,
    liveDelay: timings.liveDelay,
    onLook: (refs) => {
      // While it is being closed the phase is still "open", but nobody sits here any more.
      if (seat.view().phase === "open" && seat.view().identity !== undefined) {
        seat.replica().courier.look(refs);
        papers.look(refs);
      }
    },
  });

  told.live = live;
  told.intake = intake;
  told.papers = papers;
  // What a killed program left unpacked goes before anybody sits here.
  await Promise.all([intake.settle(undefined), renditions.settle(undefined)]);

  return {
    desk: live.desk,
    close: async () => {
      await learner.close();
      await seat.close();
      await Promise.all([intake.close(), renditions.close(), eInvoices.close(), orderSheets.close()]);
      await unattended.close();
      live.close();
    },
  };
}
