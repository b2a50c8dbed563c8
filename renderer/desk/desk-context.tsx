// Gives every screen the one connection. Screens use the hooks beside this file, never the Desk itself.
import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { must } from "../../shared/base/must.ts";
import type { Connection, ConnectionState } from "./connection.ts";

const ConnectionContext = createContext<Connection | null>(null);

export function ConnectionProvider({ connection, children }: { readonly connection: Connection; readonly children: ReactNode }) {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

/** How the connection to the desk stands, with the Desk while it is open. */
export function useConnection(): ConnectionState {
  const connection = must(useContext(ConnectionContext), "main.tsx wraps every screen in a ConnectionProvider");
  return useSyncExternalStore(connection.subscribe, connection.state);
}
