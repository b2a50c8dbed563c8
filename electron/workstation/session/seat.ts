// Who sits at this desk: signs in with the server or, within limits, without it; opens and locks the replica.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { EnrolmentState } from "../../../shared/desk/session-calls.ts";
import { deviceStateResponseSchema } from "../../../shared/sync/enrolment.ts";
import { recoverKeyResponseSchema, type Session } from "../../../shared/sync/session.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Identity } from "../store/meta.ts";
import type { OpenStoreThread } from "../store/store-thread.ts";
import { restingState, type EngineState } from "../sync/engine-state.ts";
import { Unreachable, ProblemAnswer, deskErrorOf, lockOutOf, type LockOut } from "../sync/problem-error.ts";
import type { Send, ServerClient } from "../sync/server-client.ts";
import type { Timings } from "../timings.ts";
import { openEnrolment, type EnrolRequest } from "./enrolment.ts";
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
import { endUnlocking, lockClosed } from "./lock-closed.ts";
import { destroyKeys } from "./lock-out.ts";
import { openReplica, takeSession, type Replica } from "./replica.ts";

export interface SeatOptions {
  readonly dataFolder: string;
  readonly serverUrl: string | undefined;
  readonly tenant: string;
  /** A code that enrols this device, where it still has to be; asked for only then. */
  readonly enrolmentCode: (() => Promise<string | undefined>) | undefined;
  readonly keyStore: KeyStore | null;
  readonly openStoreThread: OpenStoreThread;
  /** In place of the network; tests only. */
  readonly send: Send | undefined;
  /** The version of the sync protocol this program speaks. */
  readonly syncVersion: number;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly log: Log;
  /** Told whenever anything that `view` shows has changed. */
  readonly onChange: () => void;
  /** Told whenever another content is on its way, or the disk is full. */
  readonly onContent: () => void;
  /** Told of a replica after it was opened and before it is closed; closing waits for what it returns. */
  readonly onReplica: (replica: Replica | undefined) => Promise<void> | undefined;
}

export interface SeatView {
  readonly phase: "signedOut" | "opening" | "open";
  readonly lastUserName: string;
  readonly enrolment: EnrolmentState;
  readonly identity: Identity | undefined;
  readonly sync: EngineState;
  readonly lastContactAt: string | null;
}

export interface Seat {
  /** Another one after the device was locked out. */
  device(): string;
  view(): SeatView;
  /** The open replica; throws `notSignedIn` without one. */
  replica(): Replica;
  signIn(userName: string, password: string): Promise<"online" | "offline">;
  signOut(): Promise<void>;
  enrol(request: EnrolRequest): Promise<void>;
  close(): Promise<void>;
}

interface Paths {
  readonly store: string;
  readonly keys: string;
  readonly content: string;
}

/** How often the time of the last contact is written down while the desk is online. */
const noteContactEvery = 600_000;

