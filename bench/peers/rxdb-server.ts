// RxDB's server as its documentation shows one: two plain HTTP routes, records in memory, a checkpoint that counts up.
import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "../../shared/base/zod.ts";
import { readRecords, runPeerServer, type PeerRecord } from "./peer-server.ts";

type Held = PeerRecord & { readonly _deleted: false };

const documentSchema = z.looseObject({ id: z.string(), edited: z.number().optional() });
const pushedSchema = z.array(z.object({ newDocumentState: documentSchema, assumedMasterState: documentSchema.optional() }));

const [, file = ""] = process.argv.slice(2);
const records = new Map<string, Held>();
/** Every write in its order, so that a checkpoint is a place in it; one that a later write replaced is passed over. */
const log: Held[] = [];
const write = (record: PeerRecord): void => {
  const held: Held = { ...record, _deleted: false };
  records.set(held.id, held);
  log.push(held);
};
for await (const part of readRecords(file)) for (const record of part) write(record);

function pulled(after: number, limit: number): object {
  const documents: Held[] = [];
  let at = after;
  for (; at < log.length && documents.length < limit; at += 1) {
    const held = log[at];
    if (held !== undefined && records.get(held.id) === held) documents.push(held);
  }
  return { documents, checkpoint: { place: at } };
}

/** Takes the pushed records; answers with those that somebody else has changed since, which every edit's own mark tells. */
async function pushed(request: IncomingMessage): Promise<object> {
  const conflicts: Held[] = [];
  for (const { newDocumentState, assumedMasterState } of pushedSchema.parse(await json(request))) {
    const held = records.get(newDocumentState.id);
    if (held !== undefined && held.edited !== assumedMasterState?.edited) conflicts.push(held);
    else write(newDocumentState);
  }
  return conflicts;
}

const server = createServer((request, response) => {
  const asked = new URL(request.url ?? "", "http://127.0.0.1").searchParams;
  const answer =
    request.method === "POST" ? pushed(request) : Promise.resolve(pulled(Number(asked.get("after")), Number(asked.get("limit"))));
  answer.then(
    (value) => response.setHeader("content-type", "application/json").end(JSON.stringify(value)),
    (error: unknown) => {
      console.error(error);
      response.destroy();
    },
  );
});

await runPeerServer(server, ({ ids, mark }) => Promise.resolve(ids.filter((id) => records.get(id)?.edited === mark).length));
