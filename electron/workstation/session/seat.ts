// Who sits at this desk: signs in with the server or, within limits, without it; opens and locks the replica.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import type { EnrolmentState } from "../../../shared/desk/session-calls.ts";
import type { ActProof } from "../../../shared/domain/command.ts";
import { deviceStateResponseSchema } from "../../../shared/sync/enrolment.ts";
import type { SignedUnattended } from "../../../shared/sync/unattended.ts";
import type { Session } from "../../../shared/sync/session.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { EnrolledAs } from "../spool/permission.ts";
import type { SpoolSender } from "../spool/spool.ts";
import type { Identity } from "../store/meta.ts";
import type { OpenStoreThread } from "../store/store-thread.ts";
import { restingState, type EngineState } from "../sync/engine-state.ts";
import { Unreachable, ProblemAnswer, deskErrorOf, lockOutOf, type LockOut } from "../sync/problem-error.ts";
import type { Send, ServerClient } from "../sync/server-client.ts";
import type { Timings } from "../timings.ts";
import { proveActs } from "./act-proofs.ts";
import { openEnrolment, type EnrolRequest } from "./enrolment.ts";
import type { KeyStore } from "./key-file.ts";
import { endUnlocking, lockClosed } from "./lock-closed.ts";
import { destroyKeys } from "./lock-out.ts";
import { openReplica, takeSession, type Replica } from "./replica.ts";
import { createReplicaKeys, type ReplicaPaths } from "./replica-keys.ts";

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
  /** Files that lie sealed on this device. */
  readonly sealed: () => number;
  /** Told what the server lets the device do while nobody is signed in; null where nothing. */
  readonly onUnattended: (said: SignedUnattended | null) => void;
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
  /** What the municipality calls it. */
  deviceName(): string;
  /** As whom it is enrolled; undefined where it is not. */
  enrolledAs(): EnrolledAs | undefined;
  /** The way to the server as the device alone, whoever is signed in or not. */
  sender(): SpoolSender | undefined;
  view(): SeatView;
  /** The open replica; throws `notSignedIn` without one. */
  replica(): Replica;
  signIn(userName: string, password: string): Promise<"online" | "offline">;
  signOut(): Promise<void>;
  /** Looks at the person's password for acts and proves it. Rejects with a DeskError, signInFailed where it is wrong. */
  confirm(password: string, commands: readonly Intention[], at: string): Promise<readonly ActProof[]>;
  enrol(request: EnrolRequest): Promise<void>;
  close(): Promise<void>;
}

export async function openSeat(options: SeatOptions): Promise<Seat> {
  const { clock, timings, log, keyStore, onChange } = options;
  const enrolment = await openEnrolment(options);
  const keys = createReplicaKeys({ keyStore, clock, timings });
  const folder = join(options.dataFolder, "replicas");
  await mkdir(folder, { recursive: true, mode: 0o700 });

  let phase: SeatView["phase"] = "signedOut";
  let open: { readonly replica: Replica; readonly paths: ReplicaPaths } | undefined;
  let identity: Identity | undefined;
  let sync: EngineState = restingState;
  let lastContactAt: string | null = null;
  let inTurn: Promise<unknown> = Promise.resolve();

  const pathsOf = (userName: string): ReplicaPaths => {
    const name = createHash("sha256").update(`${enrolment.tenant()}\n${userName.toLowerCase()}`).digest("hex").slice(0, 32);
    return { store: join(folder, `${name}.db`), keys: join(folder, `${name}.key.json`), content: join(folder, `${name}.content`) };
  };
  const set = (next: SeatView["phase"]): void => {
    phase = next;
    onChange();
  };

  const newClient = (paths: ReplicaPaths): ServerClient => {
    const client = enrolment.client();
    client.onContact(() => {
      lastContactAt = clock.now().toISOString();
    });
    client.onSession((session) => {
      if (open?.replica.client !== client) return;
      const { store } = open.replica;
      takeSessionQuietly(store, session);
      keys.noteContact(paths, session).catch((thrown: unknown) => log("warn", "contact not noted", { reason: reasonOf(thrown) }));
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

  const openWith = async (input: {
    readonly userName: string;
    readonly paths: ReplicaPaths;
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
    identity = await replica.store.read.identity(null).catch(async (thrown: unknown) => {
      await replica.close();
      // The first sign-in died before it had written down whose replica this is: without the server there is nothing here yet.
      throw thrown instanceof DeskError && thrown.code === "notSignedIn" ? new DeskError("noOfflineReplica") : thrown;
    });
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
    if (ofDevice) {
      await enrolment.forget();
      options.onUnattended(null);
    }
    // Told also where nobody sits here: what lies beside the replicas goes too.
    if (open === undefined) await options.onReplica(undefined);
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

  const offlineKey = async (paths: ReplicaPaths, password: string): Promise<Uint8Array> => {
    const unlocked = await keys.withoutServer(paths, password);
    ({ lastContactAt } = unlocked);
    return unlocked.key;
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
          ? await offlineKey(paths, password).catch(withReason)
          : await keys.withServer(client, paths, password, session);
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
      const question = { version: client.version, tenant: enrolment.tenant(), device: enrolment.device(), sealed: options.sealed() };
      try {
        const { unattended = null } = await client.postAnonymous("/v1/device", question, deviceStateResponseSchema);
        options.onUnattended(unattended);
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
    deviceName: () => enrolment.state().deviceName,
    enrolledAs: () => enrolment.enrolledAs(),
    sender: () => {
      const as = enrolment.enrolledAs();
      return as === undefined ? undefined : { client: enrolment.client(), tenant: as.tenant, device: as.device };
    },
    view: () => ({ phase, lastUserName: enrolment.lastUserName(), enrolment: enrolment.state(), identity, sync, lastContactAt }),
    enrol: (request) =>
      queued(async () => {
        await enrolment.enrol(request);
        // Whoever sits here spoke with the key from before, which no server takes any more.
        await close();
      }),
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
    confirm: async (password, commands, at) => {
      if (open === undefined || identity === undefined) throw new DeskError("notSignedIn");
      const { replica, paths } = open;
      const ways = {
        client: replica.client,
        tenant: enrolment.tenant(),
        person: identity.actor.personId,
        device: enrolment.device(),
        sign: (text: string) => enrolment.sign(text),
        opens: (tried: string) => queued(async () => void (await keys.withoutServer(paths, tried))),
      };
      return proveActs(ways, password, commands, at);
    },
  };
}
