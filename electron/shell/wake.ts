// The machine woke up, or somebody is back at it: the desk looks for news at once instead of when its turn comes.
import { powerMonitor } from "electron";
import type { Desk } from "../../shared/desk/contract.ts";

/** Tells the desk, for as long as the program runs. Has to be called after the app is ready. */
export function wakeWithMachine(desk: Desk): void {
  const wake = (): void => {
    // Where it cannot look, it says so by its own state.
    desk.call("wake", {}).catch(() => undefined);
  };
  powerMonitor.on("resume", wake);
  powerMonitor.on("unlock-screen", wake);
}
