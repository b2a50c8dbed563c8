// Uploads by the tus protocol 1.0.0, addressed by the hash of what comes. Must never tell whether content exists to somebody who may
// not see a record that names it: what is not theirs to name is brought in full, however much of it is here.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "../../shared/base/zod.ts";
import { maxContentBytes, tusVersion, uploadBeginSchema, uploadHeadersSchema, uploadStateSchema } from "../../shared/sync/content.ts";
import { senderOf } from "../auth/access.ts";
import type { ContentLife } from "../content/content-sweeper.ts";
import { Takeover } from "../content/takeover.ts";
import { Uploads, type Checksum, type UploadProgress } from "../content/uploads.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import type { Services } from "./services.ts";

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const hashParamsSchema = z.object({ sha256: hashSchema });
const bytesType = "application/offset+octet-stream";
const dayMilliseconds = 86_400_000;

export function uploadRoutes(app: FastifyInstance, services: Services, life: ContentLife): void {
  const uploads = new Uploads(services.database, services.content, services.now);
  const takeover = new Takeover();
  app.addContentTypeParser(bytesType, (_request, payload, done) => {
    done(null, payload);
  });

  const expires = (): string => new Date(Date.parse(services.now()) + life.uploadDays * dayMilliseconds).toUTCString();
  const speaksTus = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    tusHeaders(reply);
    const said = request.headers["tus-resumable"];
    if (said === tusVersion) return await Promise.resolve();
    void reply.header("tus-version", tusVersion);
    throw new RequestProblem("tusVersion");
  };
  const carriesBytes = async (request: FastifyRequest): Promise<void> => {
    if (request.headers["content-type"] !== bytesType) throw new RequestProblem("wrongType");
    return await Promise.resolve();
  };

  for (const url of ["/v1/content", "/v1/content/:sha256"])
    app.options(url, async (_request, reply) => {
      tusHeaders(reply).headers({
        "tus-version": tusVersion,
        "tus-extension": "creation,checksum,expiration",
        "tus-max-size": String(maxContentBytes),
        "tus-checksum-algorithm": "sha1,sha256",
      });
      return await reply.code(204).send();
    });

  app.head("/v1/content/:sha256", { onRequest: speaksTus }, async (request, reply) => {
    const sender = await senderOf(services, request);
    const { sha256 } = parsed(hashParamsSchema, request.params);
    const upload = `${sender.tenant}/${uploads.nameOf(sender, sha256)}`;
    let known = await uploads.look(sender, sha256);
    if (known?.complete === false && known.offset === known.length)
      // All bytes came, and then somebody was stopped before they were checked.
      known = await takeover.run(upload, request.raw, async () => {
        const now = await uploads.look(sender, sha256);
        return now?.complete === false && now.offset === now.length ? await uploads.finish(sender, sha256, now.length) : now;
      });
    void reply.header("cache-control", "no-store");
    if (known === undefined) throw new RequestProblem("notFound");
    return await progressHeaders(reply, known, expires).header("upload-length", String(known.length)).code(200).send();
  });

  app.post("/v1/content", { onRequest: speaksTus }, async (request, reply) => {
    const sender = await senderOf(services, request);
    const { "upload-length": length, "upload-metadata": metadata } = parsed(uploadBeginSchema, request.headers);
    if (length > maxContentBytes) throw new RequestProblem("tooLarge");
    const sha256 = parsed(hashSchema, metadataOf(metadata).get("sha256"));
    let progress = await uploads.begin(sender, sha256, length);
    if (length === 0 && !progress.complete) {
      await uploads.append(sender, sha256, { offset: 0, length: 0 }, nothing());
      progress = await uploads.finish(sender, sha256, 0);
    }
    return await progressHeaders(reply, progress, expires).header("location", `/v1/content/${sha256}`).code(201).send();
  });

  const patch = { onRequest: [speaksTus, carriesBytes], bodyLimit: maxContentBytes };
  app.patch("/v1/content/:sha256", patch, async (request, reply) => {
    const sender = await senderOf(services, request);
    const { sha256 } = parsed(hashParamsSchema, request.params);
    const headers = parsed(uploadHeadersSchema, request.headers);
    const checksum = checksumOf(headers["upload-checksum"]);
    const given = headers["upload-length"];
    const upload = `${sender.tenant}/${uploads.nameOf(sender, sha256)}`;
    const progress = await takeover.run(upload, request.raw, async (): Promise<UploadProgress> => {
      const known = (await uploads.look(sender, sha256)) ?? (given === undefined ? undefined : await uploads.begin(sender, sha256, given));
      if (known === undefined) throw new RequestProblem("notFound");
      if (known.complete && given !== undefined) return known;
      if (known.complete || known.offset !== headers["upload-offset"]) {
        void reply.header("upload-offset", String(known.offset));
        throw new RequestProblem("offsetMismatch", `held: ${String(known.offset)}`);
      }
      const next = await uploads.append(sender, sha256, known, request.raw, checksum);
      return next.offset < next.length ? next : await uploads.finish(sender, sha256, next.length);
    });
    progressHeaders(reply, progress, expires);
    // A desk of version 1 names the length and reads the answer's body.
    if (given !== undefined) return await reply.send(uploadStateSchema.parse(progress));
    return await reply.code(204).send();
  });
}

function tusHeaders(reply: FastifyReply): FastifyReply {
  return reply.headers({ "tus-resumable": tusVersion, "cache-control": "no-store" });
}

function progressHeaders(reply: FastifyReply, progress: UploadProgress, expires: () => string): FastifyReply {
  void reply.header("upload-offset", String(progress.offset));
  return progress.complete ? reply : reply.header("upload-expires", expires());
}

/** `key base64,key base64`; a key without a value stands for the empty text. */
function metadataOf(header: string): ReadonlyMap<string, string> {
  return new Map(
    header.split(",").map((pair): [string, string] => {
      const [key = "", value = ""] = pair.trim().split(" ");
      return [key, Buffer.from(value, "base64").toString("utf8")];
    }),
  );
}

function checksumOf(header: string | undefined): Checksum | undefined {
  if (header === undefined) return undefined;
  const [algorithm, value = ""] = header.split(" ");
  if (algorithm !== "sha1" && algorithm !== "sha256") throw new RequestProblem("badRequest", "upload-checksum: unknown algorithm");
  return { algorithm, value };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
  return await Promise.resolve();
}
