// Yjs' client: one document in memory, in step with the server's over a WebSocket.
import { once } from "node:events";
import { runPeerClient } from "./peer-client.ts";
import { loadProvider, maxPayload, room, sockets, yjs } from "./yjs-packages.ts";

const [url = ""] = process.argv.slice(2);
const Provider = loadProvider();
const document = new yjs.Doc();
const records = document.getMap("records");

class RoomySocket extends sockets.WebSocket {
  constructor(address: string, protocols: string[]) {
    super(address, protocols, { maxPayload });
  }
}

/** Connects until both are in step, and goes offline again. */
async function getInStep(): Promise<void> {
  const provider = new Provider(url.replace("http:", "ws:"), room, document, {
    WebSocketPolyfill: RoomySocket,
    disableBc: true,
    resyncInterval: -1,
  });
  await new Promise<void>((resolve) => {
    provider.once("sync", () => resolve());
  });
  // It is in step when it has the server's; its own was sent before that, and is there when a ping behind it is answered.
  const { ws } = provider;
  if (ws === null) throw new Error("in step without a connection");
  ws.ping();
  await once(ws, "pong");
  provider.destroy();
}

runPeerClient({
  pull: async () => {
    await getInStep();
    return records.size;
  },
  edit: ({ ids, mark }) => {
    for (const id of ids) records.get(id)?.set("edited", mark);
    return Promise.resolve();
  },
  sendBack: getInStep,
});
