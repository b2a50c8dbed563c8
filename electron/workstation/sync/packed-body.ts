// Bodies of requests, compressed for a server that says it takes them so (the Accept-Encoding of its answers, RFC 7694). A server of before
// does not say it, and gets them plain.
import { gzipSync } from "node:zlib";

export interface SentBody {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly packed: boolean;
}

export interface Packer {
  pack(json: unknown): SentBody;
  /**
   * Learns from an answer how the next body may go. True where this answer only says that the server no longer understands
   * compressed bodies: the same request is to be sent once more, plain.
   */
  heard(response: Pick<Response, "status" | "headers">, sent: SentBody | undefined): boolean;
}

/** Characters below which a body fits into one packet anyway. */
const worthPacking = 1_400;
/** What a server answers to bytes that it cannot read. */
const notUnderstood: readonly number[] = [400, 415];

/** Nothing is known of the server yet: the first bodies go plain. */
export function createPacker(): Packer {
  let takesPacked = false;
  return {
    pack: (json) => {
      const text = JSON.stringify(json);
      const headers = { "content-type": "application/json" };
      if (!takesPacked || text.length < worthPacking) return { body: text, headers, packed: false };
      return { body: new Uint8Array(gzipSync(text)), headers: { ...headers, "content-encoding": "gzip" }, packed: true };
    },
    heard: ({ status, headers }, sent) => {
      takesPacked = /\bgzip\b/u.test(headers.get("accept-encoding") ?? "");
      return sent?.packed === true && !takesPacked && notUnderstood.includes(status);
    },
  };
}
