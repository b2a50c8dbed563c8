// Lines on the wire: streamed as they are made, compressed as the client offers.
import { pipeline, Readable, type Transform } from "node:stream";
import { constants, createGzip, createZstdCompress } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Sends NDJSON texts as they come. A failure before the first is thrown and becomes a problem;
 * one in the middle cuts the connection: the reader misses the last line.
 */
export async function sendLines(request: FastifyRequest, reply: FastifyReply, texts: AsyncGenerator<string>): Promise<FastifyReply> {
  const first = await texts.next();
  const lines = Readable.from(first.done === true ? [] : joined(first.value, texts), { objectMode: true, highWaterMark: 2 });
  const { encoding, coder } = coderFor(request.headers["accept-encoding"] ?? "");
  void reply.type("application/x-ndjson; charset=utf-8").header("cache-control", "no-store").header("vary", "accept-encoding");
  if (coder === undefined) return await reply.send(lines);
  pipeline(lines, coder, (error) => {
    if (error) request.log.warn({ problem: "cut", ms: Math.round(reply.elapsedTime) });
  });
  return await reply.header("content-encoding", encoding).send(coder);
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function coderFor(offered: string): { readonly encoding: string; readonly coder: Transform | undefined } {
  // Low levels: the line is a house network, the server's time is dearer than bytes.
  if (/\bzstd\b/u.test(offered))
    return { encoding: "zstd", coder: createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }) };
  if (/\bgzip\b/u.test(offered)) return { encoding: "gzip", coder: createGzip({ level: 1 }) };
  return { encoding: "identity", coder: undefined };
}
