// Empties one mailbox until closed: it looks every minute, sooner where the mail server says that something came or where mails are being
// read, and ever more rarely while something is wrong. Must never log a name, an address or a subject.
import type { IntakeLog } from "../../scanner-inbox/intake/intake-log.ts";
import type { MailboxTrouble } from "../../shared/sync/scanner-folders.ts";
import type { Timers } from "../timers.ts";
import type { MailLedger } from "./mail-ledger.ts";
import { openRounds } from "./mail-round.ts";
import { openMailSession, type MailSession } from "./mail-session.ts";
import type { MailSpool } from "./mail-spool.ts";
import { troubleOf } from "./mail-trouble.ts";
import { mailboxId, type MailboxRule } from "./mailbox-rules.ts";

export interface MailboxState {
  readonly trouble: MailboxTrouble | null;
  /** When the mail server last answered, in milliseconds since 1970; null where it never did. */
  readonly lastAnswerAt: number | null;
  /** Mails that were not fetched yet. */
  readonly waiting: number;
}

export interface MailboxIntervals {
  /** While mails are being read: how soon their end is looked for. */
  readonly nearMs: number;
  /** After the first failure; doubled with each that follows. */
  readonly retryMs: number;
}

export interface MailboxOptions {
  readonly rule: MailboxRule;
  readonly ledger: MailLedger;
  readonly spool: MailSpool;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: IntakeLog;
  readonly intervals?: Partial<MailboxIntervals> | undefined;
  readonly onChange: () => void;
}

export interface WatchedMailbox {
  readonly state: () => MailboxState;
  /** Looks now, and resolves after it. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const defaultIntervals: MailboxIntervals = { nearMs: 2_000, retryMs: 5_000 };
const rarestMs = 300_000;
/** Mail servers lock an account out after some wrong passwords. */
const wrongPasswordMs = 60_000;

/** Begins at once. Never rejects: what is wrong with a mailbox is told, and it is tried again. */
export function watchMailbox(options: MailboxOptions): WatchedMailbox {
  const { rule, spool, now, timers, onChange } = options;
  const intervals = { ...defaultIntervals, ...options.intervals };
  const id = mailboxId(rule);
  const log = (level: "info" | "warn", event: string, fields: Readonly<Record<string, string | number>>): void =>
    options.log(level, event, { mailbox: id, ...fields });
  let state: MailboxState = { trouble: null, lastAnswerAt: null, waiting: 0 };
  let session: MailSession | null = null;
  const closing = new AbortController();
  let failures = 0;
  let callOff: () => void = () => undefined;
  let running: Promise<void> | null = null;
  /** Something came while a look was under way. */
  let again = false;

  const rounds = openRounds({
    rule,
    ledger: options.ledger,
    spool,
    now,
    log: (event, fields) => log("warn", event, fields),
    onAnswer: () => {
      state = { ...state, lastAnswerAt: now() };
    },
    isEnding: () => closing.signal.aborted,
  });
  let tidied = false;

  const tell = (next: Partial<MailboxState>, detail = ""): void => {
    const before = state;
    state = { ...state, ...next };
    if (state.trouble !== before.trouble)
      log(
        state.trouble === null ? "info" : "warn",
        "mailbox",
        state.trouble === null ? { state: "well" } : { trouble: state.trouble, detail },
      );
    onChange();
  };

  const connected = async (): Promise<MailSession> => {
    if (session?.isOpen() === true) return session;
    session?.close();
    session = null;
    const opened = await openMailSession(rule, { onNews: wake, signal: closing.signal });
    session = opened;
    return opened;
  };

  const lookOnce = async (): Promise<void> => {
    let nextMs = rule.everySeconds * 1000;
    try {
      if (!tidied) await rounds.tidy();
      tidied = true;
      const { waiting, busy } = await rounds.look(await connected());
      if (busy || waiting > 0) nextMs = intervals.nearMs;
      failures = 0;
      tell({ trouble: null, lastAnswerAt: now(), waiting });
    } catch (thrown) {
      session?.close();
      session = null;
      if (closing.signal.aborted) return;
      const { code, detail } = troubleOf(thrown);
      nextMs = Math.min(rarestMs, Math.max(code === "password" ? wrongPasswordMs : 0, intervals.retryMs) * 2 ** failures);
      failures = Math.min(failures + 1, 10);
      tell({ trouble: code }, detail);
    }
    if (closing.signal.aborted) return;
    callOff = timers.after(nextMs, () => void look());
  };

  /** Looks never overlap: one that is asked for meanwhile follows. */
  function look(): Promise<void> {
    callOff();
    running ??= lookOnce().finally(() => {
      running = null;
      if (again && !closing.signal.aborted && state.trouble === null) void look();
      again = false;
    });
    return running;
  }

  /** Only where all is well: what is wrong keeps to its own time. */
  function wake(): void {
    if (closing.signal.aborted || state.trouble !== null) return;
    if (running === null) void look();
    else again = true;
  }

  void look();

  return {
    state: () => state,
    look,
    close: async () => {
      closing.abort();
      callOff();
      session?.close();
      await running;
    },
  };
}
