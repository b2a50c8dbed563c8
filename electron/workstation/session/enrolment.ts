// With which server this device was enrolled, as who, and the way there. Must never open a way to any other server.
import { hostname } from "node:os";
import type { KeyObject } from "node:crypto";
import { DeskError, type DeskErrorCode } from "../../../shared/desk/errors.ts";
import type { EnrolmentState } from "../../../shared/desk/session-calls.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { EnrolledAs } from "../spool/permission.ts";
import { createPinnedSend, type PinnedSend } from "../sync/pinned-send.ts";
import { Unreachable } from "../sync/problem-error.ts";
import { createServerClient, type Send, type ServerClient } from "../sync/server-client.ts";
import { isSafeAddress, type ServerTrust } from "../sync/server-trust.ts";
import type { Timings } from "../timings.ts";
import { newDevice, openDevice, writeDevice, type DeviceFile, type EnrolledWith } from "./device-file.ts";
import { keptKey, newDeviceKey, openDeviceKey, signedBy } from "./device-key.ts";
import { enrolExchange } from "./enrol-exchange.ts";
import type { KeyStore } from "./key-file.ts";

export interface EnrolmentOptions {
  readonly dataFolder: string;
  /** Said at the start; wins over what was noted at enrolment. The server proves itself under any address. */
  readonly serverUrl: string | undefined;
  /** Where there is no enrolment yet: the one of a device from before. */
  readonly tenant: string;
  readonly keyStore: KeyStore | null;
  /** In place of the network; tests only. */
  readonly send: Send | undefined;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly log: Log;
  readonly syncVersion: number;
  readonly onChange: () => void;
}

export interface EnrolRequest {
  readonly serverUrl: string;
  readonly code: string;
  /** Empty takes the machine's name. */
  readonly deviceName: string;
}

