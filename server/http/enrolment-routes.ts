// How device and server come to know each other: hello on every connection, enrolment once, and how a device stands.
import type { FastifyInstance } from "fastify";
import { deviceStateRequestSchema, enrolRequestSchema, helloRequestSchema } from "../../shared/sync/enrolment.ts";
import { checkDevice } from "../auth/device-proof.ts";
import { enrolDevice } from "../auth/enrol.ts";
import { noteSealed, unattendedOf } from "../auth/unattended.ts";
import { newChallenge, serverKeys, signedHello } from "../auth/server-identity.ts";
import { parsed } from "./http-app.ts";
import { checkProtocolVersion } from "./protocol-version.ts";
import type { Services } from "./services.ts";

export function enrolmentRoutes(app: FastifyInstance, services: Services, enrolmentsPerMinute: number): void {
  const limited = { config: { rateLimit: { max: enrolmentsPerMinute, timeWindow: 60_000 } } };

  app.post("/v1/hello", async (request, reply) => {
    const { nonce } = parsed(helloRequestSchema, request.body);
    const at = services.now();
    const keys = await serverKeys(services.database, at);
    const certificates = [...(await services.certificates())];
    return await reply.send(signedHello(keys, { nonce, certificates, challenge: newChallenge(services.tokenSecret, at), at }));
  });

  app.post("/v1/enrol", limited, async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    return await reply.send(await enrolDevice(services, parsed(enrolRequestSchema, request.body)));
  });

  app.post("/v1/device", async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    const { tenant, device, sealed } = parsed(deviceStateRequestSchema, request.body);
    await checkDevice(services, request, { tenant, id: device }, request.body);
    if (sealed !== undefined) await noteSealed(services.database, tenant, device, sealed);
    return await reply.send({ state: "enrolled", unattended: await unattendedOf(services.database, tenant, device, services.now()) });
  });
}
