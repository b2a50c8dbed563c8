// The wire in a browser tab: one WebSocket to the desk on this machine, opened with the tab's token.
import type { Wire } from "../../shared/desk/wire.ts";
import { forgetToken, NeedsLinkError, sessionToken } from "./session-token.ts";
import { wireEnds } from "./wire-ends.ts";

/**
 * Opens a wire. Rejects with NeedsLinkError where the host no longer knows this token, with another error where it is not
 * reached at all.
 */
export async function openSocketWire(): Promise<Wire> {
  const token = await sessionToken();
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/desk`, [`amtsstube.${token}`]);
  const ends = wireEnds();
  const opened = await new Promise<boolean>((resolve) => {
    socket.addEventListener("open", () => resolve(true), { once: true });
    socket.addEventListener("close", () => resolve(false), { once: true });
  });
  if (!opened) {
    // A refused handshake looks like a dead host; asking for the session tells them apart.
    const { status } = await fetch("/session", { headers: { authorization: `Bearer ${token}` }, cache: "no-store" });
    if (status !== 401) throw new Error(`the desk closed the handshake; its session answers ${status}`);
    forgetToken();
    throw new NeedsLinkError();
  }
  socket.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (typeof event.data === "string") ends.text(event.data);
  });
  socket.addEventListener("close", ends.end);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onText: ends.onText,
    onClose: ends.onClose,
    close: () => {
      socket.close();
      ends.end();
    },
  };
}
