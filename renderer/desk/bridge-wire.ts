// The wire inside Electron: the two functions of the preload. It knows nothing of what the texts say.
import type { Wire } from "../../shared/desk/wire.ts";
import { wireEnds, type WireEnds } from "./wire-ends.ts";

/** What the preload lays on the window. */
export interface Bridge {
  readonly send: (text: string) => void;
  readonly onText: (listener: (text: string) => void) => unknown;
}

declare global {
  interface Window {
    readonly amtsstube?: Bridge;
  }
}

/** Opens wires over the bridge, one at a time; the bridge is listened to once, however often the wire is renewed. */
export function bridgeWires(bridge: Bridge): () => Promise<Wire> {
  let current: WireEnds | undefined;
  // What still comes for the wire before is none of the new one's: it begins with the word `opened`.
  let opened = false;
  bridge.onText((text) => {
    if (text === "opened") opened = true;
    else if (!opened) return;
    else if (text === "closed") current?.end();
    else current?.text(text);
  });
  return async () => {
    current?.end();
    const ends = wireEnds();
    current = ends;
    opened = false;
    bridge.send("open");
    return Promise.resolve({
      send: (text) => {
        if (!ends.ended()) bridge.send(text);
      },
      onText: ends.onText,
      onClose: ends.onClose,
      close: ends.end,
    });
  };
}
