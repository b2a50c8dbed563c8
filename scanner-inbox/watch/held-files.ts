// The files in this desk's hands: each is handed over to whoever reads it, and goes where its outcome says. Must never let go of one whose
// end is not in the journal, and never act on an answer that came after the folder was closed.
import type { Claims, EndedBefore, Finished } from "./claims.ts";
import type { DayJournal } from "./day-journal.ts";
import { isGone, sha256OfFile, statIfThere, type Claim, type FailureReason } from "./folder-places.ts";
import type {
  AgainWish,
  ClaimedFile,
  ClaimStage,
  FileOutcome,
  ScannerFolderOptions,
  ScannerFolderState,
  TellStage,
} from "./folder-state.ts";

type Held = {
  readonly claim: Claim;
  readonly by: Claims;
  readonly since: number;
  readonly wish: AgainWish;
  /** Aborts where the file is another desk's by now. */
  lost: AbortController;
  handed: boolean;
  stage: ClaimStage;
  note: string;
};

export type HeldFiles = {
  has(id: string): boolean;
  /** Takes a claim into hand; it is handed over with the next `handOver`. */
  add(claim: Claim, by: Claims, wish?: AgainWish): void;
  /** One that will never be whole goes into quarantine unopened. */
  addBroken(claim: Claim, by: Claims, reason: FailureReason): Promise<void>;
  /** Hands over what is not yet; what fails is tried again with the next call. */
  handOver(): Promise<void>;
  /** The claims in hand that one way of claiming has made. */
  of(by: Claims): readonly Claim[];
  /** How many of them are not yet read. */
  unread(by: Claims): number;
  lost(ids: readonly string[]): void;
  /** Whether something waits for the next `handOver`. */
  waits(): boolean;
  readonly size: number;
  shown(): ScannerFolderState["processing"];
  /** Hands over nothing any more, and resolves once no end is half written down: whoever opens the folder next reads it whole. */
  close(): Promise<void>;
};

/** Files whose content is read side by side before they are handed over. */
const readsAtOnce = 4;

