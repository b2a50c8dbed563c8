// The folders the server watches, as long as somebody looks: asked anew every half minute, sooner while
// files are under way, when the network comes back, and by hand.
import { useCallback, useEffect, useState } from "react";
import type { ServerScans } from "../../shared/desk/scanner-calls.ts";
import { useCall } from "./use-call.ts";
import { useSync } from "./use-session.tsx";

const everyMs = 30_000;
const underWayMs = 5_000;

export interface ServerScansState {
  /** The last answer; undefined before the first. */
  readonly scans: ServerScans | undefined;
  readonly refresh: () => void;
}

export function useServerScans(): ServerScansState {
  const { run } = useCall("serverScans");
  const [scans, setScans] = useState<ServerScans>();
  const offline = useSync()?.network === "offline";
  const refresh = useCallback(() => {
    void run({}).then((answer) => {
      if (answer !== undefined) setScans(answer);
    });
  }, [run]);
  const underWay = scans?.folders.some(({ waiting }) => waiting > 0) === true;
  useEffect(() => {
    refresh();
    // Without network the desk knows no more than it has just said.
    if (offline) return undefined;
    const timer = setInterval(refresh, underWay ? underWayMs : everyMs);
    return () => clearInterval(timer);
  }, [offline, underWay, refresh]);
  return { scans, refresh };
}
