// What the window hears of its surroundings: the network is back, the page is about to go. Must never keep anybody in for nothing.
import { useEffect } from "react";
import { useConnection } from "../desk/desk-context.tsx";
import { useSessionState, useSync } from "../desk/use-session.tsx";

/** Tells the desk when the browser believes that there is a network again, or the page is looked at again without one. */
export function useNetworkEvents(): void {
  const { desk } = useConnection();
  const offline = useSync()?.network === "offline";
  useEffect(() => {
    const wake = (): void => {
      desk?.call("wake", {}).catch(() => undefined);
    };
    const seen = (): void => {
      if (offline && document.visibilityState === "visible") wake();
    };
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", seen);
    return () => {
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [desk, offline]);
}

/** On loopback the browser asks before the tab closes over waiting work; under Electron the shell asks, in German. */
export function useAskBeforeUnload(): void {
  const host = useSessionState().value?.host;
  const waiting = useSync()?.waiting ?? 0;
  const asks = host !== "electron" && waiting > 0;
  useEffect(() => {
    if (!asks) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [asks]);
}
