// Yjs' server: y-websocket over one document in memory, in which each record is a map.
import { createServer } from "node:http";
import { readRecords, runPeerServer } from "./peer-server.ts";
import { loadYServer, maxPayload, room, sockets, yjs } from "./yjs-packages.ts";

const [, file = ""] = process.argv.slice(2);
const { getYDoc, setupWSConnection } = loadYServer();
const document = getYDoc(room);
const records = document.getMap("records");
for await (const part of readRecords(file))
  document.transact(() => {
    for (const record of part) {
      const map = new yjs.Map();
      for (const [key, value] of Object.entries(record)) map.set(key, value);
      records.set(record.id, map);
    }
  });
const server = createServer();
new sockets.WebSocketServer({ server, maxPayload }).on("connection", setupWSConnection);

await runPeerServer(server, ({ ids, mark }) => Promise.resolve(ids.filter((id) => records.get(id)?.get("edited") === mark).length));
