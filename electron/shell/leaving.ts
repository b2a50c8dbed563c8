// Closing the window while work waits: the person is asked once, in German; whoever leaves all the same loses nothing, for what waits lies
// in the replica. Must never ask where nobody can answer: a system that shuts down and a signal from outside are not held up.
import { app, dialog, powerMonitor, type BrowserWindow } from "electron";
import type { Desk } from "../../shared/desk/contract.ts";
import type { SyncState } from "../../shared/desk/session-calls.ts";
import { leaving } from "../../shared/text/de/leaving.ts";
import { waitingSentence } from "../../shared/text/leave-text.ts";

/** Asks before this window closes, for as long as it is open. Every way to quit closes the window first, so this is the one place. */
export function askBeforeLeaving(window: BrowserWindow, desk: Desk): void {
  let sync: SyncState | undefined;
  let decided = false;
  /** Set while the question is on the screen; ends it. */
  let asking: AbortController | undefined;

  const ask = async (waiting: number, forContent: number): Promise<void> => {
    asking = new AbortController();
    try {
      const answer = await dialog.showMessageBox(window, {
        type: "question",
        title: leaving.title,
        message: waitingSentence(waiting, forContent),
        detail: leaving.keptByProgram,
        buttons: [leaving.stay, leaving.leave],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: asking.signal,
      });
      decided ||= answer.response === 1;
    } finally {
      asking = undefined;
    }
    if (decided && !window.isDestroyed()) window.close();
  };

  const leaveAtOnce = (): void => {
    decided = true;
    asking?.abort();
    app.quit();
  };

  const stopWatching = desk.watch(
    "sync",
    {},
    (state) => {
      sync = state;
    },
    () => {
      sync = undefined;
    },
  );
  window.on("close", (event) => {
    if (decided || sync === undefined || sync.waiting === 0) return;
    event.preventDefault();
    if (asking === undefined) void ask(sync.waiting, sync.steps.waitingForContent);
  });
  window.once("closed", stopWatching);
  // Windows says it to the window, the others to the program.
  window.on("session-end", leaveAtOnce);
  powerMonitor.on("shutdown", (event?: { preventDefault(): void }) => {
    // Asks the system for the moment that closing the replica takes.
    event?.preventDefault();
    leaveAtOnce();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, leaveAtOnce);
}
