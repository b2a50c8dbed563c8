// The devices as the server lists them: asked anew whenever the network comes back, and by hand. Keeps nothing without the screen.
import { useCallback, useEffect, useState } from "react";
import type { DeviceList } from "../../shared/desk/device-calls.ts";
import { useCall, type CallState } from "./use-call.ts";
import { useSync } from "./use-session.tsx";

export interface DevicesState extends Pick<CallState<"devices">, "busy" | "error"> {
  /** The last list that came; undefined before the first. */
  readonly list: DeviceList | undefined;
  readonly offline: boolean;
  readonly refresh: () => void;
}

/** Lists one's own devices, or all of them for administrators. */
export function useDevices(): DevicesState {
  const { run, busy, error } = useCall("devices");
  const [list, setList] = useState<DeviceList>();
  const offline = useSync()?.network === "offline";
  const refresh = useCallback(() => {
    void run({}).then((answer) => {
      if (answer !== undefined) setList(answer);
    });
  }, [run]);
  useEffect(() => {
    if (!offline) refresh();
  }, [offline, refresh]);
  return { list, busy, error, offline, refresh };
}
