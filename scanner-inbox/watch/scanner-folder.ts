// Watches one folder and hands over each file once it is whole; never deletes, copies or rewrites a file, and never loses one.
import { watch, type FSWatcher } from "chokidar";
import { dirname, join, resolve } from "node:path";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { endStructure, type EndStructure } from "./end-structure.ts";
import {
  claimFile,
  countDone,
  failedFiles,
  filesIn,
  isGone,
  isHeld,
  leftClaims,
  makePlaces,
  moveToDone,
  moveToFailed,
  sha256OfFile,
  statIfThere,
  type Claim,
  type FailedFile,
  type FailureReason,
} from "./folder-places.ts";
import { quietFiles } from "./quiet-files.ts";

/** A file that belongs to this program until it is answered for. */
export type ClaimedFile = {
  readonly path: string;
  readonly name: string;
  /** 64 lower-case hex digits: the file's identity; names repeat. */
  readonly sha256: string;
  readonly size: number;
};

export type FileOutcome = "booked" | "duplicate" | { readonly failed: FailureReason };

/** Milliseconds of the given clock, but for the three that set real timers. */
export type ScannerIntervals = {
  /** Timer: a look at the folder even when no event came, as network shares forget to send them. */
  readonly lookMs: number;
  /** Timer: the next look while a file is still arriving. */
  readonly nearLookMs: number;
  /** Timer: how long after an `onFile` that threw the file is handed over again. */
  readonly retryMs: number;
  /** How long a file must not have changed. */
  readonly quietMs: number;
  /** How long a file may lie still without its end before it counts as broken. */
  readonly brokenAfterMs: number;
};

export const defaultIntervals: ScannerIntervals = {
  lookMs: 5_000,
  nearLookMs: 500,
  retryMs: 60_000,
  quietMs: 2_000,
  brokenAfterMs: 600_000,
};

export type ScannerFolderOptions = {
  readonly folder: string;
  /**
   * Answers for one file; the file stays in `processing/` until the promise settles, which may take hours.
   * After a crash or restart the same file is handed over again: it must be idempotent by `sha256`.
   * Two files of one content are handed over one after the other. A rejection is a "not now": the file is handed over again later.
   */
  readonly onFile: (file: ClaimedFile) => Promise<FileOutcome>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly intervals?: Partial<ScannerIntervals>;
};

export type WaitingFile = {
  readonly name: string;
  readonly size: number;
  readonly firstSeen: number;
  readonly why: "arriving" | "held" | "incomplete";
};

export type ScannerFolderState = {
  readonly waiting: readonly WaitingFile[];
  readonly processing: readonly { readonly name: string; readonly since: number }[];
  readonly doneToday: number;
  readonly failed: readonly FailedFile[];
  /** When the folder was last seen, null before the first time. */
  readonly lastLookAt: number | null;
  /** Whether the last look failed: share gone, rights missing. */
  readonly unreachable: boolean;
};

export type ScannerFolder = {
  /** Stops watching. What is in `processing/` stays there for the next start; late answers are no longer acted on. */
  close(): Promise<void>;
  state(): ScannerFolderState;
  /** Looks at the folder now and resolves after that look. */
  rescan(): Promise<void>;
  /** Calls back after each change of the state but for `lastLookAt`; returns the way to stop. */
  onChange(callback: (state: ScannerFolderState) => void): () => void;
};

type Held = { readonly claim: Claim; readonly since: number; handed: boolean };

