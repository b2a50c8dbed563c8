// The desk's wire over a WebSocket. What the page has to know:
//   · it is opened at `/#ticket=<ticket>`; it POSTs JSON {"ticket"} to `/session`, gets {"token"}, keeps the token in sessionStorage
//     (it survives a reload) and takes the ticket out of the address bar. A used or lapsed ticket answers 401.
//   · GET `/session` with `Authorization: Bearer <token>` answers 204 while the token holds, else 401: then a new link is needed.
//   · the WebSocket is `/desk` on the page's own origin, with the one subprotocol `amtsstube.<token>`.
// Must never read what it carries.
import type { WebSocket } from "ws";
import type { Wire } from "../../shared/desk/wire.ts";

/** Begins the subprotocol that carries the session token. */
export const subprotocolPrefix = "amtsstube.";

/** A page that does not read for so long that this many bytes wait is cut off. */
const mostWaitingBytes = 64 * 1024 * 1024;

/** The wire over an open socket. A binary message closes it. */
export function socketWire(socket: WebSocket): Wire {
  const closeListeners: (() => void)[] = [];
  let closed = false;
  const over = (): void => {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  };
  socket.on("close", over);
  socket.on("error", () => socket.terminate());
  return {
    send: (text) => {
      if (closed) return;
      if (socket.bufferedAmount > mostWaitingBytes) socket.terminate();
      else socket.send(text);
    },
    onText: (listener) => {
      socket.on("message", (data: Buffer, isBinary) => {
        if (closed) return;
        if (isBinary) socket.close(1003);
        else listener(data.toString("utf8"));
      });
    },
    onClose: (listener) => {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close: () => {
      over();
      socket.close(1000);
      // A dead peer never answers the closing handshake.
      setTimeout(() => socket.terminate(), 2_000).unref();
    },
  };
}
