// Who sits here and how the desk stands with the server: asked once for all screens.
import { createContext, useContext, type ReactNode } from "react";
import { must } from "../../shared/base/must.ts";
import type { QueryResult } from "../../shared/desk/contract.ts";
import type { SessionState, SyncState } from "../../shared/desk/session-calls.ts";
import type { Actor } from "../../shared/domain/actor.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import { useQuery, type QueryState } from "./use-query.ts";

interface Both {
  readonly session: QueryState<QueryResult<"session">>;
  readonly sync: QueryState<QueryResult<"sync">>;
}

const SessionContext = createContext<Both | null>(null);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const session = useQuery("session", {});
  const sync = useQuery("sync", {});
  return <SessionContext value={{ session, sync }}>{children}</SessionContext>;
}

function useBoth(): Both {
  return must(useContext(SessionContext), "app.tsx wraps every screen in a SessionProvider");
}

/** The session as it comes in; undefined before the first answer. */
export function useSessionState(): QueryState<SessionState> {
  return useBoth().session;
}

/** How the desk stands with the server; undefined before the first answer. */
export function useSync(): SyncState | undefined {
  return useBoth().sync.value;
}

export interface SignedIn {
  readonly actor: Actor;
  readonly directory: Directory | null;
  /** The office date of today. */
  readonly today: string;
}

/** The signed-in person. Only for screens that are drawn while somebody is signed in. */
export function useSignedIn(): SignedIn {
  const session = must(useBoth().session.value, "areas are drawn once the session is known");
  return { actor: must(session.actor, "areas are drawn while somebody is signed in"), directory: session.directory, today: session.today };
}
