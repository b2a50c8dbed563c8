// The server over HTTP, one function a request of shared/sync. Must never keep anything but the tokens in memory.
import type { z } from "../../../shared/base/zod.ts";
import { deviceChallengeHeader, deviceProofHeader, requestText } from "../../../shared/sync/enrolment.ts";
import { problemSchema, type ProblemCode } from "../../../shared/sync/problem.ts";
import {
  refreshRequestSchema,
  sessionSchema,
  signInRequestSchema,
  type Session,
  type SignInRequest,
} from "../../../shared/sync/session.ts";
import type { Clock } from "../clock.ts";
import { createPacker } from "./packed-body.ts";
import { ProblemAnswer, Unreachable } from "./problem-error.ts";
import { newNonce, provenHello, type ServerTrust } from "./server-trust.ts";
import { clockAhead, FellSilent, foreignAnswer, unreachableBy } from "./trouble.ts";

export interface Request {
  readonly method: "GET" | "POST" | "HEAD" | "PATCH";
  readonly path: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Without a token: sign-in and refresh. */
  readonly anonymous?: boolean;
  /** Milliseconds until an answer begins. */
  readonly timeout?: number;
}

export interface ServerClient {
  /** The version of the protocol that requests name. */
  readonly version: number;
  signIn(request: Omit<SignInRequest, "version">): Promise<Session>;
  /** Buys new tokens; rejects with the problem where the session is over. */
  refresh(device: string): Promise<Session>;
  signedIn(): boolean;
  /** Forgets the tokens; what is still under way for them ends. */
  forget(): void;
  /** An answer whose status was 2xx. Refreshes once where the token has run out. */
  fetch(request: Request): Promise<Response>;
  /** Without a token: enrolment, and how the device stands. */
  postAnonymous<T>(path: string, json: unknown, schema: z.ZodType<T>): Promise<T>;
  post<T>(path: string, json: unknown, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
  /** Called with every session the server gives. */
  onSession(listener: (session: Session) => void): void;
  /** Whether the server answers at all; costs it next to nothing. */
  reachable(): Promise<boolean>;
  /** Called whenever our server, and nobody in its place, has answered. */
  onContact(listener: () => void): void;
  /** Called where an answer is late (true), and with the next one that is not. */
  onSlow(listener: (slow: boolean) => void): void;
  /** Called with the milliseconds the desk's clock is ahead of the server's. */
  onServerClock(listener: (ahead: number) => void): void;
  /** Called once where the server answers that this device is locked out. */
  onProblem(listener: (problem: string) => void): void;
}

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** How a request leaves the house: `fetch`, or what a town puts in its place. */
export type Send = (url: string, init: SendInit) => Promise<Response>;

export interface SendInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly redirect: "manual";
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** As whom the desk speaks, and to whom. */
export interface DeviceIdentity {
  /** Signs by the device's key; base64url. */
  sign(text: string): string;
  readonly trust: ServerTrust;
}

export interface ServerClientOptions {
  /** The server's base address. */
  readonly url: string;
  readonly device: string;
  readonly clock: Clock;
  readonly send: Send;
  /** Milliseconds until an answer begins; without one by then the request is given up. */
  readonly timeout: number;
  /** Milliseconds after which an answer is late. */
  readonly slowAfter: number;
  readonly version: number;
  /** Absent while the device is not enrolled. */
  readonly identity?: DeviceIdentity;
}

/** How long the question whether anybody is there may take. */
const probeTimeout = 4_000;

/** A client with no tokens yet. */
export function createServerClient(options: ServerClientOptions): ServerClient {
  const { clock } = options;
  const base = options.url.replace(/\/+$/u, "");
  let tokens: Tokens | undefined;
  let refreshing: Promise<Session> | undefined;
  /** Ends with who is signed in: nothing that was asked for them goes on. */
  let stay = new AbortController();
  const sessionListeners: ((session: Session) => void)[] = [];
  const contactListeners: (() => void)[] = [];
  const problemListeners: ((problem: string) => void)[] = [];
  const slowListeners: ((slow: boolean) => void)[] = [];
  const clockListeners: ((ahead: number) => void)[] = [];
  const tell = <T>(listeners: readonly ((value: T) => void)[], value: T): void => {
    for (const listener of listeners) listener(value);
  };
  const contact = (): void => {
    for (const listener of contactListeners) listener();
  };

  const { identity } = options;
  let challenge: string | undefined;
  const packer = createPacker();

  /** Asks for what is to be signed, and whether it is our server that asks for it. */
  const hello = async (trust: ServerTrust): Promise<string> => {
    const nonce = newNonce();
    const response = await sent({ method: "POST", path: "/v1/hello", json: { nonce }, anonymous: true });
    if (!response.ok) throw (await problemOf(response)).answer;
    return provenHello(trust, jsonOf(await response.text()), nonce, undefined).challenge;
  };

  /** Sends a request signed by the device; once more where what it was signed over has grown old. */
  const once = async (request: Request): Promise<Response> => {
    if (identity === undefined) return await sent(request);
    const signed = (over: string): Request => {
      const token = request.anonymous === true ? undefined : tokens?.access;
      const { method, path, json: body } = request;
      const proof = `${over} ${identity.sign(requestText({ challenge: over, method, path, token, body }))}`;
      return { ...request, headers: { ...request.headers, [deviceProofHeader]: proof } };
    };
    challenge ??= await hello(identity.trust);
    const response = await sent(signed(challenge));
    const fresh = response.headers.get(deviceChallengeHeader);
    if (fresh === null) return response;
    await response.body?.cancel();
    challenge = fresh;
    return await sent(signed(fresh));
  };

  const sent = async (request: Request): Promise<Response> => {
    const begun = new AbortController();
    const callOff = clock.after(request.timeout ?? options.timeout, () => begun.abort(new FellSilent()));
    const late = clock.after(options.slowAfter, () => tell(slowListeners, true));
    const sentAt = clock.now().getTime();
    const signal = AbortSignal.any([begun.signal, stay.signal, ...(request.signal === undefined ? [] : [request.signal])]);
    const json = request.json === undefined ? undefined : packer.pack(request.json);
    const headers: Record<string, string> = { ...request.headers, ...json?.headers };
    if (request.bytes !== undefined) headers["content-type"] = "application/offset+octet-stream";
    if (request.anonymous !== true && tokens !== undefined) headers["authorization"] = `Bearer ${tokens.access}`;
    const body = json?.body ?? (request.bytes === undefined ? undefined : new Uint8Array(request.bytes));
    try {
      const response = await options.send(`${base}${request.path}`, {
        method: request.method,
        headers,
        signal,
        // Our server never redirects; whoever does must not be handed tokens and commands.
        redirect: "manual",
        ...(body === undefined ? {} : { body }),
      });
      const receivedAt = clock.now().getTime();
      const foreign = foreignAnswer(request.path, response);
      if (foreign !== undefined) {
        await response.body?.cancel();
        throw foreign;
      }
      if (packer.heard(response, json)) {
        await response.body?.cancel();
        return await sent(request);
      }
      if (receivedAt - sentAt < options.slowAfter) tell(slowListeners, false);
      const ahead = clockAhead(response, sentAt, receivedAt);
      if (ahead !== undefined) tell(clockListeners, ahead);
      return response;
    } catch (thrown) {
      throw unreachableBy(thrown);
    } finally {
      callOff();
      late();
    }
  };

  const checked = async (response: Response): Promise<Response> => {
    if (response.ok) return response;
    const { answer, ours } = await problemOf(response);
    if (ours) contact();
    for (const listener of problemListeners) listener(answer.problem);
    throw answer;
  };

  const parsed = async <T>(response: Response, schema: z.ZodType<T>): Promise<T> => {
    let text: string;
    try {
      text = await response.text();
    } catch (thrown) {
      throw unreachableBy(thrown);
    }
    const result = schema.safeParse(jsonOf(text));
    if (!result.success) throw new Unreachable(`an answer the protocol does not know: ${result.error.message}`, "serverGarbage");
    contact();
    return result.data;
  };

  const adopt = (session: Session): Session => {
    tokens = { access: session.accessToken, refresh: session.refreshToken };
    for (const listener of sessionListeners) listener(session);
    return session;
  };

  const refresh = (device: string): Promise<Session> => {
    if (tokens === undefined) return Promise.reject(new ProblemAnswer("tokenExpired", "nobody is signed in"));
    const json = refreshRequestSchema.parse({ version: options.version, refreshToken: tokens.refresh, device });
    refreshing ??= once({ method: "POST", path: "/v1/refresh", json, anonymous: true })
      .then(checked)
      .then(async (response) => adopt(await parsed(response, sessionSchema)))
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  };

  const answered = async (request: Request): Promise<Response> => {
    if (tokens === undefined) throw new ProblemAnswer("tokenExpired", "nobody is signed in");
    const used = tokens.access;
    const response = await once(request);
    if (response.status !== 401) return checked(response);
    await response.body?.cancel();
    if (tokens.access === used) await refresh(options.device);
    return checked(await once(request));
  };

  const client: ServerClient = {
    version: options.version,
    signIn: async (request) => {
      const json = signInRequestSchema.parse({ ...request, version: options.version });
      const response = await checked(await once({ method: "POST", path: "/v1/sign-in", json, anonymous: true }));
      return adopt(await parsed(response, sessionSchema));
    },
    refresh,
    signedIn: () => tokens !== undefined,
    forget: () => {
      tokens = undefined;
      stay.abort(new Error("nobody is signed in any more"));
      stay = new AbortController();
    },
    fetch: async (request) => {
      const response = await answered(request);
      contact();
      return response;
    },
    reachable: async () => {
      try {
        const response = await once({ method: "GET", path: "/v1/health", anonymous: true, timeout: probeTimeout });
        await response.body?.cancel();
        return response.status < 500;
      } catch {
        return false;
      }
    },
    postAnonymous: async (path, json, schema) => {
      const response = await checked(await once({ method: "POST", path, json, anonymous: true }));
      return parsed(response, schema);
    },
    post: async (path, json, schema, signal) => {
      const response = await answered({ method: "POST", path, json, ...(signal === undefined ? {} : { signal }) });
      return parsed(response, schema);
    },
    onSession: (listener) => {
      sessionListeners.push(listener);
    },
    onContact: (listener) => {
      contactListeners.push(listener);
    },
    onSlow: (listener) => {
      slowListeners.push(listener);
    },
    onServerClock: (listener) => {
      clockListeners.push(listener);
    },
    onProblem: (listener) => {
      problemListeners.push(listener);
    },
  };
  return client;
}

/** The value of a text; undefined, which no answer's schema takes, where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function problemOf(response: Response): Promise<{ readonly answer: ProblemAnswer; readonly ours: boolean }> {
  try {
    const parsedProblem = problemSchema.safeParse(await response.json());
    if (parsedProblem.success) {
      const { problem, detail, retryAfterSeconds } = parsedProblem.data;
      return { answer: new ProblemAnswer(problem, detail ?? `status ${response.status}`, retryAfterSeconds), ours: true };
    }
  } catch {
    // Not our server's words, a proxy's page perhaps: the status has to do.
  }
  const { status } = response;
  const named = problemOfStatus[status] ?? (status >= 502 && status <= 504 ? "busy" : "internal");
  return { answer: new ProblemAnswer(named, `status ${status}`), ours: false };
}

const problemOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: "badRequest",
  401: "tokenExpired",
  404: "notFound",
  413: "tooLarge",
  429: "tooManyAttempts",
};
