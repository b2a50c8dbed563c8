// The bridge into the screens: `window.amtsstube = { send(text), onText(listener) }`, two functions and nothing else.
// What the page has to know: it begins a wire by sending the text `open` (which ends the one before), takes nothing for it before `opened`
// has come back, and may send at once; `closed` says that the desk's side ended it. All other texts are those of shared/desk.
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
