// What the window hears of its surroundings: the network is back. Must never take the browser's word for more than a reason to look.
import { useEffect } from "react";
import { useConnection } from "../desk/desk-context.tsx";
import { useSync } from "../desk/use-session.tsx";

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
