// The key of a replica: by the password, by the server's recovery after a reset, or drawn where there is no replica yet; and how long it may
// be opened without the server. Must never overwrite a store that it cannot open.
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { DeskError } from "../../../shared/desk/errors.ts";
import { recoverKeyResponseSchema, type Session } from "../../../shared/sync/session.ts";
import type { Clock } from "../clock.ts";
import { reasonOf } from "../log.ts";
import { deskErrorOf, ProblemAnswer } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import type { Timings } from "../timings.ts";
import {
  mostWrongPasswords,
  newStoreKey,
  offlineUnlockEnded,
  readKeyFile,
  unwrapKey,
  wrapKey,
  writeKeyFile,
  type KeyFile,
  type KeyStore,
} from "./key-file.ts";

/** Where a replica lies. */
export interface ReplicaPaths {
  readonly store: string;
  readonly keys: string;
  readonly content: string;
}

export interface ReplicaKeys {
  /** The key of an existing store, by the password or, after a reset, by the server; a fresh one where there is no store. */
  withServer(client: ServerClient, paths: ReplicaPaths, password: string, session: Session): Promise<Uint8Array>;
  /** Throws noOfflineReplica, offlineUnlockEnded or signInFailed. */
  withoutServer(paths: ReplicaPaths, password: string): Promise<{ readonly key: Uint8Array; readonly lastContactAt: string }>;
  /** Writes down, now and then, that the server was heard of: from then on the time without it counts. */
  noteContact(paths: ReplicaPaths, session: Session): Promise<void>;
}

/** How often the time of the last contact is written down while the desk is online. */
const noteContactEvery = 600_000;

export function createReplicaKeys(options: {
  readonly keyStore: KeyStore | null;
  readonly clock: Clock;
  readonly timings: Pick<Timings, "argonMemory">;
}): ReplicaKeys {
  const { keyStore, clock, timings } = options;
  let contactNoted = 0;

  const firstKey = async (paths: ReplicaPaths): Promise<Uint8Array> => {
    // A store whose keys are lost can be read by nobody; it is set aside, never overwritten.
    if (existsSync(paths.store)) await rename(paths.store, `${paths.store}.${clock.now().getTime()}.lost`);
    for (const end of ["-wal", "-shm"]) await rm(`${paths.store}${end}`, { force: true });
    return newStoreKey();
  };

  const recovered = async (client: ServerClient, file: KeyFile): Promise<Uint8Array> => {
    try {
      const { key } = await client.post("/v1/recover-key", { wrapped: file.recovery }, recoverKeyResponseSchema);
      return Buffer.from(key, "base64");
    } catch (thrown) {
      const isNo = thrown instanceof ProblemAnswer && (thrown.problem === "notFound" || thrown.problem === "badRequest");
      throw isNo ? new DeskError("replicaLocked", reasonOf(thrown)) : deskErrorOf(thrown);
    }
  };

  return {
    withServer: async (client, paths, password, session) => {
      const file = await readKeyFile(paths.keys);
      const key =
        file === undefined ? await firstKey(paths) : ((await unwrapKey(file, password, keyStore)) ?? (await recovered(client, file)));
      const { offlineDays } = session.directory.policy;
      const { recoveryPublicKey } = session;
      const at = clock.now().toISOString();
      contactNoted = clock.now().getTime();
      await writeKeyFile(
        paths.keys,
        await wrapKey({ key, password, keyStore, recoveryPublicKey, argonMemory: timings.argonMemory, at, offlineDays }),
      );
      return key;
    },
    withoutServer: async (paths, password) => {
      const file = await readKeyFile(paths.keys);
      if (file === undefined || !existsSync(paths.store)) throw new DeskError("noOfflineReplica");
      if (offlineUnlockEnded(file, clock.now())) throw new DeskError("offlineUnlockEnded");
      // Counted before it is tried: whoever pulls the plug in between has used up a try all the same.
      await writeKeyFile(paths.keys, { ...file, wrongPasswords: file.wrongPasswords + 1 });
      const key = await unwrapKey(file, password, keyStore);
      if (key === undefined) throw new DeskError(file.wrongPasswords + 1 >= mostWrongPasswords ? "offlineUnlockEnded" : "signInFailed");
      await writeKeyFile(paths.keys, { ...file, wrongPasswords: 0 });
      return { key, lastContactAt: file.lastContactAt };
    },
    noteContact: async (paths, session) => {
      const now = clock.now();
      const file = await readKeyFile(paths.keys);
      const { offlineDays } = session.directory.policy;
      if (file === undefined || (now.getTime() - contactNoted < noteContactEvery && file.offlineDays === offlineDays)) return;
      contactNoted = now.getTime();
      await writeKeyFile(paths.keys, { ...file, lastContactAt: now.toISOString(), offlineDays });
    },
  };
}
