// One look into a mailbox: what is new is fetched, what has ended is moved. Each step can be cut off anywhere and is made up for by the next
// look: the ledger is written before the file is handed over, the end before the mail is moved, and a file goes only once its mail has.
import type { MailboxRule } from "./mailbox-rules.ts";
import { mailKey, type MailEnd, type MailLedger } from "./mail-ledger.ts";
import type { MailPlace, MailSpool } from "./mail-spool.ts";
import type { MailSession } from "./mail-session.ts";
import { MailTrouble } from "./mail-trouble.ts";

export interface Round {
  /** Mails in the mailbox's folder that are not in the spool yet. */
  readonly waiting: number;
  /** Whether something is being read, so that the next look should not be far. */
  readonly busy: boolean;
}

export interface RoundOptions {
  readonly rule: Pick<MailboxRule, "doneFolder" | "asideFolder" | "largestMegabytes">;
  readonly ledger: MailLedger;
  readonly spool: MailSpool;
  readonly now: () => number;
  readonly log: (event: string, fields: Readonly<Record<string, string | number>>) => void;
  /** The mail server has answered: a look at thousands of mails takes a while. */
  readonly onAnswer: () => void;
  /** Ends a look between two steps. */
  readonly isEnding: () => boolean;
}

/** What is read at a time, and so what a mail takes of memory. */
const pieceBytes = 1024 * 1024;
/** Mails that lie in the spool and wait to be read: a mailbox with thousands must not fill the disk. */
const inHandAtMost = 20;

export interface Rounds {
  /** Rejects with a MailTrouble, or with the disk's own error. */
  look(session: MailSession): Promise<Round>;
  /** Deletes what a killed process left half fetched; it is fetched anew. */
  tidy(): Promise<void>;
}

export function openRounds({ rule, ledger, spool, now, log, onAnswer, isEnding }: RoundOptions): Rounds {
  /** Not found anywhere at the last look; only a second one counts, as a person may just have had one read once more. */
  let missed = new Set<string>();
  /** What could not be fetched waits for the others: one mail that a mail server cannot give must not keep all behind it. */
  const late = new Set<string>();
  const folderOf: Readonly<Record<MailEnd, string>> = { done: rule.doneFolder, aside: rule.asideFolder };

  /** Fetches one and hands it over; false where it is not there any more. */
  const fetch = async (session: MailSession, uid: number): Promise<boolean> => {
    const key = mailKey(session.validity, uid);
    const head = await session.head(uid);
    if (head === null) return false;
    const most = rule.largestMegabytes * 1024 * 1024;
    let tooLarge = head.size > most;
    let sha256: string;
    try {
      const whole = tooLarge ? null : await unlessTooLarge(spool.write(key, head.subject, piecesOf(session, uid, head.size, most)));
      tooLarge = whole === null;
      sha256 = whole ?? (await spool.write(key, head.subject, headOf(session, uid)));
    } catch (thrown) {
      late.add(key);
      await spool.drop(key).catch(() => undefined);
      if (thrown instanceof Gone) return false;
      throw thrown;
    }
    late.delete(key);
    const before = tooLarge ? undefined : ledger.before(sha256, session.validity);
    await ledger.take({ key, sha256, file: before?.file ?? key });
    if (before !== undefined) {
      if (before.end !== null) await ledger.end(key, before.end);
      await spool.drop(key);
    } else if (tooLarge) {
      await spool.putAsideTooLarge(key, now());
      log("mail too large", { bytes: head.size });
    } else await spool.handOver(key);
    return true;
  };

  /** How a mail that was taken has ended; null where it has not. */
  const endOf = async (key: string, home: string, place: MailPlace | undefined, gone: Set<string>): Promise<MailEnd | null> => {
    const known = ledger.mail(key)?.end ?? null;
    if (known !== null) return known;
    // A crash came between the ledger and the folder.
    if (place === "incoming") await spool.handOver(home);
    if (place === undefined) gone.add(key);
    // Somebody cleared it away: it is answered for, and the mail itself is kept where it was not read.
    const end = place === undefined ? (missed.has(key) ? "aside" : null) : place === "done" || place === "aside" ? place : null;
    if (end !== null) await ledger.end(key, end);
    return end;
  };

  const look: Rounds["look"] = async (session) => {
    const isLate = (uid: number): number => Number(late.has(mailKey(session.validity, uid)));
    const uids = (await session.uids()).toSorted((one, other) => isLate(one) - isLate(other));
    const places = await spool.places();
    let inHand = [...places.values()].filter((place) => place === "inHand").length;
    let [waiting, busy] = [0, inHand > 0];
    const gone = new Set<string>();
    for (const uid of uids) {
      onAnswer();
      if (isEnding()) break;
      const key = mailKey(session.validity, uid);
      const taken = ledger.mail(key);
      if (taken !== undefined) {
        const end = await endOf(key, taken.file, places.get(taken.file), gone);
        if (end === null) busy = true;
        else await session.move(uid, folderOf[end]);
      } else if (inHand >= inHandAtMost) waiting += 1;
      else if (await fetch(session, uid)) {
        inHand += 1;
        busy = true;
      }
    }
    missed = gone;
    const there = new Set(uids.map((uid) => mailKey(session.validity, uid)));
    // Before all of them were fetched one from before the mailbox counted anew may still be among them.
    if (!isEnding() && waiting === 0) await clear(there, places);
    return { waiting, busy };
  };

  /** The file is the only copy beside the mailbox until its mail was moved: from then on the mailbox keeps it, and nothing lies here in the clear. */
  const clear = async (there: ReadonlySet<string>, places: ReadonlyMap<string, MailPlace>): Promise<void> => {
    if (![...places.values()].includes("done")) return;
    const needed = new Set<string>();
    for (const { key, file, end } of ledger.all()) {
      if (there.has(key)) needed.add(file);
      // A person took its mail out of the mailbox.
      else if (end === null && places.get(file) === "done") await ledger.end(key, "done");
    }
    await spool.clearDone((key) => !needed.has(key));
  };

  const tidy: Rounds["tidy"] = async () => {
    for (const [key, place] of await spool.places()) if (place === "incoming" && ledger.mail(key) === undefined) await spool.drop(key);
  };

  return { look, tidy };
}

class Gone extends Error {}
class TooLarge extends Error {}

/** Null where it was larger than the mail server had said. */
async function unlessTooLarge(written: Promise<string>): Promise<string | null> {
  return await written.catch((thrown: unknown) => {
    if (thrown instanceof TooLarge) return null;
    throw thrown;
  });
}

async function* headOf(session: MailSession, uid: number): AsyncGenerator<Uint8Array> {
  const bytes = await session.headers(uid);
  if (bytes === null) throw new Gone();
  yield bytes;
}

/** A mail in pieces, until the size that the mail server had named, or, as some only guess it, until nothing more comes. */
async function* piecesOf(session: MailSession, uid: number, size: number, most: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; ;) {
    const piece = await session.piece(uid, start, pieceBytes);
    if (piece === null) throw new Gone();
    if (piece.byteLength > pieceBytes) throw new MailTrouble("unreachable", "BODY");
    if (piece.byteLength === 0) {
      if (start === 0) throw new MailTrouble("unreachable", "EMPTY");
      return;
    }
    yield piece;
    start += piece.byteLength;
    if (start > most) throw new TooLarge();
    if (start === size && piece.byteLength < pieceBytes) return;
  }
}
