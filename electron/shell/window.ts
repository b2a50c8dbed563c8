// The one window: sandboxed, isolated, without Node, in the place where it was left. Must never load anything but the program's own page.
import { BrowserWindow, screen } from "electron";
import { pageOrigin } from "./page-protocol.ts";
import { readWindowState, writeWindowState } from "./window-state.ts";

/** Opens the window; it appears when its page is drawn. */
export function openWindow(request: { readonly preload: string; readonly stateFile: string; readonly developer: boolean }): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = readWindowState(request.stateFile, screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    title: "Amtsstube",
    show: false,
    backgroundColor: "#ffffff",
    webPreferences: {
      preload: request.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      // The spelling dictionaries would be fetched from outside.
      spellcheck: false,
      devTools: request.developer,
    },
  });
  if (maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => {
    writeWindowState(request.stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  // Titles stand in lists of windows that others see: the page does not set them.
  window.on("page-title-updated", (event) => event.preventDefault());
  void window.loadURL(`${pageOrigin}/index.html`);
  return window;
}
