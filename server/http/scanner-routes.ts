// The folders that servers watch, for people who may capture for their units.
import type { FastifyInstance } from "fastify";
import { senderOf } from "../auth/access.ts";
import { foldersFor } from "../scans/scanner-board.ts";
import type { Services } from "./services.ts";

export function scannerRoutes(app: FastifyInstance, services: Services): void {
  app.post("/v1/scanner-folders/list", async (request, reply) => {
    const sender = await senderOf(services, request);
    return await reply.send({ folders: await foldersFor(services.database, sender, services.now()) });
  });
}
