// Watches one folder and hands over each file once it is whole; never copies or rewrites a file, deletes none but
// what was sealed where its folder lies on this machine, and never loses one.
import { resolve } from "node:path";
import { failureSentence } from "../read/failure-sentences.ts";
import type { Claims } from "./claims.ts";
import { balanceOf } from "./day-balance.ts";
import { openDayJournal } from "./day-journal.ts";
import { folderAccess, isForbidden, type FolderAccess } from "./folder-access.ts";
import { openFolderEvents, type FolderEvents } from "./folder-events.ts";
import { contentOf, statIfThere, type Claim, type FailedFile } from "./folder-places.ts";
import {
  defaultIntervals,
  type AgainWish,
  type ScannerFolder,
  type ScannerFolderOptions,
  type ScannerFolderState,
  type WaitingFile,
} from "./folder-state.ts";
import { heldFiles } from "./held-files.ts";
import { openLeaseClaims } from "./lease-claims.ts";
import { openLeaseLedger } from "./lease-ledger.ts";
import { quietFiles, type Sighting } from "./quiet-files.ts";
import { openRenameClaims } from "./rename-claims.ts";
import { nobodyDecides } from "./scan-leases.ts";
import { seenFiles } from "./seen-files.ts";
import { wholeFiles, type Wholeness } from "./whole-files.ts";

const daysShown = 7;
const endedShown = 50;
const tellMs = 25;
/** A share that hangs must not keep the person from signing out. */
const patienceMs = 3_000;
/** Copies of a folder that can only be read which wait to be read themselves: each costs room on this disk. */
const copiesAtOnce = 32;
/** Files looked at side by side: each look waits for the disk a few times. */
const looksAtOnce = 8;
/** Waiting that ends with an answer or with another look, not with what happens in the folder. */
const waitsForOthers = new Set<WaitingFile["why"]>(["empty", "temporary", "server", "leased"]);

