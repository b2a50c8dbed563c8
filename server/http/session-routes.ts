// Sign-in, refresh, sign-out and the recovery of a store key.
import type { FastifyInstance } from "fastify";
import { recoverKeyRequestSchema, refreshRequestSchema, signInRequestSchema, type Session } from "../../shared/sync/session.ts";
import { senderOf } from "../auth/access.ts";
import { recoverKey, refreshSession, signIn } from "../auth/sessions.ts";
import { endSessions } from "../auth/tokens.ts";
import { parsed } from "./http-app.ts";
import { checkProtocolVersion } from "./protocol-version.ts";
import type { Services } from "./services.ts";

export function sessionRoutes(app: FastifyInstance, services: Services, signInsPerMinute: number): void {
  const limited = { config: { rateLimit: { max: signInsPerMinute, timeWindow: 60_000 } } };

  app.post("/v1/sign-in", limited, async (request, reply) => {
    checkProtocolVersion(request.body);
    const session: Session = await signIn(services, parsed(signInRequestSchema, request.body), request);
    return await reply.send(session);
  });

  app.post("/v1/refresh", async (request, reply) => {
    checkProtocolVersion(request.body);
    const { refreshToken, device } = parsed(refreshRequestSchema, request.body);
    const session: Session = await refreshSession(services, refreshToken, device, request);
    return await reply.send(session);
  });

  app.post("/v1/sign-out", async (request, reply) => {
    const sender = await senderOf(services, request);
    if (sender.device !== null)
      await endSessions(services.database, { tenant: sender.tenant, personId: sender.actor.personId, device: sender.device });
    return await reply.code(204).send();
  });

  app.post("/v1/recover-key", limited, async (request, reply) => {
    const sender = await senderOf(services, request);
    const { wrapped } = parsed(recoverKeyRequestSchema, request.body);
    return await reply.send({ key: await recoverKey(services, sender, wrapped) });
  });
}
