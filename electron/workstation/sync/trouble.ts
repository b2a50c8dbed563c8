// What kind of trouble keeps the desk from its server, told from what a request threw or from an answer that is not our server's.
// Must never take a stranger's page for the server.
import { Unreachable } from "./problem-error.ts";

/** Thrown into a request or a stream that has been silent for too long. */
export class FellSilent extends Error {
  constructor() {
    super("the line fell silent");
    this.name = "FellSilent";
  }
}

/** Why a request failed: undici hides the reason one level down. */
export function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? `${thrown.message}: ${thrown.cause.message}` : thrown.message;
}

/** Everything that is wrong with a line, as one error that says what. */
export function unreachableBy(thrown: unknown): Unreachable {
  if (thrown instanceof Unreachable) return thrown;
  const reason = causeOf(thrown);
  for (let error: unknown = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    if (error instanceof Unreachable) return error;
    if (error instanceof FellSilent || error.name === "TimeoutError") return new Unreachable(reason, "serverSilent");
    const code = "code" in error && typeof error.code === "string" ? error.code : "";
    if (code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS") || code === "EPROTO") return new Unreachable(reason, "tlsFailed");
    if (["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"].includes(code))
      return new Unreachable(reason, "serverSilent");
    if (code.startsWith("HPE_")) return new Unreachable(reason, "serverGarbage");
  }
  return new Unreachable(reason);
}

/** The form of answer each path promises, as its content type; other paths hand out bytes of any type. */
const forms: readonly (readonly [path: RegExp, type: RegExp])[] = [
  [/^\/v1\/(?:pull|texts)\b/u, /ndjson|json|^text\/plain/u],
  [/^\/v1\/poke\b/u, /^text\/event-stream/u],
  [
    /^\/v1\/(?:hello|enrol|device|devices\/\w+|scanner-folders\/\w+|capsules\/\w+|sign-in|refresh|sign-out|recover-key|push|search|health)\b/u,
    /json/u,
  ],
];

/**
 * The trouble with an answer that cannot be our server's: a redirect (it never sends one), a page for people, a type it does not
 * use there. Undefined where the answer may be looked at.
 */
export function foreignAnswer(path: string, response: Response): Unreachable | undefined {
  const { status } = response;
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400) || status === 407 || status === 511)
    return new Unreachable(`somebody else answered with status ${status}`, "captivePortal");
  const type = (response.headers.get("content-type") ?? "").toLowerCase();
  const page = type.startsWith("text/html") || type.startsWith("application/xhtml");
  // Content of a record may be a page; ours then names its hash.
  if (page && !response.headers.has("etag") && (status < 400 || status === 401 || status === 403))
    return new Unreachable("a page instead of an answer", "captivePortal");
  if (!response.ok || type === "") return undefined;
  const form = forms.find(([pattern]) => pattern.test(path));
  return form === undefined || form[1].test(type) ? undefined : new Unreachable(`an answer of type ${type.slice(0, 60)}`, "serverGarbage");
}

/** Milliseconds by which the desk's clock is ahead of the server's (behind: negative), as far as an answer proves it. */
export function clockAhead(response: Response, sentAt: number, receivedAt: number): number | undefined {
  const server = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(server)) return undefined;
  // The header counts whole seconds, and the answer was written between sending and receiving.
  if (sentAt > server + 999) return sentAt - server - 999;
  return receivedAt < server ? receivedAt - server : 0;
}
