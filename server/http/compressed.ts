// Compression on the wire: lines are streamed as they are made, packed as the client offers; bodies may come packed.
import { pipeline, Readable, type Transform } from "node:stream";
import { constants, createGzip, createZstdCompress, gunzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RequestProblem } from "./problem.ts";

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

/**
 * Takes JSON bodies compressed with gzip too, and says so on every answer (Accept-Encoding in a response, RFC 7694): a desk packs only for a
 * server that does. `limit` counts the bytes of the opened body, so that a small one cannot become a huge one.
 */
export function takeCompressedBodies(app: FastifyInstance, limit: number): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addHook("onRequest", (_request, reply, done) => {
    void reply.header("accept-encoding", "gzip");
    done();
  });
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    try {
      void parse(request, opened(body, request.headers["content-encoding"], limit).toString("utf8"), done);
    } catch (thrown) {
      done(thrown instanceof Error ? thrown : new RequestProblem("badRequest"));
    }
  });
}

function opened(body: Buffer, coding: string | undefined, limit: number): Buffer {
  if (coding === undefined || coding === "identity") return body;
  if (coding !== "gzip") throw new RequestProblem("wrongType");
  try {
    return gunzipSync(body, { maxOutputLength: limit });
  } catch (thrown) {
    const isHuge = thrown instanceof Error && "code" in thrown && thrown.code === "ERR_BUFFER_TOO_LARGE";
    throw new RequestProblem(isHuge ? "tooLarge" : "badRequest");
  }
}
