// The bridge into the screens: `window.amtsstube = { send(text), onText(listener) }`, two functions and nothing else.
// What the page has to know: texts flow as over any wire of shared/desk, one wire a document. The bridge has no close: when the desk's side
// ends it (nonsense, silence) nothing more is answered, `connectDesk` finds the desk dead, and `location.reload()` begins a new wire.
// Must stay one file that requires nothing but electron, and must never look into what it carries.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";

const channel = "desk";

contextBridge.exposeInMainWorld("amtsstube", {
  send: (text: unknown): void => {
    if (typeof text === "string") ipcRenderer.send(channel, text);
  },
  onText: (listener: (text: string) => void): void => {
    ipcRenderer.on(channel, (_event: IpcRendererEvent, text: unknown) => {
      if (typeof text === "string") listener(text);
    });
  },
});
