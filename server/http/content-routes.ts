// Content up and down. Must never tell whether content exists to somebody who may not see a record that names it.
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "../../shared/base/zod.ts";
import { maxContentBytes, uploadHeadersSchema, type UploadState } from "../../shared/sync/content.ts";
import { senderOf } from "../auth/access.ts";
import { servedContent } from "../content/served-content.ts";
import { noteHeld } from "../content/held.ts";
import { Takeover } from "../content/takeover.ts";
import { heldContent } from "../feed/load.ts";
import type { Sender } from "../feed/sender.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import { byteRange } from "./byte-range.ts";
import type { Services } from "./services.ts";

const hashParamsSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const recordParamsSchema = hashParamsSchema.extend({ kind: z.string().max(40), id: z.uuid() });

export function contentRoutes(app: FastifyInstance, services: Services): void {
  const { content, database } = services;
  const takeover = new Takeover();
  app.addContentTypeParser("application/offset+octet-stream", (_request, payload, done) => {
    done(null, payload);
  });

  const uploadName = (sender: Sender, sha256: string): string =>
    createHash("sha256").update(`${sender.actor.personId}/${sha256}`).digest("hex");
  const heldSize = async (sender: Sender, sha256: string): Promise<number | undefined> =>
    (await heldContent(database, sender, [sha256])).has(sha256) ? await content.size(sender.tenant, sha256) : undefined;

  app.head("/v1/content/:sha256", async (request, reply) => {
    const sender = await senderOf(services, request.headers.authorization);
    const { sha256 } = parsed(hashParamsSchema, request.params);
    const size = await heldSize(sender, sha256);
    if (size !== undefined) return await stateHeaders(reply, { offset: size, complete: true }, size).send();
    return await stateHeaders(reply, { offset: await content.partSize(sender.tenant, uploadName(sender, sha256)), complete: false }).send();
  });

  app.patch("/v1/content/:sha256", { bodyLimit: maxContentBytes }, async (request, reply) => {
    const sender = await senderOf(services, request.headers.authorization);
    const { sha256 } = parsed(hashParamsSchema, request.params);
    const headers = parsed(uploadHeadersSchema, request.headers);
    const length = headers["upload-length"];
    const size = await heldSize(sender, sha256);
    if (size !== undefined) return await stateHeaders(reply, { offset: size, complete: true }, size).send({ offset: size, complete: true });
    const upload = uploadName(sender, sha256);
    const state = await takeover.run(`${sender.tenant}/${upload}`, request.raw, async (): Promise<UploadState> => {
      const held = await content.partSize(sender.tenant, upload);
      if (held !== headers["upload-offset"] || held > length) {
        stateHeaders(reply, { offset: held, complete: false });
        throw new RequestProblem("offsetMismatch", `held: ${String(held)}`);
      }
      const offset = await content.append(sender.tenant, upload, held, length, request.raw);
      if (offset < length) return { offset, complete: false };
      if (!(await content.finish(sender.tenant, upload, sha256))) throw new RequestProblem("hashMismatch");
      await noteHeld(database, sender.tenant, sha256, length, sender.actor.personId);
      return { offset, complete: true };
    });
    return await stateHeaders(reply, state, length).send(state);
  });

  app.get("/v1/content/:kind/:id/:sha256", async (request, reply) => {
    const sender = await senderOf(services, request.headers.authorization);
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
    if (range !== undefined) void reply.code(206).header("content-range", `bytes ${String(start)}-${String(end)}/${String(served.size)}`);
    return await reply.send(served.size === 0 ? Buffer.alloc(0) : content.read(sender.tenant, sha256, start, end));
  });
}

function stateHeaders(reply: FastifyReply, state: UploadState, length?: number): FastifyReply {
  void reply.header("upload-offset", String(state.offset)).header("cache-control", "no-store");
  return length === undefined ? reply : reply.header("upload-length", String(length));
}
