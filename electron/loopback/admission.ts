// Who may come in: tickets that work once and the session tokens they buy. Everything lives in memory and ends with the host.
// Must never keep a secret in plain, write one to a disk or tell why one was refused.
import { createHash, randomBytes } from "node:crypto";

/** A ticket that nobody used lapses after a working day. */
export const ticketLifeMilliseconds = 8 * 60 * 60 * 1000;
const mostOpenTickets = 32;

export interface Admission {
  /** A new ticket, 256 random bits. */
  issue(): string;
  /** Uses the ticket up and opens a session; undefined for one that is unknown, used or lapsed. */
  redeem(ticket: string): string | undefined;
  holds(token: string): boolean;
}

/** `now` in milliseconds since 1970. */
export function openAdmission(now: () => number): Admission {
  const tickets = new Map<string, number>();
  const sessions = new Set<string>();
  const secret = (): string => randomBytes(32).toString("base64url");
  return {
    issue: () => {
      const oldest = tickets.keys().next();
      if (tickets.size >= mostOpenTickets && oldest.done !== true) tickets.delete(oldest.value);
      const ticket = secret();
      tickets.set(digest(ticket), now() + ticketLifeMilliseconds);
      return ticket;
    },
    redeem: (ticket) => {
      const key = digest(ticket);
      const lapses = tickets.get(key);
      tickets.delete(key);
      if (lapses === undefined || lapses <= now()) return undefined;
      const token = secret();
      sessions.add(digest(token));
      return token;
    },
    holds: (token) => sessions.has(digest(token)),
  };
}

// Looking up a digest takes no longer for a guess that is nearly right.
function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
