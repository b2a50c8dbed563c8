// A desk's replica filled straight from a generated town, by the operations a pull uses, without a server.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openStore, type Store } from "../electron/workstation/store/store-client.ts";
import { storeThreads } from "../electron/workstation/store/store-thread.ts";
import { generateTown, type TownOptions } from "../server/demo/generate-town.ts";
import { demoActor } from "../server/demo/people.ts";
import { scopesOf } from "../shared/domain/scope.ts";
import { sha256OfText } from "../shared/base/hash.ts";
import type { PullLine } from "../shared/sync/pull.ts";

const recordsPerChunk = 2_000;
const textsPerChunk = 500;

/** Opens a new store at `file` and loads the town into it as the head of the house would hold it. */
export async function fillReplica(options: {
  readonly file: string;
  readonly key: Uint8Array;
  readonly town: Omit<TownOptions, "seed" | "now">;
}): Promise<Store> {
  const now = new Date();
  const town = generateTown({ ...options.town, seed: "replica", now, forms: "shared" });
  const worker = pathToFileURL(join(import.meta.dirname, "..", "electron", "workstation", "store", "store-worker.ts"));
  const store = await openStore({ openThread: storeThreads(worker), file: options.file, key: options.key, onSlow: () => undefined });
  const actor = demoActor("jlueders");
  await store.write.identify({ actor, directory: town.directory });
  const today = now.toISOString().slice(0, 10);
  const scopes = [
    ...scopesOf(
      actor,
      town.directory.units.map((unit) => unit.id),
      today,
    ),
  ];
  const apply = async (lines: readonly PullLine[]): Promise<void> => {
    await store.write.applyPull({ lines: lines.map((line) => JSON.stringify(line)).join("\n"), upTo: 0, at: now.toISOString() });
  };
  await apply([{ t: "begin", epoch: "bench", scopes, total: 0 }]);
  let chunk: PullLine[] = [];
  let seq = 0;
  for (const record of town.records) {
    seq += 1;
    chunk.push({ t: "record", seq, record: { ...record, scopes: [...record.scopes], body: bodyOf(record.body) } });
    if (chunk.length === recordsPerChunk) {
      await apply(chunk);
      chunk = [];
    }
  }
  await apply([...chunk, { t: "end", cursors: Object.fromEntries(scopes.map((scope) => [scope, seq])), more: false }]);
  let texts: { id: string; sha256: string; text: string }[] = [];
  const put = async (): Promise<void> => {
    await store.write.putTexts({ asked: texts.map((line) => line.id), lines: texts });
    texts = [];
  };
  for (const { documentId, text } of town.texts) {
    texts.push({ id: documentId, sha256: sha256OfText(text), text });
    if (texts.length === textsPerChunk) await put();
  }
  if (texts.length > 0) await put();
  return store;
}

function bodyOf(body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null) throw new Error("impossible: a record's body is an object");
  return { ...body };
}
