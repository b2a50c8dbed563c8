// One content up to the server, by tus: asked for how much it has, begun where it has nothing, and from there chunk by chunk.
// Must never send what is not the content: a piece that is damaged on this disk ends the upload here.
import { createHash } from "node:crypto";
import { tusVersion, uploadChunkBytes } from "../../../shared/sync/content.ts";
import { ProblemAnswer, Unreachable } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import type { Named } from "./named.ts";

interface Held {
  readonly offset: number;
  readonly complete: boolean;
}

const tus = { "tus-resumable": tusVersion };
/** A server that hashes a big content once more before it answers needs its time. */
const longestAnswer = 120_000;
/** A chunk that arrives damaged again and again is no accident of the line. */
const mostRepeats = 3;

/** Brings one content to the server, from where an earlier try ended. Resolves once the server has checked all of it. */
export async function uploadContent(
  client: ServerClient,
  content: Named,
  read: (offset: number, length: number) => Promise<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  let { offset, complete } = await held(client, content, signal);
  let repeats = 0;
  /** The next chunk is read while the one before is on its way. */
  let ahead: { readonly at: number; readonly bytes: Promise<Uint8Array> } | undefined;
  while (!complete) {
    const bytes = await (ahead?.at === offset ? ahead.bytes : read(offset, uploadChunkBytes));
    const at = offset + bytes.length;
    ahead = at < content.size ? { at, bytes: read(at, uploadChunkBytes) } : undefined;
    // Whoever waits for it hears of a failure; nobody may, where the upload ends before.
    ahead?.bytes.catch(() => undefined);
    try {
      const next = await patch(client, content, offset, bytes, signal);
      if (next <= offset) throw new ProblemAnswer("internal", "the server took nothing");
      offset = next;
      complete = offset === content.size;
      repeats = 0;
    } catch (thrown) {
      if (!(thrown instanceof ProblemAnswer) || !["offsetMismatch", "checksumMismatch", "notFound"].includes(thrown.problem)) throw thrown;
      repeats += 1;
      if (repeats > mostRepeats) throw new Unreachable(thrown.message);
      ({ offset, complete } = await held(client, content, signal));
    }
  }
}

async function patch(client: ServerClient, content: Named, offset: number, bytes: Uint8Array, signal: AbortSignal): Promise<number> {
  const checksum = createHash("sha256").update(bytes).digest("base64");
  const headers = { ...tus, "upload-offset": String(offset), "upload-checksum": `sha256 ${checksum}` };
  const path = `/v1/content/${content.sha256}`;
  const response = await client.fetch({ method: "PATCH", path, bytes, headers, signal, timeout: longestAnswer });
  await response.body?.cancel();
  return offsetOf(response);
}

/** What the server has; an upload it knows nothing of is begun. */
async function held(client: ServerClient, { sha256, size }: Named, signal: AbortSignal): Promise<Held> {
  try {
    const response = await client.fetch({ method: "HEAD", path: `/v1/content/${sha256}`, headers: tus, signal, timeout: longestAnswer });
    const offset = offsetOf(response);
    // Of a length that cannot be, somebody has begun it wrongly: begun anew, it is ours.
    if (response.headers.get("upload-length") === String(size)) return { offset, complete: offset === size };
  } catch (thrown) {
    if (!(thrown instanceof ProblemAnswer) || thrown.problem !== "notFound") throw thrown;
  }
  const metadata = `sha256 ${Buffer.from(sha256).toString("base64")}`;
  const headers = { ...tus, "upload-length": String(size), "upload-metadata": metadata };
  const begun = await client.fetch({ method: "POST", path: "/v1/content", headers, signal });
  await begun.body?.cancel();
  const offset = offsetOf(begun);
  return { offset, complete: size === 0 };
}

function offsetOf(response: Response): number {
  const offset = Number(response.headers.get("upload-offset") ?? Number.NaN);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new Unreachable("an answer without an offset");
  return offset;
}
