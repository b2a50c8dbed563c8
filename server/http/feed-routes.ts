// Push, pull, texts and search: what a desk says and asks about records.
import type { FastifyInstance } from "fastify";
import { pullRequestSchema } from "../../shared/sync/pull.ts";
import { pushRequestSchema } from "../../shared/sync/push.ts";
import { searchRequestSchema } from "../../shared/sync/search.ts";
import { textsRequestSchema } from "../../shared/sync/texts.ts";
import { senderOf } from "../auth/access.ts";
import { withProofs } from "../auth/act-proofs.ts";
import { searchDocuments } from "../derive/search.ts";
import { textLines } from "../derive/text-lines.ts";
import { pullLines } from "../feed/pull.ts";
import { pushCommands } from "../feed/push.ts";
import { openSealed } from "../feed/sealed-commands.ts";
import { sendLines } from "./compressed.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import { checkProtocolVersion } from "./protocol-version.ts";
import type { Services } from "./services.ts";

export function feedRoutes(app: FastifyInstance, services: Services): void {
  app.post("/v1/push", async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    const sender = await senderOf(services, request);
    const { epoch, commands } = parsed(pushRequestSchema, request.body);
    if (epoch !== services.epoch) throw new RequestProblem("epochChanged");
    const opened = await openSealed(services.database, sender.tenant, commands);
    const proven = await withProofs(services, sender, opened);
    const answers = await pushCommands(services.database, sender, proven, services.now());
    services.textsWanted();
    return await reply.send({ answers });
  });

  app.post("/v1/pull", async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    const sender = await senderOf(services, request);
    return await sendLines(request, reply, pullLines(services.database, sender, services.epoch, parsed(pullRequestSchema, request.body)));
  });

  app.post("/v1/texts", async (request, reply) => {
    const sender = await senderOf(services, request);
    const { documents } = parsed(textsRequestSchema, request.body);
    return await sendLines(request, reply, textLines(services.database, sender, documents));
  });

  app.post("/v1/search", async (request, reply) => {
    const sender = await senderOf(services, request);
    const { text, limit } = parsed(searchRequestSchema, request.body);
    return await reply.send(await searchDocuments(services.database, sender, text, limit));
  });
}
