// Content down, under a record that names it. Must never tell whether content exists to somebody who may not see such a record.
import type { FastifyInstance } from "fastify";
import { z } from "../../shared/base/zod.ts";
import { contentPieceBytes, maxPiecesPerRange } from "../../shared/sync/content.ts";
import { senderOf } from "../auth/access.ts";
import { servedContent } from "../content/served-content.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import { byteRange } from "./byte-range.ts";
import type { Services } from "./services.ts";

const recordParamsSchema = z.object({ kind: z.string().max(40), id: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export function contentRoutes(app: FastifyInstance, services: Services): void {
  const { content, database } = services;
  app.get("/v1/content/:kind/:id/:sha256", async (request, reply) => {
    const sender = await senderOf(services, request);
    const { kind, id, sha256 } = parsed(recordParamsSchema, request.params);
    const served = await servedContent(database, content, sender, { kind, id }, sha256);
    if (served === undefined) throw new RequestProblem("notFound");
    const range = byteRange(request.headers.range, served.size);
    void reply.headers({
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=31536000, immutable",
      "content-disposition": "attachment",
      etag: `"${sha256}"`,
    });
    if (range === "unsatisfiable")
      return await reply
        .code(416)
        .header("content-range", `bytes */${String(served.size)}`)
        .send();
    const { start, end } = range ?? { start: 0, end: served.size - 1 };
    void reply.type(served.mime).header("content-length", String(end - start + 1));
    if (range !== undefined) {
      void reply.code(206).header("content-range", `bytes ${String(start)}-${String(end)}/${String(served.size)}`);
      const pieces = wholePieces(start, end, served.size);
      if (pieces !== undefined) {
        const hashes = await content.pieceHashes(sender.tenant, sha256, pieces.first, pieces.last);
        void reply.header("content-pieces", Buffer.from(hashes).toString("base64"));
      }
    }
    return await reply.send(served.size === 0 ? Buffer.alloc(0) : content.read(sender.tenant, sha256, start, end));
  });
}

/** The numbers of the pieces a range is made of, where it is made of whole ones and not of too many. */
function wholePieces(start: number, end: number, size: number): { readonly first: number; readonly last: number } | undefined {
  if (start % contentPieceBytes !== 0 || (end !== size - 1 && (end + 1) % contentPieceBytes !== 0)) return undefined;
  const first = start / contentPieceBytes;
  const last = Math.floor(end / contentPieceBytes);
  return last - first < maxPiecesPerRange ? { first, last } : undefined;
}