/** Opens a scanner folder: takes up what an earlier run left in its hands, then watches. The first look goes on behind. */
export async function openScannerFolder(options: ScannerFolderOptions): Promise<ScannerFolder> {
  const folder = resolve(options.folder);
  const { now, desk, nested = false, leases = nobodyDecides, access: accessTo = folderAccess } = options;
  const intervals = { ...defaultIntervals, ...options.intervals };
  const { signMs, takeOverMs, retryMs } = intervals;
  const journal = await openDayJournal({ folder: options.journal, now });
  const ledger = await openLeaseLedger({ folder: options.journal, now });
  const byRename = openRenameClaims({ folder, desk, now, signMs, takeOverMs, deletesSealed: options.deletesSealed ?? false });
  const byLease = openLeaseClaims({ folder, own: options.journal, ledger, leases, now, signMs });
  const quiet = quietFiles(intervals);
  const seen = seenFiles({ folder, journal, now });
  const whole = wholeFiles({ folder, quiet, intervals, now });
  const held = heldFiles({
    onFile: options.onFile,
    journal,
    retryMs,
    now,
    onChange: tell,
    onAside: lookAside,
    onWaiting: () => void look(),
  });
  const listeners = new Set<(state: ScannerFolderState) => void>();
  const openedAt = now();
  let waiting: readonly WaitingFile[] = [];
  let failed: readonly FailedFile[] = [];
  let lastLookAt: number | null = null;
  let unreachable = false;
  let access: FolderAccess | null = null;
  let unnoted = false;
  let begun = false;
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
      processing: held.shown(),
      failed,
      ended: journal
        .ended(endedShown)
        // Written down as ended before it is moved away: until then it stands among those in this desk's hands alone.
        .filter(({ id }) => !held.has(id))
        .flatMap(({ id, name, end, endedAt }) => (end === null ? [] : [{ id, name: name.normalize("NFC"), end, at: endedAt ?? 0 }])),
      days: journal
        .days()
        .slice(0, daysShown)
        .map((day) => balanceOf(day, journal.ofDay(day), (entry) => held.has(entry.id) || seen.isThere(entry))),
      lastLookAt,
      alarm: now() - (lastLookAt ?? openedAt) >= intervals.alarmMs,
      unreachable,
      readOnly: access === "readOnly",
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
      // One that could only be read is asked again each time whether it still is so.
      if (!begun || access !== "writable") await begin();
      const { files, ignored } = await contentOf(folder, nested);
      const open = files.filter((file) => !ledger.knows(file));
      quiet.look(open, now());
      const fresh = await note(open).catch(() => null);
      unnoted = fresh === null;
      if (fresh !== null && fresh > 0) events?.found();
      const still: WaitingFile[] = ignored.map(({ name, size, why }) => ({ name: name.normalize("NFC"), size, firstSeen: now(), why }));
      for (let from = 0; from < open.length; from += looksAtOnce) {
        const some = open.slice(from, from + looksAtOnce);
        const verdicts = unnoted ? [] : await Promise.all(some.map(({ name }) => whole.look(name)));
        for (const [index, file] of some.entries()) {
          if (closed) return;
          const verdict = verdicts[index];
          const why = verdict === undefined ? "unnoted" : await take(file, verdict);
          if (why) still.push({ name: file.name.normalize("NFC"), size: file.size, firstSeen: quiet.firstSeen(file.name) ?? now(), why });
        }
      }
      waiting = still;
      for (const way of ways()) for (const claim of await way.abandoned()) await takeOver(claim, way);
      await held.handOver();
      if (access === "writable") await byRename.signOfLife(held.of(byRename));
      await lookAside();
      lastLookAt = now();
      unreachable = false;
    } catch (error) {
      // A share may be gone for hours: nothing is decided until it is seen again, and `state` says so.
      unreachable = true;
      begun = begun && held.size > 0 && !isForbidden(error);
    }
    // Leases are kept whether the share is there or not.
    held.lost(await byLease.signOfLife(held.of(byLease)));
    tell();
    scheduleLook();
  }

  async function lookAside(): Promise<void> {
    failed = (await Promise.all(ways().map((way) => way.failed()))).flat();
  }

  /** What lies in quarantine or in hand from a time when the folder could only be read goes on as it began. */
  function ways(): readonly Claims[] {
    return access === "writable" ? [byRename, byLease] : [byLease];
  }

  async function begin(): Promise<void> {
    const found = await accessTo(folder, desk);
    if (begun && found === access) return;
    access = found;
    if (access === "readOnly") {
      const { files } = await contentOf(folder, nested);
      await ledger.tidy(new Set(files.map(({ name }) => name))).catch(() => undefined);
    }
    for (const way of ways()) for (const claim of await way.left()) if (!held.has(claim.id)) await takeOver(claim, way);
    listen();
    begun = true;
  }

  /** Writes down what is new; an end that only the ledger knows, as a crash came between the two, is made up for. */
  async function note(files: readonly Sighting[]): Promise<number> {
    for (const { id } of journal.open()) {
      const end = held.has(id) ? null : ledger.row(id)?.end;
      if (end !== null && end !== undefined) await journal.end(id, end);
    }
    return seen.look(files, (id) => held.has(id));
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
  async function takeOver(claim: Claim, by: Claims): Promise<void> {
    if (journal.entry(claim.id) === undefined) await noteClaim(claim);
    held.add(claim, by);
  }

  async function noteClaim({ id, name, path }: Claim): Promise<void> {
    const stats = await statIfThere(path);
    await journal.seen([{ id, name, size: stats?.size ?? 0, modified: stats?.mtimeMs ?? 0 }]);
  }

  /** Claims a file if it is whole; else says why it waits. */
  async function take(file: Sighting, verdict: Wholeness): Promise<WaitingFile["why"] | null> {
    if (verdict === "gone") return null;
    if (verdict !== "whole" && verdict !== "broken") return verdict;
    const id = seen.idOf(file.name);
    if (id === undefined) return "unnoted";
    const by = access === "writable" ? byRename : byLease;
    if (by === byLease && held.unread(by) >= copiesAtOnce) return "turn";
    const taken = await by.take(id, file);
    if ("why" in taken) return taken.why;
    // Where this cannot be written down now the next look makes up for it.
    if ("end" in taken) await journal.end(id, taken.end).catch(() => undefined);
    else if (verdict === "whole") held.add(taken, by);
    else await held.addBroken(taken, by, { code: "incomplete", text: failureSentence("incomplete") });
    return null;
  }

  async function again(name: string, wish: AgainWish): Promise<boolean> {
    const known = failed.find((file) => file.name === name);
    if (known === undefined || closed) return false;
    const entry = known.id === null ? undefined : journal.entry(known.id);
    const id = entry?.id ?? crypto.randomUUID();
    for (const way of ways()) {
      const claim = await way.takeFailed(id, name);
      if (claim === null) continue;
      held.add(claim, way, wish);
      // It is in this desk's hands now, whether the journal can say so or not.
      await (entry === undefined ? noteClaim(claim) : journal.again(id, wish.anyway)).catch(() => undefined);
      await look();
      return true;
    }
    return false;
  }

  function scheduleLook(): void {
    if (closed) return;
    if (lookTimer) clearTimeout(lookTimer);
    const arriving = waiting.some(({ why }) => !waitsForOthers.has(why)) || held.waits();
    lookTimer = setTimeout(() => void look(), arriving ? intervals.nearLookMs : intervals.lookMs);
  }

  void look();
  // A look that hangs tells nobody by itself.
  const pulse = setInterval(tell, Math.max(20, intervals.alarmMs / 5));

  return {
    async close() {
      closed = true;
      clearInterval(pulse);
      const settled = held.close();
      for (const timer of [lookTimer, soon, telling]) if (timer) clearTimeout(timer);
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, patienceMs);
      await Promise.race([Promise.all([looking, settled, events?.close()]), patience.promise]);
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
