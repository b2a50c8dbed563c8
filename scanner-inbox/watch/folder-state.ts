// What a scanner folder is asked for and what it tells of itself: types, and the times it goes by.
import type { DayBalance } from "./day-balance.ts";
import type { Divisions, EntryEnd } from "./day-journal.ts";
import type { FolderAccess } from "./folder-access.ts";
import type { FailedFile, FailureReason } from "./folder-places.ts";
import type { FolderMode } from "./folder-events.ts";
import type { Division } from "../separate/division.ts";
import type { ScanLeases } from "./scan-leases.ts";

/** A file that belongs to this program until it is answered for. */
export type ClaimedFile = {
  /** The same after a restart; another for every file, whatever its name and content. */
  readonly id: string;
  readonly path: string;
  readonly name: string;
  /** 64 lower-case hex digits: the content's identity; names repeat. */
  readonly sha256: string;
  readonly size: number;
  /** A person wants it as it is, though it cannot be read. */
  readonly anyway: boolean;
  /** How a person wanted it divided in an earlier run. */
  readonly divisions: Divisions;
  /** What a person said opens it: held in memory while the file is in this desk's hands, and written nowhere. */
  readonly password?: string;
};

/** How a person wants a failed file taken up again. */
export type AgainWish = { readonly anyway: boolean; readonly password?: string | undefined };

/** Why a file in this desk's hands is not opened yet: it is tried again by itself. */
export type HeldReason = "virus-scanner";

/** Spooled: it lies sealed on this device, whole and durable. */
export type FileOutcome = "booked" | "duplicate" | "spooled" | { readonly failed: FailureReason } | { readonly waits: HeldReason };

/** Where a claimed file is: queued, in the reader's hands, waiting for a person to look at its pages, or for the server's word. */
export type ClaimStage = "waiting" | "reading" | "review" | "server";

/** Says where the file is, and in words for a person how far. */
export type TellStage = (stage: ClaimStage, note?: string) => void;

/** Notes how a person wants the file divided, or this attachment of it (from 1); once it resolves that outlives a crash. */
export type KeepDivision = (division: Division, attachment?: number) => Promise<void>;

/** Milliseconds of the given clock, but for those that set real timers. */
export type ScannerIntervals = {
  /** Timer: a look at the folder even when no event came, as network shares forget to send them. */
  readonly lookMs: number;
  /** Timer: the next look while a file is still arriving. */
  readonly nearLookMs: number;
  /** Timer: how long after an `onFile` that threw the file is handed over again. */
  readonly retryMs: number;
  /** Timer: within which an event has to come for the folder to count as one that sends them. */
  readonly probeMs: number;
  /** How long a file must not have changed. */
  readonly quietMs: number;
  /** How long one with stretches of zeros must not have changed. */
  readonly hollowMs: number;
  /** How long a file may lie still without its end before it counts as broken. */
  readonly brokenAfterMs: number;
  /** Looks did not succeed for so long: somebody has to know. */
  readonly alarmMs: number;
  /** How often a desk that holds files gives a sign of life, and after how long without one its files are taken over. */
  readonly signMs: number;
  readonly takeOverMs: number;
};

export const defaultIntervals: ScannerIntervals = {
  lookMs: 5_000,
  nearLookMs: 500,
  retryMs: 60_000,
  probeMs: 2_000,
  quietMs: 2_000,
  hollowMs: 60_000,
  brokenAfterMs: 600_000,
  alarmMs: 300_000,
  signMs: 60_000,
  takeOverMs: 600_000,
};

export type ScannerFolderOptions = {
  readonly folder: string;
  /** Its own folders too. */
  readonly nested?: boolean;
  /**
   * Where the journal of this folder lies: beside the desk's data, never in the folder. Where the folder can only be read also the ledger,
   * the copies that are worked on, and quarantine.
   */
  readonly journal: string;
  /** This desk, among those that may watch the folder. */
  readonly desk: string;
  /**
   * Answers for one file; the file stays in `processing/` until the promise settles, which may take hours.
   * After a crash or restart the same file is handed over again: it must be idempotent by `id`.
   * Two files of one content are handed over one after the other. A rejection is a "not now": the file is handed over again later.
   * `lost` aborts where the file became another desk's meanwhile: reject then.
   */
  readonly onFile: (file: ClaimedFile, at: TellStage, keep: KeepDivision, lost: AbortSignal) => Promise<FileOutcome>;
  /** Decides between desks where the folder can only be read; without it nothing is taken from such a folder. */
  readonly leases?: ScanLeases;
  /** Whether the folder can be written to; found out by trying where it is not given. */
  readonly access?: (folder: string, desk: string) => Promise<FolderAccess>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly intervals?: Partial<ScannerIntervals>;
  /** The original of a sealed file goes; else it lies in `done/` as any other. */
  readonly deletesSealed?: boolean;
};

/** A file in this desk's hands, by the id of its claim: two of one name may be there at once. */
export type HeldFile = Pick<ClaimedFile, "id" | "name"> & { readonly since: number; readonly stage: ClaimStage; readonly note: string };

export type WaitingFile = {
  readonly name: string;
  readonly size: number;
  readonly firstSeen: number;
  /**
   * `unnoted`: the journal cannot be written. `empty` and `temporary` are no documents yet. In a folder that can only be read: nobody answers
   * who decides between desks (`server`), another desk has it (`leased`), others are read first (`turn`).
   */
  readonly why: "arriving" | "held" | "incomplete" | "hollow" | "unnoted" | "empty" | "temporary" | "server" | "leased" | "turn";
};

export type ScannerFolderState = {
  readonly mode: FolderMode;
  readonly waiting: readonly WaitingFile[];
  readonly processing: readonly HeldFile[];
  readonly failed: readonly FailedFile[];
  /** What ended last, the latest first. */
  readonly ended: readonly { readonly id: string; readonly name: string; readonly end: EntryEnd; readonly at: number }[];
  /** Of the last seven days on which anything came, the latest first. */
  readonly days: readonly DayBalance[];
  /** When the folder was last seen, null before the first time. */
  readonly lastLookAt: number | null;
  /** No look succeeded for long. */
  readonly alarm: boolean;
  /** Whether the last look failed: share gone, rights missing. */
  readonly unreachable: boolean;
  /** Whether the folder can only be read: files stay in it, and copies are taken where a lease is given. */
  readonly readOnly: boolean;
  /** Whether the journal cannot be written: a full disk. Nothing is taken meanwhile. */
  readonly unnoted: boolean;
};

export type ScannerFolder = {
  /** Stops watching. What is in `processing/` stays there for the next start; late answers are no longer acted on. */
  close(): Promise<void>;
  state(): ScannerFolderState;
  /** Looks at the folder now and resolves after that look. */
  rescan(): Promise<void>;
  /** Takes a failed file up again, read anew or `anyway`; false where it is not there. */
  again(name: string, wish: AgainWish): Promise<boolean>;
  /** Calls back after each change of the state, and each minute in which the folder was seen; returns the way to stop. */
  onChange(callback: (state: ScannerFolderState) => void): () => void;
};
