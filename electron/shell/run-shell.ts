// The life of the program under Electron: one instance, one window, one desk; and all of it closed before it quits.
// Must never know a rule: the desk comes from outside.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, BrowserWindow, Menu, session } from "electron";
import type { Desk } from "../../shared/desk/contract.ts";
import type { Every } from "../../shared/desk/wire.ts";
import { openPageFiles } from "../workstation/page/page-files.ts";
import { hardenContents, hardenSession } from "./harden.ts";
import { serveWindow } from "./ipc-wire.ts";
import { askBeforeLeaving } from "./leaving.ts";
import { applicationMenu } from "./menu.ts";
import { declarePageScheme, servePage } from "./page-protocol.ts";
import { wakeWithMachine } from "./wake.ts";
import { openWindow } from "./window.ts";

export interface ShellRequest {
  /** The desk's data; Electron's own files go below, so that two data folders are two programs. */
  readonly dataFolder: string;
  readonly pageFolder: string;
  readonly preload: string;
  readonly every: Every;
  /** Told when the window is on the screen. */
  readonly onShown?: () => void;
  readonly openDesk: () => Promise<{ readonly desk: Desk; close(): Promise<void> }>;
}

/** Runs until the last window closes. Resolves false where another instance has these data; that one shows its window. Rejects where the desk does not open. */
export async function runShell(request: ShellRequest): Promise<boolean> {
  app.setName("Amtsstube");
  const ownFolder = join(request.dataFolder, "shell");
  // Electron refuses a folder that is not there.
  mkdirSync(ownFolder, { recursive: true, mode: 0o700 });
  app.setPath("userData", ownFolder);
  // The words of the browser's own parts: date fields, messages about input.
  app.commandLine.appendSwitch("lang", "de");
  app.enableSandbox();
  declarePageScheme();
  app.on("web-contents-created", (_event, contents) => hardenContents(contents));
  app.on("second-instance", () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  await app.whenReady();
  const developer = !app.isPackaged;
  Menu.setApplicationMenu(applicationMenu({ mac: process.platform === "darwin", developer }));
  hardenSession(session.defaultSession);
  servePage(session.defaultSession, openPageFiles(request.pageFolder));

  const opened = await request.openDesk();
  let closed: Promise<void> | undefined;
  app.on("will-quit", (event) => {
    if (closed !== undefined) return;
    event.preventDefault();
    closed = opened.close().finally(() => app.exit(0));
  });
  app.on("window-all-closed", () => app.quit());
  const window = openWindow({ preload: request.preload, stateFile: join(request.dataFolder, "window.json"), developer });
  window.once("show", () => request.onShown?.());
  serveWindow(window.webContents, opened.desk, request.every);
  askBeforeLeaving(window, opened.desk);
  wakeWithMachine(opened.desk);
  return true;
}