/** Opens a scanner folder: makes its places, takes up what an earlier run left in `processing/`, then watches. */
export async function openScannerFolder(options: ScannerFolderOptions): Promise<ScannerFolder> {
  const folder = resolve(options.folder);
  const { now } = options;
  const intervals = { ...defaultIntervals, ...options.intervals };
  const quiet = quietFiles(intervals);
  const held = new Map<string, Held>();
  const lastOfContent = new Map<string, Promise<unknown>>();
  const listeners = new Set<(state: ScannerFolderState) => void>();
  const timers = new Set<NodeJS.Timeout>();
  let waiting: readonly WaitingFile[] = [];
  let failed: readonly FailedFile[] = [];
  let done = { day: "", count: 0 };
  let lastLookAt: number | null = null;
  let unreachable = false;
  let recovered = false;
  let closed = false;
  let looking: Promise<void> = Promise.resolve();
  let lookTimer: NodeJS.Timeout | null = null;
  let told = "";

  function state(): ScannerFolderState {
    const processing = [...held.values()].map(({ claim, since }) => ({ name: claim.name, since }));
    return { waiting, processing, doneToday: done.day === officeDateAt(now()) ? done.count : 0, failed, lastLookAt, unreachable };
  }

  function tell(): void {
    const current = state();
    const text = JSON.stringify({ ...current, lastLookAt: null });
    if (text === told) return;
    told = text;
    for (const listener of listeners) listener(current);
  }

  /** Looks never overlap: each waits for the one before. */
  function look(): Promise<void> {
    looking = looking.then(lookOnce);
    return looking;
  }

  async function lookOnce(): Promise<void> {
    if (closed) return;
    try {
      if (!recovered) await recover();
      const sightings = await filesIn(folder);
      quiet.look(sightings, now());
      const still: WaitingFile[] = [];
      for (const { name, size } of sightings) {
        if (closed) return;
        const why = await take(name);
        if (why) still.push({ name: name.normalize("NFC"), size, firstSeen: quiet.firstSeen(name) ?? now(), why });
      }
      waiting = still;
      for (const file of held.values()) if (!file.handed) await handOver(file).catch(() => undefined);
      failed = await failedFiles(folder);
      const today = officeDateAt(now());
      if (done.day !== today) done = { day: today, count: await countDone(folder, today) };
      lastLookAt = now();
      unreachable = false;
    } catch {
      // A share may be gone for hours: nothing is decided until it is seen again, and `state` says so.
      unreachable = true;
      recovered = recovered && held.size > 0;
    }
    tell();
    scheduleLook();
  }

  async function recover(): Promise<void> {
    await makePlaces(folder);
    for (const claim of await leftClaims(folder)) if (!held.has(claim.id)) held.set(claim.id, { claim, since: now(), handed: false });
    recovered = true;
  }

  /** Claims a file if it is whole; else says why it waits. */
  async function take(name: string): Promise<WaitingFile["why"] | null> {
    if (!quiet.isQuiet(name, now())) return "arriving";
    const path = join(folder, name);
    let end: EndStructure;
    try {
      if (await isHeld(path)) return "held";
      end = await endStructure(path);
    } catch (error) {
      return isGone(error) ? null : "held";
    }
    const broken = end === "incomplete" && (quiet.quietFor(name, now()) ?? 0) >= intervals.brokenAfterMs;
    if (end === "incomplete" && !broken) return "incomplete";
    const claim = await claimFile(folder, name);
    if (!claim) return "held";
    const file: Held = { claim, since: now(), handed: broken };
    held.set(claim.id, file);
    if (broken) await settle(file, { failed: { code: "incomplete", text: failureSentence("incomplete") } }, null);
    return null;
  }

  /** Hands a claimed file over, unless its writer still had it open and went on writing; what fails is tried again with the next look. */
  async function handOver(file: Held): Promise<void> {
    const { path, name } = file.claim;
    const before = await statIfThere(path);
    if (!before) return release(file);
    const sha256 = await sha256OfFile(path);
    const after = await statIfThere(path);
    if (!after || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return;
    file.handed = true;
    const turn = (lastOfContent.get(sha256) ?? Promise.resolve()).then(() => ask(file, { path, name, sha256, size: after.size }));
    lastOfContent.set(sha256, turn);
    void turn.then(() => {
      if (lastOfContent.get(sha256) === turn) lastOfContent.delete(sha256);
    });
  }

  async function ask(file: Held, claimed: ClaimedFile): Promise<void> {
    if (closed) return;
    let outcome: FileOutcome;
    try {
      outcome = await options.onFile(claimed);
    } catch {
      handOverLater(file);
      return;
    }
    if (closed) return;
    try {
      await settle(file, outcome, claimed.sha256);
    } catch (error) {
      // Gone from its place: another desk on the same folder has answered for it.
      if (isGone(error) && !(await statIfThere(claimed.path).catch(() => claimed))) release(file);
      else handOverLater(file);
    }
    tell();
  }

  function handOverLater(file: Held): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      file.handed = false;
      void look();
    }, intervals.retryMs);
    timers.add(timer);
  }

  async function settle(file: Held, outcome: FileOutcome, sha256: string | null): Promise<void> {
    if (typeof outcome === "object") {
      await moveToFailed(folder, file.claim, outcome.failed, now(), sha256);
      failed = await failedFiles(folder);
    } else {
      const today = officeDateAt(now());
      await moveToDone(folder, file.claim, today);
      done = done.day === today ? { day: today, count: done.count + 1 } : { day: today, count: await countDone(folder, today) };
    }
    release(file);
  }

  function release(file: Held): void {
    held.delete(file.claim.id);
  }

  function scheduleLook(): void {
    if (closed) return;
    if (lookTimer) clearTimeout(lookTimer);
    const arriving = waiting.length > 0 || [...held.values()].some((file) => !file.handed);
    lookTimer = setTimeout(() => void look(), arriving ? intervals.nearLookMs : intervals.lookMs);
  }

  let watcher: FSWatcher | null = null;
  let soon: NodeJS.Timeout | null = null;
  await look();
  watcher = watch(folder, {
    ignoreInitial: true,
    depth: 0,
    followSymlinks: false,
    ignored: (path) => resolve(path) !== folder && dirname(resolve(path)) !== folder,
  });
  watcher.on("all", () => {
    // Two hundred files arrive as two hundred events: one look takes them all.
    soon ??= setTimeout(() => {
      soon = null;
      void look();
    }, 30);
  });
  watcher.on("error", () => undefined);

  return {
    async close() {
      closed = true;
      for (const timer of [lookTimer, soon, ...timers]) if (timer) clearTimeout(timer);
      await Promise.all([looking, watcher?.close()]);
    },
    state,
    rescan: look,
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}
