// What the servers of all peers share: the records they begin with, and the question how many edits have arrived.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Server } from "node:http";
import { z } from "../../shared/base/zod.ts";
import { doAsTold, type Edits } from "./told.ts";

const recordSchema = z.looseObject({ id: z.string() });
/** A record of the town, and what an edit writes into it. */
export type PeerRecord = z.infer<typeof recordSchema> & { edited?: number };

/** The records of the file that the bench wrote, in parts. */
export async function* readRecords(file: string): AsyncGenerator<readonly PeerRecord[]> {
  let part: PeerRecord[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    part.push(recordSchema.parse(JSON.parse(line)));
    if (part.length < 2_000) continue;
    yield part;
    part = [];
  }
  yield part;
}

/** Listens on a free port of 127.0.0.1 and tells the bench where. `edited` counts the records that carry the mark. */
export async function runPeerServer(server: Server, edited: (edits: Edits) => Promise<number>): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("impossible: a TCP server has a port");
  doAsTold({ url: `http://127.0.0.1:${address.port}` }, { edited: async (edits) => ({ records: await edited(edits) }) });
}
