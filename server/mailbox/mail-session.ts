// What emptying a mailbox asks of the mail server, and how it is asked by IMAP. Must never mark a mail as read, and never hold one whole.
import { readFile } from "node:fs/promises";
import { ImapFlow } from "imapflow";
import type { MailboxRule } from "./mailbox-rules.ts";
import { MailTrouble, troubleOf } from "./mail-trouble.ts";

/** One mail, before it is fetched. */
export interface MailHead {
  /** Bytes as the mail server says; some only guess. */
  readonly size: number;
  readonly subject: string;
}

/** A connection with the mailbox's folder open. Each call rejects with a MailTrouble where it was not answered as it should be. */
export interface MailSession {
  /** UIDs mean what they mean only together with it. */
  readonly validity: string;
  /** What lies in the folder now, the oldest first. */
  uids(): Promise<readonly number[]>;
  /** Null where it is not there any more. */
  head(uid: number): Promise<MailHead | null>;
  /** At most `length` bytes from `start`; fewer only at the end of the mail. Null where it is not there any more. */
  piece(uid: number, start: number, length: number): Promise<Uint8Array | null>;
  /** The lines above the text. */
  headers(uid: number): Promise<Uint8Array | null>;
  /** Moves one, into a folder that is made where it is missing. */
  move(uid: number, folder: string): Promise<void>;
  readonly isOpen: () => boolean;
  close(): void;
}

const patienceMs = 60_000;

export interface SessionOptions {
  /** The mail server says that something came. */
  readonly onNews: () => void;
  /** Ends it at once, whatever it waits for. */
  readonly signal: AbortSignal;
}

/** Connects, signs in and opens the folder. */
export async function openMailSession(rule: MailboxRule, { onNews, signal }: SessionOptions): Promise<MailSession> {
  const client = new ImapFlow({
    host: rule.host,
    port: rule.port,
    secure: rule.tls === "implicit",
    doSTARTTLS: rule.tls === "starttls",
    tls: await tlsOf(rule),
    auth: { user: rule.user, pass: await passwordOf(rule) },
    // Names, addresses and subjects would stand in it.
    logger: false,
    clientInfo: { name: "Amtsstube" },
    // Longer than between two looks while mails are being read.
    autoIdleDelay: 3_000,
    connectionTimeout: patienceMs,
    socketTimeout: 5 * patienceMs,
    maxLiteralSize: 32 * 1024 * 1024,
    maxResponseSize: 64 * 1024 * 1024,
  });
  // It comes again as the rejection of whatever was asked; without a listener it would end the process.
  client.on("error", () => undefined);
  client.on("exists", onNews);
  const end = (): void => {
    client.close();
  };
  signal.addEventListener("abort", end);
  client.on("close", () => signal.removeEventListener("abort", end));
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw troubleOf(thrown);
    }
  };
  try {
    const validity = await asked(async () => {
      signal.throwIfAborted();
      await client.connect();
      return (await opened(client, rule.folder)).uidValidity.toString();
    });
    const made = new Map<string, Promise<void>>();
    const byUid = { uid: true } as const;
    return {
      validity,
      uids: () =>
        asked(async () => {
          const found = await client.search({ all: true }, byUid);
          if (!Array.isArray(found)) throw new MailTrouble("unreachable", "SEARCH");
          return found.toSorted((one, other) => one - other);
        }),
      head: (uid) =>
        asked(async () => {
          const found = await client.fetchOne(String(uid), { size: true, envelope: true }, byUid);
          return found === false || found === undefined ? null : { size: found.size ?? 0, subject: found.envelope?.subject ?? "" };
        }),
      piece: (uid, start, length) =>
        asked(async () => {
          const found = await client.fetchOne(String(uid), { source: { start, maxLength: length } }, byUid);
          if (found === false || found === undefined) return null;
          // An answer without the bytes must not pass for the end of the mail.
          if (found.source === undefined) throw new MailTrouble("unreachable", "BODY");
          return found.source;
        }),
      headers: (uid) =>
        asked(async () => {
          const found = await client.fetchOne(String(uid), { headers: true }, byUid);
          return found === false || found === undefined ? null : (found.headers ?? new Uint8Array());
        }),
      move: (uid, folder) =>
        asked(async () => {
          const making = made.get(folder) ?? makeFolder(client, folder);
          made.set(folder, making);
          await making.catch((thrown: unknown) => {
            made.delete(folder);
            throw thrown;
          });
          if (!(await client.messageMove(String(uid), folder, byUid))) throw new MailTrouble("folder", "MOVE");
        }),
      isOpen: () => client.usable,
      close: end,
    };
  } catch (thrown) {
    client.close();
    throw thrown;
  }
}

async function opened(client: ImapFlow, folder: string) {
  return await client.mailboxOpen(folder).catch((thrown: unknown) => {
    const trouble = troubleOf(thrown);
    throw client.usable ? new MailTrouble("folder", trouble.detail) : trouble;
  });
}

/** One that is there is left as it is. */
async function makeFolder(client: ImapFlow, folder: string): Promise<void> {
  await client.mailboxCreate(folder).catch((thrown: unknown) => {
    const trouble = troubleOf(thrown);
    throw client.usable ? new MailTrouble("folder", trouble.detail) : trouble;
  });
}

async function passwordOf({ passwordFile }: MailboxRule): Promise<string> {
  const text = await readFile(passwordFile, "utf8").catch(() => {
    throw new MailTrouble("password", "no file");
  });
  return text.replace(/\r?\n$/u, "");
}

async function tlsOf({ authorities }: MailboxRule): Promise<{ ca?: string[] }> {
  if (authorities === undefined) return {};
  const { rootCertificates } = await import("node:tls");
  const own = await readFile(authorities, "utf8").catch(() => {
    throw new MailTrouble("certificate", "no file");
  });
  return { ca: [...rootCertificates, own] };
}
