// Watches one folder and hands over each file once it is whole; never deletes, copies or rewrites a file, and never loses one.
import { resolve } from "node:path";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { openClaims } from "./claims.ts";
import { balanceOf } from "./day-balance.ts";
import { openDayJournal, type SeenFile } from "./day-journal.ts";
import { openFolderEvents, type FolderEvents } from "./folder-events.ts";
import {
  clearReports,
  contentOf,
  failedFiles,
  hasCode,
  isGone,
  makePlaces,
  moveToDone,
  moveToFailed,
  sha256OfFile,
  statIfThere,
  type Claim,
  type FailedFile,
} from "./folder-places.ts";
import {
  defaultIntervals,
  type AgainWish,
  type ClaimedFile,
  type ClaimStage,
  type FileOutcome,
  type HeldReason,
  type ScannerFolder,
  type ScannerFolderOptions,
  type ScannerFolderState,
  type TellStage,
  type WaitingFile,
} from "./folder-state.ts";
import { quietFiles, type Sighting } from "./quiet-files.ts";
import { seenFiles } from "./seen-files.ts";
import { wholeFiles } from "./whole-files.ts";

type Held = {
  readonly claim: Claim;
  readonly since: number;
  readonly anyway: boolean;
  readonly password?: string | undefined;
  handed: boolean;
  stage: ClaimStage;
  note?: string;
};

const daysShown = 7;
const endedShown = 50;
const tellMs = 25;
/** A share that hangs must not keep the person from signing out. */
const patienceMs = 3_000;

