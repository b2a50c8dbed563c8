// Sealed files of devices at which nobody is signed in: signed by the device, gathered in pieces, answered once they are durable here.
import type { FastifyInstance } from "fastify";
import { capsuleBeginSchema, capsulePieceSchema, type CapsuleBegin } from "../../shared/sync/unattended.ts";
import { checkDevice } from "../auth/device-proof.ts";
import type { Capsules } from "../scans/capsules.ts";
import { parsed } from "./http-app.ts";
import type { Services } from "./services.ts";

export function capsuleRoutes(app: FastifyInstance, services: Services, capsules: Capsules): void {
  const admitted = async (request: Parameters<typeof checkDevice>[1] & { readonly body: unknown }, { tenant, device }: CapsuleBegin) =>
    await checkDevice(services, request, { tenant, id: device }, request.body);

  app.post("/v1/capsules/begin", async (request, reply) => {
    const capsule = parsed(capsuleBeginSchema, request.body);
    await admitted(request, capsule);
    return await reply.send(await capsules.begin(capsule));
  });

  app.post("/v1/capsules/piece", async (request, reply) => {
    const { offset, base64, ...capsule } = parsed(capsulePieceSchema, request.body);
    await admitted(request, capsule);
    return await reply.send(await capsules.piece(capsule, offset, Buffer.from(base64, "base64")));
  });
}
