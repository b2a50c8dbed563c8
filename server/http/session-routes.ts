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

  app.post("/v1/sign-in", limited, async (request): Promise<Session> => {
    checkProtocolVersion(request.body);
    return await signIn(services, parsed(signInRequestSchema, request.body));
  });

  app.post("/v1/refresh", async (request): Promise<Session> => {
    checkProtocolVersion(request.body);
    const { refreshToken, device } = parsed(refreshRequestSchema, request.body);
    return await refreshSession(services, refreshToken, device);
  });

  app.post("/v1/sign-out", async (request, reply) => {
    const sender = await senderOf(services, request.headers.authorization);
    if (sender.device !== null)
      await endSessions(services.database, { tenant: sender.tenant, personId: sender.actor.personId, device: sender.device });
    return reply.code(204).send();
  });

  app.post("/v1/recover-key", limited, async (request) => {
    const sender = await senderOf(services, request.headers.authorization);
    const { wrapped } = parsed(recoverKeyRequestSchema, request.body);
    return { key: await recoverKey(services, sender, wrapped) };
  });
}