export function heldFiles(options: {
  readonly onFile: ScannerFolderOptions["onFile"];
  readonly journal: DayJournal;
  readonly retryMs: number;
  readonly now: () => number;
  /** Something about them changed that people see. */
  readonly onChange: () => void;
  /** One of them lies in quarantine now. */
  readonly onAside: () => Promise<void>;
  /** Something waits for a look that is not far off anyway. */
  readonly onWaiting: () => void;
}): HeldFiles {
  const { journal, now, onChange } = options;
  const held = new Map<string, Held>();
  const lastOfContent = new Map<string, Promise<unknown>>();
  const timers = new Set<NodeJS.Timeout>();
  const settling = new Set<Promise<void>>();
  let closed = false;

  const release = ({ claim }: Held): void => {
    // Not here any more: the next looks find out where it went.
    held.delete(claim.id);
  };

  const later = (file: Held, note = ""): void => {
    file.stage = "waiting";
    file.note = note;
    const timer = setTimeout(() => {
      timers.delete(timer);
      file.handed = false;
      options.onWaiting();
    }, options.retryMs);
    timers.add(timer);
  };

  /** The journal first: a move that a crash cuts off is made up for, as the file then still lies in this desk's hands. */
  const settle = (file: Held, outcome: Finished | { readonly failed: FailureReason }, sha256: string | null): Promise<void> => {
    const settled = settleNow(file, outcome, sha256).finally(() => settling.delete(settled));
    settling.add(settled);
    return settled;
  };

  const settleNow = async (
    { claim, by }: Held,
    outcome: Finished | { readonly failed: FailureReason },
    sha256: string | null,
  ): Promise<void> => {
    await journal.end(claim.id, typeof outcome === "object" ? "quarantined" : outcome);
    if (typeof outcome === "object") {
      await by.putAside(claim, outcome.failed, sha256);
      await options.onAside();
    } else await by.finish(claim, outcome);
    held.delete(claim.id);
  };

  /** Others have answered for it; what this desk had written down itself stays. */
  const yieldTo = async (file: Held, end: EndedBefore): Promise<void> => {
    const known = journal.entry(file.claim.id)?.end;
    await settle(file, known === "booked" || known === "duplicate" ? known : end, null);
  };

  const ask = async (file: Held, claimed: ClaimedFile): Promise<void> => {
    if (closed) return;
    let outcome: FileOutcome;
    const at: TellStage = (stage, note = "") => {
      file.stage = stage;
      file.note = note;
      onChange();
    };
    try {
      at("reading");
      outcome = await options.onFile(
        claimed,
        at,
        (division, attachment = 0) => journal.decided(claimed.id, attachment, division),
        file.lost.signal,
      );
    } catch {
      later(file);
      return;
    }
    if (closed) return;
    if (typeof outcome === "object" && "waits" in outcome) {
      later(file, outcome.waits);
      return onChange();
    }
    try {
      await settle(file, outcome, claimed.sha256);
    } catch (error) {
      // Gone from its place: another desk on the same folder has answered for it.
      if (isGone(error) && !(await statIfThere(claimed.path).catch(() => claimed))) release(file);
      else later(file);
    }
    onChange();
  };

  /** Hands a claimed file over, unless its writer still had it open and went on writing. */
  const handOverOne = async (file: Held): Promise<void> => {
    const { id, path, name } = file.claim;
    // Sealed before a crash: only its original has still to go.
    if (journal.entry(id)?.end === "spooled") return settle(file, "spooled", null);
    const notOurs = await file.by.confirm(file.claim);
    if (notOurs !== null && "end" in notOurs) return yieldTo(file, notOurs.end);
    file.note = notOurs?.why ?? "";
    if (notOurs !== null) return;
    const before = await statIfThere(path);
    if (!before) return release(file);
    const sha256 = await sha256OfFile(path);
    const after = await statIfThere(path);
    if (!after || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return;
    file.handed = true;
    if (file.lost.signal.aborted) file.lost = new AbortController();
    const divisions = journal.entry(id)?.divisions ?? new Map();
    const { anyway, password } = file.wish;
    const secret = password === undefined ? {} : { password };
    const claimed: ClaimedFile = { id, path, name, sha256, size: after.size, anyway, divisions, ...secret };
    const turn = (lastOfContent.get(sha256) ?? Promise.resolve()).then(() => ask(file, claimed));
    lastOfContent.set(sha256, turn);
    void turn.then(() => {
      if (lastOfContent.get(sha256) === turn) lastOfContent.delete(sha256);
    });
  };

  const inHand = (claim: Claim, by: Claims, wish: AgainWish, handed: boolean): Held => {
    const file: Held = { claim, by, since: now(), wish, lost: new AbortController(), handed, stage: "waiting", note: "" };
    held.set(claim.id, file);
    return file;
  };
  const of = (by: Claims): Held[] => [...held.values()].filter((file) => file.by === by);

  return {
    has: (id) => held.has(id),
    add: (claim, by, wish = { anyway: journal.entry(claim.id)?.anyway ?? false }) => {
      inHand(claim, by, wish, false);
    },
    addBroken: async (claim, by, reason) => {
      const file = inHand(claim, by, { anyway: false }, true);
      await settle(file, { failed: reason }, null).catch(() => later(file));
    },
    handOver: async () => {
      const open = [...held.values()].filter(({ handed }) => !handed);
      for (let from = 0; from < open.length; from += readsAtOnce)
        await Promise.all(open.slice(from, from + readsAtOnce).map((file) => handOverOne(file).catch(() => undefined)));
    },
    of: (by) => of(by).map(({ claim }) => claim),
    unread: (by) => of(by).filter(({ stage }) => stage === "waiting" || stage === "reading").length,
    lost: (ids) => {
      for (const id of ids) held.get(id)?.lost.abort(new Error("another desk has it by now"));
    },
    waits: () => [...held.values()].some((file) => !file.handed && file.note !== "server" && file.note !== "leased"),
    get size() {
      return held.size;
    },
    shown: () => [...held.values()].map(({ claim: { id, name }, since, stage, note }) => ({ id, name, since, stage, note })),
    close: async () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.allSettled(settling);
    },
  };
}
