// An open replica: one person at this device, with store, content and the engine that keeps it up to date.
import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { startCourier, type Courier } from "../content/courier.ts";
import { createContentCache, type ContentCache } from "../content/content-cache.ts";
import { openContentFiles, type ContentFiles } from "../content/content-files.ts";
import { createTransfer, type Transfer } from "../content/transfer.ts";
import type { Log } from "../log.ts";
import { openKeptReadings, type KeptReadings } from "../renditions/kept-readings.ts";
import { openStore, type Store } from "../store/store-client.ts";
import type { OpenStoreThread } from "../store/store-thread.ts";
import type { EngineState } from "../sync/engine-state.ts";
import { startEngine, type Engine } from "../sync/engine.ts";
import type { LockOut } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import type { Identity } from "../store/meta.ts";
import type { Timings } from "../timings.ts";
import type { Session } from "../../../shared/sync/session.ts";

export interface Replica {
  readonly userName: string;
  readonly store: Store;
  readonly files: ContentFiles;
  readonly transfer: Transfer;
  readonly courier: Courier;
  readonly cache: ContentCache;
  readonly readings: KeptReadings;
  readonly client: ServerClient;
  readonly engine: Engine;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  readonly userName: string;
  readonly storeFile: string;
  readonly contentFolder: string;
  readonly key: Uint8Array;
  readonly openStoreThread: OpenStoreThread;
  readonly client: ServerClient;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly log: Log;
  readonly device: string;
  /** What the server just said, where it was reached. */
  readonly session: Session | undefined;
  readonly signIn: () => Promise<Session> | undefined;
  readonly onState: (state: EngineState) => void;
  readonly onRevoked: (problem: LockOut) => void;
  /** Another content is on its way now, or none any more, or the disk is full. */
  readonly onContent: () => void;
}

/** The key of the content files, drawn once and kept inside the encrypted store. */
async function contentKeyOf(store: Store): Promise<Uint8Array> {
  const known = await store.read.meta("contentKey");
  if (known !== null) return Buffer.from(known, "hex");
  const drawn = randomBytes(32);
  await store.write.setMeta({ name: "contentKey", value: drawn.toString("hex") });
  return drawn;
}

/** Opens the store and starts to sync. Rejects with storeTooNew or storeDamaged. */
export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { userName, client, clock, timings, log, session } = options;
  const onSlow = (name: string, milliseconds: number): void => log("warn", "slow statement", { name, milliseconds });
  const store = await openStore({ openThread: options.openStoreThread, file: options.storeFile, key: options.key, onSlow });
  try {
    if (session !== undefined) await takeSession(store, session);
    const key = await contentKeyOf(store);
    const cache = createContentCache(store, timings.contentBudget);
    const files = await openContentFiles({ folder: options.contentFolder, key, store, cache, now: () => clock.now() });
    await files.sweep();
    const transfer = createTransfer({ client, store, files, log, clock, silence: timings.requestTimeout });
    const readings = await openKeptReadings(`${options.contentFolder}-readings`, key);
    const { device, signIn, onState, onRevoked } = options;
    const onUploaded = (): void => engine.kick();
    const { onContent } = options;
    const courier = startCourier({ store, client, files, cache, transfer, clock, timings, log, onUploaded, onChange: onContent });
    const onOnline = (): void => courier.online();
    const engine = startEngine({ store, client, files, clock, timings, log, device, signIn, onState, onOnline, onRevoked });
    return {
      userName,
      store,
      files,
      transfer,
      courier,
      cache,
      readings,
      client,
      engine,
      close: async () => {
        await courier.stop();
        await engine.stop();
        client.forget();
        await store.close();
      },
    };
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}

/** Takes over whose rights and which directory hold now, and which life of the server this is. */
export async function takeSession(store: Store, session: Session): Promise<Identity> {
  const identity = { actor: session.actor, directory: session.directory };
  await store.write.setMeta({ name: "recoveryPublicKey", value: session.recoveryPublicKey });
  await store.write.identify(identity);
  await store.write.beginEpoch(session.epoch);
  return identity;
}