/** Opens a scanner folder: takes up what an earlier run left in `processing/`, then watches. The first look goes on behind. */
export async function openScannerFolder(options: ScannerFolderOptions): Promise<ScannerFolder> {
  const folder = resolve(options.folder);
  const { now, desk, nested = false } = options;
  const intervals = { ...defaultIntervals, ...options.intervals };
  const journal = await openDayJournal({ folder: options.journal, now });
  const claims = openClaims({ folder, desk, now, signMs: intervals.signMs, takeOverMs: intervals.takeOverMs });
  const quiet = quietFiles(intervals);
  const seen = seenFiles({ folder, journal, now });
  const whole = wholeFiles({ folder, quiet, intervals, now });
  const held = new Map<string, Held>();
  const lastOfContent = new Map<string, Promise<unknown>>();
  const listeners = new Set<(state: ScannerFolderState) => void>();
  const timers = new Set<NodeJS.Timeout>();
  const openedAt = now();
  let waiting: readonly WaitingFile[] = [];
  let failed: readonly FailedFile[] = [];
  let lastLookAt: number | null = null;
  let unreachable = false;
  let readOnly = false;
  let unnoted = false;
  let recovered = false;
  let closed = false;
  let events: FolderEvents | null = null;
  let looking: Promise<void> = Promise.resolve();
  let lookTimer: NodeJS.Timeout | null = null;
  let soon: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;
  let told = "";

  function state(): ScannerFolderState {
    return {
      mode: events?.mode() ?? "unknown",
      waiting,
      processing: [...held.values()].map(({ claim: { id, name }, since, stage, note = "" }) => ({ id, name, since, stage, note })),
      failed,
      ended: journal
        .ended(endedShown)
        // Written down as ended before it is moved away: until then it stands among those in this desk's hands alone.
        .filter(({ id }) => !held.has(id))
        .flatMap(({ name, end, endedAt }) => (end === null ? [] : [{ name: name.normalize("NFC"), end, at: endedAt ?? 0 }])),
      days: journal
        .days()
        .slice(0, daysShown)
        .map((day) => balanceOf(day, journal.ofDay(day), (entry) => held.has(entry.id) || seen.isThere(entry))),
      lastLookAt,
      alarm: now() - (lastLookAt ?? openedAt) >= intervals.alarmMs,
      unreachable,
      readOnly,
      unnoted,
    };
  }

  /** A thousand files are a thousand changes: whoever listens hears of some of them together. */
  function tell(): void {
    if (closed) return;
    telling ??= setTimeout(() => {
      telling = null;
      const current = state();
      const text = JSON.stringify({ ...current, lastLookAt: current.lastLookAt === null ? null : Math.trunc(current.lastLookAt / 60_000) });
      if (text === told) return;
      told = text;
      for (const listener of listeners) listener(current);
    }, tellMs);
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
      const { files, ignored } = await contentOf(folder, nested);
      quiet.look(files, now());
      const fresh = await seen.look(files, (id) => held.has(id)).catch(() => null);
      unnoted = fresh === null;
      if (fresh !== null && fresh > 0) events?.found();
      const still: WaitingFile[] = ignored.map(({ name, size, why }) => ({ name: name.normalize("NFC"), size, firstSeen: now(), why }));
      for (const file of files) {
        if (closed) return;
        const why = unnoted ? "unnoted" : await take(file);
        if (why) still.push({ name: file.name.normalize("NFC"), size: file.size, firstSeen: quiet.firstSeen(file.name) ?? now(), why });
      }
      waiting = still;
      for (const claim of await claims.abandoned()) await takeOver(claim);
      for (const file of held.values()) if (!file.handed) await handOver(file).catch(() => undefined);
      await claims.signOfLife(held.size > 0);
      failed = await failedFiles(folder);
      lastLookAt = now();
      unreachable = false;
      readOnly = false;
    } catch (error) {
      // A share may be gone for hours: nothing is decided until it is seen again, and `state` says so.
      readOnly = ["EROFS", "EACCES", "EPERM"].some((code) => hasCode(error, code));
      unreachable = !readOnly;
      recovered = recovered && held.size > 0;
    }
    tell();
    scheduleLook();
  }

  async function recover(): Promise<void> {
    await makePlaces(folder);
    await clearReports(folder);
    for (const claim of await claims.left()) if (!held.has(claim.id)) await takeOver(claim);
    listen();
    recovered = true;
  }

  /** What is watched may be another folder than before the share went away. */
  function listen(): void {
    if (closed) return;
    const before = events;
    events = openFolderEvents({
      folder,
      nested,
      desk,
      probeMs: intervals.probeMs,
      // Two hundred files arrive as two hundred events: one look takes them all.
      onEvent: () => {
        if (closed) return;
        soon ??= setTimeout(() => {
          soon = null;
          void look();
        }, 30);
      },
      onMode: tell,
    });
    void before?.close();
  }

  /** A claim of an earlier run, or of a desk that is no more. */
  async function takeOver(claim: Claim): Promise<void> {
    const known = journal.entry(claim.id);
    if (known === undefined) await note(claim);
    held.set(claim.id, { claim, since: now(), anyway: known?.anyway ?? false, handed: false, stage: "waiting" });
  }

  async function note({ id, name, path }: Claim): Promise<void> {
    const stats = await statIfThere(path);
    const file: SeenFile = { id, name, size: stats?.size ?? 0, modified: stats?.mtimeMs ?? 0 };
    await journal.seen([file]);
  }

  /** Claims a file if it is whole; else says why it waits. */
  async function take({ name }: Sighting): Promise<WaitingFile["why"] | null> {
    const verdict = await whole.look(name);
    if (verdict === "gone") return null;
    if (verdict !== "whole" && verdict !== "broken") return verdict;
    const id = seen.idOf(name);
    if (id === undefined) return "unnoted";
    const claim = await claims.take(id, name);
    if (!claim) return "held";
    const broken = verdict === "broken";
    const file: Held = { claim, since: now(), anyway: false, handed: broken, stage: "waiting" };
    held.set(id, file);
    if (broken)
      await settle(file, { failed: { code: "incomplete", text: failureSentence("incomplete") } }, null).catch(() => handOverLater(file));
    return null;
  }

  /** Hands a claimed file over, unless its writer still had it open and went on writing; what fails is tried again with the next look. */
  async function handOver(file: Held): Promise<void> {
    const { id, path, name } = file.claim;
    const before = await statIfThere(path);
    if (!before) return release(file);
    const sha256 = await sha256OfFile(path);
    const after = await statIfThere(path);
    if (!after || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return;
    file.handed = true;
    const divisions = journal.entry(id)?.divisions ?? new Map();
    const claimed: ClaimedFile = { id, path, name, sha256, size: after.size, anyway: file.anyway, divisions, ...passwordOf(file) };
    const turn = (lastOfContent.get(sha256) ?? Promise.resolve()).then(() => ask(file, claimed));
    lastOfContent.set(sha256, turn);
    void turn.then(() => {
      if (lastOfContent.get(sha256) === turn) lastOfContent.delete(sha256);
    });
  }

  async function ask(file: Held, claimed: ClaimedFile): Promise<void> {
    if (closed) return;
    let outcome: FileOutcome;
    const at: TellStage = (stage, note = "") => {
      file.stage = stage;
      file.note = note;
      tell();
    };
    try {
      at("reading");
      outcome = await options.onFile(claimed, at, (division, attachment = 0) => journal.decided(claimed.id, attachment, division));
    } catch {
      handOverLater(file);
      return;
    }
    if (closed) return;
    if (typeof outcome === "object" && "waits" in outcome) {
      handOverLater(file, outcome.waits);
      return tell();
    }
    try {
      await settle(file, outcome, claimed.sha256);
    } catch (error) {
      // Gone from its place: another desk on the same folder has answered for it.
      if (isGone(error) && !(await statIfThere(claimed.path).catch(() => claimed))) release(file);
      else handOverLater(file);
    }
    tell();
  }

  function handOverLater(file: Held, note = ""): void {
    file.stage = "waiting";
    file.note = note;
    const timer = setTimeout(() => {
      timers.delete(timer);
      file.handed = false;
      void look();
    }, intervals.retryMs);
    timers.add(timer);
  }

  /** The journal first: a move that a crash cuts off is made up for, as the file then still lies in this desk's hands. */
  async function settle(
    { claim }: Held,
    outcome: Exclude<FileOutcome, { readonly waits: HeldReason }>,
    sha256: string | null,
  ): Promise<void> {
    await journal.end(claim.id, typeof outcome === "object" ? "quarantined" : outcome);
    if (typeof outcome === "object") {
      await moveToFailed(folder, claim, outcome.failed, now(), sha256);
      failed = await failedFiles(folder);
    } else await moveToDone(folder, claim, officeDateAt(now()));
    held.delete(claim.id);
  }

  /** Not here any more: the next looks find out where it went. */
  function release({ claim }: Held): void {
    held.delete(claim.id);
  }

  async function again(name: string, { anyway, password }: AgainWish): Promise<boolean> {
    const known = failed.find((file) => file.name === name);
    if (known === undefined || closed) return false;
    const entry = known.id === null ? undefined : journal.entry(known.id);
    const claim = await claims.takeFailed(entry?.id ?? crypto.randomUUID(), name);
    if (claim === null) return false;
    held.set(claim.id, { claim, since: now(), anyway, password, handed: false, stage: "waiting" });
    // It is in this desk's hands now, whether the journal can say so or not.
    await (entry === undefined ? note(claim) : journal.again(claim.id, anyway)).catch(() => undefined);
    await look();
    return true;
  }

  function scheduleLook(): void {
    if (closed) return;
    if (lookTimer) clearTimeout(lookTimer);
    const arriving = waiting.some(({ why }) => why !== "empty" && why !== "temporary") || [...held.values()].some((file) => !file.handed);
    lookTimer = setTimeout(() => void look(), arriving ? intervals.nearLookMs : intervals.lookMs);
  }

  void look();
  // A look that hangs tells nobody by itself.
  const pulse = setInterval(tell, Math.max(20, intervals.alarmMs / 5));

  return {
    async close() {
      closed = true;
      clearInterval(pulse);
      for (const timer of [lookTimer, soon, telling, ...timers]) if (timer) clearTimeout(timer);
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, patienceMs);
      await Promise.race([Promise.all([looking, events?.close()]), patience.promise]);
      clearTimeout(timer);
    },
    state,
    rescan: look,
    again,
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}

function passwordOf({ password }: Held): Pick<ClaimedFile, "password"> {
  return password === undefined ? {} : { password };
}
