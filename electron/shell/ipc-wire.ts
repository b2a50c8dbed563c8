// The desk's wire over Electron's IPC, one at a time a window; `open`, `opened` and `closed` mark its ends (see preload.ts). Must never hear anybody but the main frame of its own window on its own page.
import { ipcMain, type IpcMainEvent, type WebContents } from "electron";
import type { Desk } from "../../shared/desk/contract.ts";
import { serveDesk } from "../../shared/desk/serve.ts";
import type { Every, Wire } from "../../shared/desk/wire.ts";
import { isPageAddress } from "./page-protocol.ts";

const channel = "desk";

interface OpenWire {
  readonly wire: Wire;
  readonly arrived: (text: string) => void;
  readonly over: () => void;
}

function contentsWire(contents: WebContents): OpenWire {
  const textListeners: ((text: string) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let closed = false;
  const over = (): void => {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  };
  return {
    arrived: (text) => {
      if (!closed) for (const listener of textListeners) listener(text);
    },
    over,
    wire: {
      send: (text) => {
        if (!closed && !contents.isDestroyed()) contents.send(channel, text);
      },
      onText: (listener) => textListeners.push(listener),
      onClose: (listener) => closeListeners.push(listener),
      close: () => {
        if (!closed && !contents.isDestroyed()) contents.send(channel, "closed");
        over();
      },
    },
  };
}

/** Serves every wire that this window's page opens, one after the other; returns how to end it. */
export function serveWindow(contents: WebContents, desk: Desk, every: Every): () => void {
  const begin = (): OpenWire => {
    const open = contentsWire(contents);
    serveDesk(open.wire, desk, every);
    return open;
  };
  let open: OpenWire | undefined;

  const hear = (event: IpcMainEvent, text: unknown): void => {
    const frame = event.senderFrame;
    if (event.sender !== contents || typeof text !== "string") return;
    // A frame that is gone, one inside another, one of another page.
    if (frame?.parent !== null || !isPageAddress(frame.url)) return;
    if (text === "open") {
      open?.over();
      contents.send(channel, "opened");
      open = begin();
    } else open?.arrived(text);
  };
  const documentGone = (): void => {
    open?.over();
    open = undefined;
  };
  ipcMain.on(channel, hear);
  contents.on("did-navigate", documentGone);
  contents.on("render-process-gone", documentGone);
  const stop = (): void => {
    ipcMain.removeListener(channel, hear);
    documentGone();
  };
  contents.once("destroyed", stop);
  return stop;
}