export async function openSeat(options: SeatOptions): Promise<Seat> {
  const { clock, timings, log, keyStore, onChange } = options;
  const enrolment = await openEnrolment(options);
  const folder = join(options.dataFolder, "replicas");
  await mkdir(folder, { recursive: true, mode: 0o700 });

  let phase: SeatView["phase"] = "signedOut";
  let open: { readonly replica: Replica; readonly paths: Paths } | undefined;
  let identity: Identity | undefined;
  let sync: EngineState = restingState;
  let lastContactAt: string | null = null;
  let contactNoted = 0;
  let inTurn: Promise<unknown> = Promise.resolve();

  const pathsOf = (userName: string): Paths => {
    const name = createHash("sha256").update(`${enrolment.tenant()}\n${userName.toLowerCase()}`).digest("hex").slice(0, 32);
    return { store: join(folder, `${name}.db`), keys: join(folder, `${name}.key.json`), content: join(folder, `${name}.content`) };
  };
  const set = (next: SeatView["phase"]): void => {
    phase = next;
    onChange();
  };

  const newClient = (paths: Paths): ServerClient => {
    const client = enrolment.client();
    client.onContact(() => {
      lastContactAt = clock.now().toISOString();
    });
    client.onSession((session) => {
      if (open?.replica.client !== client) return;
      const { store } = open.replica;
      takeSessionQuietly(store, session);
      noteContact(paths, session).catch((thrown: unknown) => log("warn", "contact not noted", { reason: reasonOf(thrown) }));
    });
    return client;
  };

  const takeSessionQuietly = (store: Replica["store"], session: Session): void => {
    const taken = { actor: session.actor, directory: session.directory };
    const keyKept = store.write.setMeta({ name: "recoveryPublicKey", value: session.recoveryPublicKey });
    Promise.all([keyKept, store.write.identify(taken)]).then(
      () => {
        identity = taken;
        onChange();
      },
      (thrown: unknown) => log("error", "session not kept", { reason: reasonOf(thrown) }),
    );
  };

  const noteContact = async (paths: Paths, session: Session): Promise<void> => {
    const now = clock.now();
    const file = await readKeyFile(paths.keys);
    const { offlineDays } = session.directory.policy;
    if (file === undefined || (now.getTime() - contactNoted < noteContactEvery && file.offlineDays === offlineDays)) return;
    contactNoted = now.getTime();
    await writeKeyFile(paths.keys, { ...file, lastContactAt: now.toISOString(), offlineDays });
  };

  /** The key of an existing store, by the password or, after a reset, by the server; a fresh one where there is no store. */
  const keyWithServer = async (client: ServerClient, paths: Paths, password: string, session: Session): Promise<Uint8Array> => {
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
  };

  const firstKey = async (paths: Paths): Promise<Uint8Array> => {
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
      throw new DeskError("replicaLocked", reasonOf(thrown));
    }
  };

  const keyWithoutServer = async (paths: Paths, password: string): Promise<Uint8Array> => {
    const file = await readKeyFile(paths.keys);
    if (file === undefined || !existsSync(paths.store)) throw new DeskError("noOfflineReplica");
    if (offlineUnlockEnded(file, clock.now())) throw new DeskError("offlineUnlockEnded");
    // Counted before it is tried: whoever pulls the plug in between has used up a try all the same.
    await writeKeyFile(paths.keys, { ...file, wrongPasswords: file.wrongPasswords + 1 });
    const key = await unwrapKey(file, password, keyStore);
    if (key === undefined) throw new DeskError(file.wrongPasswords + 1 >= mostWrongPasswords ? "offlineUnlockEnded" : "signInFailed");
    await writeKeyFile(paths.keys, { ...file, wrongPasswords: 0 });
    lastContactAt = file.lastContactAt;
    return key;
  };

  const openWith = async (input: {
    readonly userName: string;
    readonly paths: Paths;
    readonly key: Uint8Array;
    readonly client: ServerClient;
    readonly session: Session | undefined;
    readonly signIn: () => Promise<Session> | undefined;
  }): Promise<void> => {
    const { userName, paths, key, client, session, signIn } = input;
    const replica = await openReplica({
      userName,
      storeFile: paths.store,
      contentFolder: paths.content,
      key,
      openStoreThread: options.openStoreThread,
      client,
      clock,
      timings,
      log,
      device: enrolment.device(),
      session,
      signIn,
      onState: (state) => {
        sync = state;
        onChange();
      },
      onContent: options.onContent,
      onRevoked: (problem) => {
        queued(() => lockOut(problem)).catch((thrown: unknown) => log("error", "lock out failed", { reason: reasonOf(thrown) }));
      },
    });
    identity = await replica.store.read.identity(null);
    open = { replica, paths };
    sync = replica.engine.state();
    await enrolment.noteUserName(userName);
    const settled = options.onReplica(replica);
    set("open");
    replica.engine.kick();
    await settled;
  };

  const close = async (): Promise<void> => {
    if (open === undefined) return;
    const { replica } = open;
    open = undefined;
    identity = undefined;
    await options.onReplica(undefined);
    await replica.close();
    sync = restingState;
    set("signedOut");
  };

  /**
   * Records and content go; the outbox stays in the file, which only the server's recovery can open from now on. Where it is the device
   * that is locked out, the keys of everybody who sat here go too, and it is known to nobody any more.
   */
  const lockOut = async (problem: LockOut): Promise<void> => {
    const ofDevice = problem === "deviceRevoked";
    if (ofDevice ? enrolment.state().phase !== "done" : open === undefined) return;
    // First: whatever happens next, nothing here opens any more.
    if (ofDevice) await destroyKeys(folder);
    if (open !== undefined) {
      const { replica, paths } = open;
      await replica.courier.stop();
      await replica.engine.stop();
      await replica.files.drop(await replica.store.write.seal(null));
      await endUnlocking(paths.keys);
    }
    if (ofDevice) await enrolment.forget();
    await close();
    sync = { ...restingState, problem };
    onChange();
    log("warn", "locked out", { problem });
  };

  /** Sign-in, sign-out and locking out never overlap. */
  const queued = <T>(work: () => Promise<T>): Promise<T> => {
    const next = inTurn.then(work, work);
    inTurn = next.catch(() => undefined);
    return next;
  };

  /** Why the last sign-in did not reach the server. */
  let away = new DeskError("serverUnreachable");
  /** Who has nothing here to unlock is told what keeps the server away, where it is more than a missing network. */
  const withReason = (thrown: unknown): never => {
    if (thrown instanceof DeskError && thrown.code === "noOfflineReplica" && away.code !== "serverUnreachable") throw away;
    throw thrown;
  };

  const signInBody = (userName: string, password: string) => ({
    tenant: enrolment.tenant(),
    userName,
    password,
    device: enrolment.device(),
    deviceName: enrolment.state().deviceName,
  });

  /** Undefined where the person can go on without the server. */
  const online = async (client: ServerClient, userName: string, password: string): Promise<Session | undefined> => {
    const paths = pathsOf(userName);
    if (enrolment.state().phase !== "done") {
      away = new DeskError("notEnrolled");
      return undefined;
    }
    try {
      return await client.signIn(signInBody(userName, password));
    } catch (thrown) {
      away = deskErrorOf(thrown);
      const problem = thrown instanceof ProblemAnswer ? thrown.problem : null;
      if (thrown instanceof Unreachable || problem === "busy") return undefined;
      // Program and server do not fit: what is here can be read, and what waits stays, until one of them is updated.
      if ((problem === "versionTooOld" || problem === "versionTooNew") && existsSync(paths.store)) return undefined;
      if (lockOutOf(problem) !== undefined && open === undefined)
        await lockClosed({ ...paths, password, keyStore, openThread: options.openStoreThread, log });
      if (problem === "deviceRevoked") await lockOut(problem);
      throw away;
    }
  };

  const signInNow = async (userName: string, password: string): Promise<"online" | "offline"> => {
    if (enrolment.state().phase === "needed" && enrolment.state().reason === "revoked") throw new DeskError("deviceRevoked");
    const paths = pathsOf(userName);
    if (open !== undefined && open.replica.userName.toLowerCase() === userName.toLowerCase()) {
      const session = await online(open.replica.client, userName, password);
      if (session === undefined) throw away;
      await takeSession(open.replica.store, session);
      open.replica.engine.kick();
      return "online";
    }
    await close();
    set("opening");
    try {
      const client = newClient(paths);
      const session = await online(client, userName, password);
      const key =
        session === undefined
          ? await keyWithoutServer(paths, password).catch(withReason)
          : await keyWithServer(client, paths, password, session);
      // Opened without the server, the password is kept until the first round that reaches it, and no longer.
      let kept: string | undefined = session === undefined ? password : undefined;
      const signIn = (): Promise<Session> | undefined => {
        if (kept === undefined) return undefined;
        const signingIn = client.signIn(signInBody(userName, kept));
        return signingIn.then(
          (signed) => {
            kept = undefined;
            return signed;
          },
          (thrown: unknown) => {
            if (thrown instanceof ProblemAnswer && thrown.problem === "signInFailed") kept = undefined;
            throw thrown;
          },
        );
      };
      await openWith({ userName, paths, key, client, session, signIn });
      return session === undefined ? "offline" : "online";
    } catch (thrown) {
      set("signedOut");
      throw thrown instanceof DeskError ? thrown : deskErrorOf(thrown);
    }
  };

  /** While nobody sits here: a lost device shall hear that it is locked out without anybody's password. */
  let stopAsking: () => void = () => undefined;
  const askHowWeStand = async (): Promise<void> => {
    if (phase === "signedOut" && enrolment.state().phase === "done") {
      const client = enrolment.client();
      const question = { version: client.version, tenant: enrolment.tenant(), device: enrolment.device() };
      try {
        await client.postAnonymous("/v1/device", question, deviceStateResponseSchema);
      } catch (thrown) {
        if (thrown instanceof ProblemAnswer && thrown.problem === "deviceRevoked") await queued(() => lockOut("deviceRevoked"));
      }
    }
    if (!closed) stopAsking = clock.after(timings.pullEvery, ask);
  };
  let closed = false;
  let asking: Promise<void> = Promise.resolve();
  const ask = (): void => {
    asking = askHowWeStand().catch((thrown: unknown) => log("error", "device state not asked", { reason: reasonOf(thrown) }));
  };

  const { enrolmentCode } = options;
  if (enrolmentCode !== undefined && enrolment.state().phase === "needed")
    void queued(async () => {
      const code = await enrolmentCode();
      if (code !== undefined) await enrolment.enrolAlone(code);
    });
  ask();

  return {
    device: () => enrolment.device(),
    view: () => ({ phase, lastUserName: enrolment.lastUserName(), enrolment: enrolment.state(), identity, sync, lastContactAt }),
    enrol: (request) => queued(() => enrolment.enrol(request)),
    close: async () => {
      closed = true;
      stopAsking();
      await queued(close);
      await enrolment.close();
      await asking;
    },
    replica: () => {
      if (open === undefined) throw new DeskError("notSignedIn");
      return open.replica;
    },
    signIn: (userName, password) => queued(() => signInNow(userName, password)),
    signOut: () => queued(close),
  };
}
