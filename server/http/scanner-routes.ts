// The folders that servers watch, for people who may capture for their units.
import type { FastifyInstance } from "fastify";
import { senderOf } from "../auth/access.ts";
import { scanAgainRequestSchema } from "../../shared/sync/scanner-folders.ts";
import { foldersFor, wishAgain } from "../scans/scanner-board.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import type { Services } from "./services.ts";

export function scannerRoutes(app: FastifyInstance, services: Services): void {
  app.post("/v1/scanner-folders/list", async (request, reply) => {
    const sender = await senderOf(services, request);
    return await reply.send({ folders: await foldersFor(services.database, sender, services.now()) });
  });

  app.post("/v1/scanner-folders/again", async (request, reply) => {
    const sender = await senderOf(services, request);
    const wish = parsed(scanAgainRequestSchema, request.body);
    if (!(await wishAgain(services.database, sender, wish, services.now()))) throw new RequestProblem("notFound");
    return await reply.send({});
  });
}
