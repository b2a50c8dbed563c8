// The server over HTTP, one function a request of shared/sync. Must never keep anything but the tokens in memory.
import type { z } from "../../../shared/base/zod.ts";
import { problemSchema } from "../../../shared/sync/problem.ts";
import {
  refreshRequestSchema,
  sessionSchema,
  signInRequestSchema,
  type Session,
  type SignInRequest,
} from "../../../shared/sync/session.ts";
import type { Clock } from "../clock.ts";
import { ProblemAnswer, Unreachable } from "./problem-error.ts";

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
  /** Forgets the tokens. */
  forget(): void;
  /** An answer whose status was 2xx. Refreshes once where the token has run out. */
  fetch(request: Request): Promise<Response>;
  post<T>(path: string, json: unknown, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
  /** Called with every session the server gives. */
  onSession(listener: (session: Session) => void): void;
  /** Called whenever the server has answered anything. */
  onContact(listener: () => void): void;
  /** Called once where the server answers that this device is locked out. */
  onProblem(listener: (problem: string) => void): void;
}

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** How a request leaves the house: `fetch`, or what a town puts in its place. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** `url` is the server's base address; the timeout is for the beginning of an answer. */
export function createServerClient(options: {
  readonly url: string;
  readonly device: string;
  readonly timeout: number;
  readonly clock: Clock;
  readonly send: Send;
  readonly version: number;
}): ServerClient {
  const base = options.url.replace(/\/+$/u, "");
  let tokens: Tokens | undefined;
  let refreshing: Promise<Session> | undefined;
  const sessionListeners: ((session: Session) => void)[] = [];
  const contactListeners: (() => void)[] = [];
  const problemListeners: ((problem: string) => void)[] = [];

  const once = async (request: Request): Promise<Response> => {
    const begun = new AbortController();
    const giveUp = (): void => begun.abort(new Error("no answer in time"));
    const callOff = options.clock.after(request.timeout ?? options.timeout, giveUp);
    const signal = request.signal === undefined ? begun.signal : AbortSignal.any([request.signal, begun.signal]);
    const headers: Record<string, string> = { ...request.headers };
    if (request.json !== undefined) headers["content-type"] = "application/json";
    if (request.bytes !== undefined) headers["content-type"] = "application/offset+octet-stream";
    if (request.anonymous !== true && tokens !== undefined) headers["authorization"] = `Bearer ${tokens.access}`;
    const body =
      request.json === undefined ? (request.bytes === undefined ? undefined : new Uint8Array(request.bytes)) : JSON.stringify(request.json);
    try {
      const response = await options.send(`${base}${request.path}`, {
        method: request.method,
        headers,
        signal,
        ...(body === undefined ? {} : { body }),
      });
      for (const listener of contactListeners) listener();
      return response;
    } catch (thrown) {
      throw new Unreachable(causeOf(thrown));
    } finally {
      callOff();
    }
  };

  const checked = async (response: Response): Promise<Response> => {
    if (response.ok) return response;
    const answer = await problemOf(response);
    for (const listener of problemListeners) listener(answer.problem);
    throw answer;
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
    },
    fetch: async (request) => {
      if (tokens === undefined) throw new ProblemAnswer("tokenExpired", "nobody is signed in");
      const used = tokens.access;
      const response = await once(request);
      if (response.status !== 401) return checked(response);
      await response.body?.cancel();
      if (tokens.access === used) await refresh(options.device);
      return checked(await once(request));
    },
    post: async (path, json, schema, signal) => {
      const response = await client.fetch({ method: "POST", path, json, ...(signal === undefined ? {} : { signal }) });
      return parsed(response, schema);
    },
    onSession: (listener) => {
      sessionListeners.push(listener);
    },
    onContact: (listener) => {
      contactListeners.push(listener);
    },
    onProblem: (listener) => {
      problemListeners.push(listener);
    },
  };
  return client;
}

async function parsed<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  let json: unknown;
  try {
    json = await response.json();
  } catch (thrown) {
    throw new Unreachable(causeOf(thrown));
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new ProblemAnswer("internal", `an answer the protocol does not know: ${result.error.message}`);
  return result.data;
}

async function problemOf(response: Response): Promise<ProblemAnswer> {
  try {
    const parsedProblem = problemSchema.safeParse(await response.json());
    if (parsedProblem.success) {
      const { problem, detail, retryAfterSeconds } = parsedProblem.data;
      return new ProblemAnswer(problem, detail ?? `status ${response.status}`, retryAfterSeconds);
    }
  } catch {
    // Not our server's words, a proxy's page perhaps: the status has to do.
  }
  if (response.status === 401) return new ProblemAnswer("tokenExpired", "status 401");
  if (response.status === 404) return new ProblemAnswer("notFound", "status 404");
  if (response.status === 429) return new ProblemAnswer("tooManyAttempts", "status 429");
  return new ProblemAnswer(response.status >= 502 && response.status <= 504 ? "busy" : "internal", `status ${response.status}`);
}

/** Why a request failed: undici hides the reason one level down. */
export function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? `${thrown.message}: ${thrown.cause.message}` : thrown.message;
}
