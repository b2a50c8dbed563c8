// The right of this browser tab to speak to its desk: a ticket out of the address, exchanged once for a token that lives in the tab.
// Neither ever stays in the address or in a store that outlives the tab.
import { z } from "../../shared/base/zod.ts";

const storageKey = "amtsstube.token";
const answerSchema = z.object({ token: z.string().min(1) });

/** No token and no ticket that works: a new link is needed. */
export class NeedsLinkError extends Error {
  constructor() {
    super("this tab has no session token");
    this.name = "NeedsLinkError";
  }
}

/** The token of this tab. Rejects with NeedsLinkError, or as `fetch` does where the desk is not reached. */
export async function sessionToken(): Promise<string> {
  const ticket = takeTicket();
  if (ticket === null) return storedToken();
  const response = await fetch("/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ticket }),
  });
  // A used ticket beside a token that works: the link was opened again in the same tab.
  if (!response.ok) return storedToken();
  const { token } = answerSchema.parse(await response.json());
  sessionStorage.setItem(storageKey, token);
  return token;
}

/** Drops a token the desk no longer knows. */
export function forgetToken(): void {
  sessionStorage.removeItem(storageKey);
}

function storedToken(): string {
  const stored = sessionStorage.getItem(storageKey);
  if (stored === null) throw new NeedsLinkError();
  return stored;
}

function takeTicket(): string | null {
  const found = /^#ticket=([^&]+)$/u.exec(location.hash);
  if (found === null) return null;
  history.replaceState(null, "", location.pathname);
  return decodeURIComponent(found[1] ?? "");
}
