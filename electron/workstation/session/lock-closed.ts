// A replica whose device or person is locked out while nobody has it open: its person signs in, and the server says no.
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { reasonOf, type Log } from "../log.ts";
import { openStore } from "../store/store-client.ts";
import type { OpenStoreThread } from "../store/store-thread.ts";
import { mostWrongPasswords, readKeyFile, unwrapKey, writeKeyFile, type KeyStore } from "./key-file.ts";

/** Records and content go, the outbox stays sealed; without the right password the file stays closed, and nothing opens it offline. */
export async function lockClosed(options: {
  readonly store: string;
  readonly keys: string;
  readonly content: string;
  readonly password: string;
  readonly keyStore: KeyStore | null;
  readonly openThread: OpenStoreThread;
  readonly log: Log;
}): Promise<void> {
  const { keys, password, keyStore, openThread, log } = options;
  const file = await readKeyFile(keys);
  if (file === undefined || !existsSync(options.store)) return;
  const key = await unwrapKey(file, password, keyStore);
  try {
    if (key !== undefined) {
      const store = await openStore({ openThread, file: options.store, key, onSlow: () => undefined });
      try {
        const dropped = await store.write.seal(null);
        for (const name of dropped) await rm(join(options.content, name), { force: true });
      } finally {
        await store.close();
      }
    }
  } catch (thrown) {
    log("error", "closed replica not emptied", { reason: reasonOf(thrown) });
  }
  await endUnlocking(keys);
}

/** From now on only the server opens the replica. */
export async function endUnlocking(keys: string): Promise<void> {
  const file = await readKeyFile(keys);
  if (file !== undefined) await writeKeyFile(keys, { ...file, wrongPasswords: mostWrongPasswords });
}