export interface Enrolment {
  device(): string;
  tenant(): string;
  lastUserName(): string;
  noteUserName(userName: string): Promise<void>;
  state(): EnrolmentState;
  /** As whom it is enrolled, and by which keys its server proves itself; undefined where it is not. */
  enrolledAs(): EnrolledAs | undefined;
  /** A client on the way to the enrolled server; without one every request fails with notEnrolled. */
  client(): ServerClient;
  /** Signs a text by the device's key; undefined where there is none. */
  sign(text: string): string | undefined;
  /** Rejects with a DeskError; what was before stays then. */
  enrol(request: EnrolRequest): Promise<void>;
  /** Enrols with a code that came from outside, where it still has to be. Never rejects: `state` says what went wrong. */
  enrolAlone(code: string): Promise<void>;
  /** After the device was locked out: it is another one from now on, known to nobody. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export async function openEnrolment(options: EnrolmentOptions): Promise<Enrolment> {
  const { clock, timings, keyStore, log, onChange } = options;
  let file: DeviceFile = await openDevice(options.dataFolder);
  let key: KeyObject | undefined = file.enrolledWith === null ? undefined : await openDeviceKey(file.enrolledWith, keyStore);
  let way: PinnedSend | undefined;
  let running = false;
  let error: DeskErrorCode | null = null;
  let writing: Promise<void> = Promise.resolve();

  const keep = (next: DeviceFile): Promise<void> => {
    file = next;
    const written = writing.then(() => writeDevice(options.dataFolder, next));
    writing = written.catch((thrown: unknown) => log("error", "device file not written", { reason: reasonOf(thrown) }));
    return written;
  };
  const enrolledWith = (): EnrolledWith | null => (key === undefined ? null : file.enrolledWith);
  const serverUrl = (): string => options.serverUrl ?? file.enrolledWith?.serverUrl ?? "";

  const trust: ServerTrust = {
    keys: () => file.enrolledWith?.serverKeys ?? [],
    learn: ({ key: signing, next }) => {
      const serverKeys = [signing, ...next];
      const known = file.enrolledWith;
      if (known === null || known.serverKeys.join() === serverKeys.join()) return;
      keep({ ...file, enrolledWith: { ...known, serverKeys } }).catch(() => undefined);
    },
  };
  const nobody: Send = () => Promise.reject(new Unreachable("this device is not enrolled", "notEnrolled"));

  const clientOver = (url: string, send: Send, signing: KeyObject | undefined): ServerClient =>
    createServerClient({
      url,
      device: file.device,
      clock,
      send,
      timeout: timings.requestTimeout,
      slowAfter: timings.slowAfter,
      version: options.syncVersion,
      ...(signing === undefined ? {} : { identity: { sign: (text: string) => signedBy(signing, text), trust } }),
    });

  const client = (): ServerClient => {
    const url = serverUrl();
    if (enrolledWith() === null || key === undefined || url === "") return clientOver("http://localhost", nobody, undefined);
    if (options.send !== undefined) return clientOver(url, options.send, key);
    way ??= createPinnedSend({ url, trust, clock, timeout: timings.requestTimeout });
    return clientOver(url, way.send, key);
  };

  const enrol = async ({ serverUrl: given, code, deviceName }: EnrolRequest): Promise<void> => {
    const url = addressOf(given);
    const drawn = newDeviceKey();
    const first =
      options.send === undefined ? createPinnedSend({ url, trust: undefined, clock, timeout: timings.requestTimeout }) : undefined;
    try {
      const admitted = await enrolExchange({
        client: clientOver(url, options.send ?? first?.send ?? nobody, undefined),
        certificate: () => first?.certificate() ?? null,
        code,
        device: file.device,
        deviceName: deviceName.trim() === "" ? hostname().slice(0, 100) : deviceName.trim(),
        publicKey: drawn.publicKey,
      });
      const { tenant, townName, serverKeys } = admitted;
      await way?.close();
      way = undefined;
      const known = { serverUrl: url, tenant, townName, deviceName: admitted.deviceName, serverKeys, at: admitted.at };
      await keep({ ...file, enrolledWith: { ...known, ...(await keptKey(drawn, keyStore)) }, reason: "new" });
      key = drawn.privateKey;
      error = null;
      log("info", "device enrolled", { device: file.device });
    } finally {
      await first?.close();
    }
  };

  const whileRunning = async (work: () => Promise<void>): Promise<void> => {
    running = true;
    onChange();
    try {
      await work();
    } finally {
      running = false;
      onChange();
    }
  };

  return {
    device: () => file.device,
    tenant: () => file.enrolledWith?.tenant ?? options.tenant,
    lastUserName: () => file.lastUserName,
    noteUserName: (lastUserName) => keep({ ...file, lastUserName }),
    state: () => ({
      phase: running ? "running" : enrolledWith() === null ? "needed" : "done",
      reason: file.reason,
      serverUrl: serverUrl(),
      townName: enrolledWith()?.townName ?? null,
      deviceName: enrolledWith()?.deviceName ?? hostname().slice(0, 100),
      problem: error,
    }),
    enrolledAs: () => {
      const known = enrolledWith();
      return known === null ? undefined : { tenant: known.tenant, device: file.device, serverKeys: known.serverKeys };
    },
    client,
    sign: (text) => (key === undefined ? undefined : signedBy(key, text)),
    enrol: (request) => whileRunning(() => enrol(request)),
    enrolAlone: async (code) => {
      if (enrolledWith() !== null || file.reason === "revoked") return;
      await whileRunning(() => enrol({ serverUrl: serverUrl(), code, deviceName: "" })).catch((thrown: unknown) => {
        error = thrown instanceof DeskError ? thrown.code : "internal";
        log("warn", "enrolment failed", { reason: reasonOf(thrown) });
        onChange();
      });
    },
    forget: async () => {
      key = undefined;
      await way?.close();
      way = undefined;
      await keep(newDevice("revoked"));
    },
    close: async () => {
      await way?.close();
      await writing;
    },
  };
}

/** The address in the form it is kept. Throws a DeskError where it is none or none that is safe. */
function addressOf(text: string): string {
  const typed = text.trim().replace(/\/+$/u, "");
  const whole = /^[a-z]+:\/\//iu.test(typed) ? typed : `https://${typed}`;
  if (typed === "" || !URL.canParse(whole)) throw new DeskError("notAServer", "no address");
  const url = new URL(whole);
  if (!/^https?:$/u.test(url.protocol)) throw new DeskError("notAServer", "neither http nor https");
  if (!isSafeAddress(url)) throw new DeskError("insecureAddress");
  return whole;
}
