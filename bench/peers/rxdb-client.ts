// RxDB's client: replicates into its storage in memory; nothing of it is on a disk.
import { runPeerClient } from "./peer-client.ts";
import { peerPackage } from "./packages.ts";

interface RxDocument {
  incrementalPatch(patch: { readonly edited: number }): Promise<unknown>;
}

interface RxCollection {
  count(): { exec(): Promise<number> };
  findOne(id: string): { exec(): Promise<RxDocument | null> };
}

interface RxReplication {
  awaitInitialReplication(): Promise<unknown>;
  awaitInSync(): Promise<unknown>;
  pause(): Promise<void>;
  start(): Promise<void>;
  reSync(): void;
  readonly error$: { subscribe(told: (error: unknown) => void): void };
}

interface RxDatabase {
  addCollections(collections: object): Promise<{ readonly records: RxCollection }>;
}

interface Checkpoint {
  readonly place: number;
}

const core = peerPackage("rxdb/plugins/core") as { createRxDatabase(options: object): Promise<RxDatabase> };
const memory = peerPackage("rxdb/plugins/storage-memory") as { getRxStorageMemory(): object };
const replication = peerPackage("rxdb/plugins/replication") as { replicateRxCollection(options: object): RxReplication };

const [url = ""] = process.argv.slice(2);
const text = { type: "string" };
const number = { type: "number" };
const schema = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: { type: "string", maxLength: 36 },
    kind: text,
    unit: text,
    scopes: { type: "array", items: text },
    version: number,
    body: { type: "object" },
    edited: number,
  },
  required: ["id"],
};
const database = await core.createRxDatabase({ name: "town", storage: memory.getRxStorageMemory(), multiInstance: false });
const { records } = await database.addCollections({ records: { schema } });

/** How many rows the server has taken so far, and who waits for how many. */
let taken = 0;
let waiting: { readonly rows: number; readonly done: () => void } | undefined;
let running: RxReplication | undefined;

function replicate(): RxReplication {
  const started = replication.replicateRxCollection({
    collection: records,
    replicationIdentifier: "town",
    live: true,
    retryTime: 5_000,
    pull: {
      batchSize: 1_000,
      handler: async (checkpoint: Checkpoint | undefined, limit: number): Promise<unknown> => {
        const answer = await fetch(`${url}/?after=${checkpoint?.place ?? 0}&limit=${limit}`);
        return answer.json();
      },
    },
    push: {
      batchSize: 1_000,
      handler: async (rows: readonly unknown[]): Promise<unknown> => {
        const answer = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(rows),
        });
        const conflicts: unknown = await answer.json();
        taken += rows.length - (Array.isArray(conflicts) ? conflicts.length : rows.length);
        if (waiting !== undefined && taken >= waiting.rows) waiting.done();
        return conflicts;
      },
    },
  });
  started.error$.subscribe((error) => console.error(error));
  return started;
}

runPeerClient({
  pull: async () => {
    running = replicate();
    await running.awaitInitialReplication();
    const count = await records.count().exec();
    await running.pause();
    return count;
  },
  edit: async ({ ids, mark }) => {
    for (const id of ids) {
      const document = await records.findOne(id).exec();
      if (document === null) throw new Error(`${id} is not here`);
      await document.incrementalPatch({ edited: mark });
    }
  },
  sendBack: async ({ ids }) => {
    const all = new Promise<void>((done) => {
      waiting = { rows: taken + ids.length, done };
    });
    await running?.start();
    await all;
    waiting = undefined;
  },
  // Paused any earlier, it would not know that its rows were taken, and would send them again.
  settle: async () => {
    await running?.awaitInSync();
    await running?.pause();
  },
});
