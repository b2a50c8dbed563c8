// When the window begins anew: whoever signs in next, and whoever holds fewer rights than before, gets a window whose memory knows nothing
// of what was shown (lists, drafts, and what the browser itself remembers: selections, the last match of a search).
// Must never cost the person anything: drafts are kept by the desk, the place stands in the address.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionState } from "../../shared/desk/session-calls.ts";
import type { Actor, Grant } from "../../shared/domain/actor.ts";
import { notify } from "../state/notices.ts";
import { hashOf } from "../state/place.ts";

type Reason = "signedOut" | "fewerRights";

/** Left in the window's history for the one that begins. */
const fewerRightsMark = { afresh: "fewerRights" };

const covers = (grant: Grant, other: Grant): boolean =>
  grant.role === other.role && grant.unit === other.unit && grant.onBehalfOf === other.onBehalfOf;

function reasonBetween(before: Actor | null, now: Actor | null): Reason | undefined {
  if (before === null) return undefined;
  if (now?.personId !== before.personId) return "signedOut";
  const stands = (grant: Grant): boolean => now.grants.some((other) => covers(grant, other));
  return before.grants.every(stands) ? undefined : "fewerRights";
}

/** True from the moment the window has to begin anew until it does. */
export function useFreshStart(session: SessionState | undefined, startAfresh: () => void): boolean {
  const { t } = useTranslation();
  const [seen, see] = useState<Actor | null>(null);
  // While the desk opens, or is not reached, nobody has left.
  const now = session === undefined || session.phase === "opening" ? seen : session.phase === "open" ? session.actor : null;
  const reason = reasonBetween(seen, now);
  if (reason === undefined && now !== seen) see(now);
  useEffect(() => {
    if (reason === undefined) return;
    if (reason === "signedOut") history.replaceState(null, "", hashOf({ area: "inbox", record: null }));
    else history.replaceState(fewerRightsMark, "");
    startAfresh();
  }, [reason, startAfresh]);
  useEffect(() => {
    const state: unknown = history.state;
    if (JSON.stringify(state) !== JSON.stringify(fewerRightsMark)) return;
    history.replaceState(null, "");
    notify({ tone: "info", text: t("frame.fewerRights") });
  }, [t]);
  return reason !== undefined;
}

let goesByItself = false;

/** Loads the window anew without asking anybody. */
export function reloadWindow(): void {
  goesByItself = true;
  location.reload();
}

/** Whether the page is being left by `reloadWindow`: nobody is to be asked then. */
export function isReloading(): boolean {
  return goesByItself;
}
