// Sign-in, refresh, sign-out, the password at an act and the recovery of a store key.
import type { FastifyInstance } from "fastify";
import { recoverKeyRequestSchema, refreshRequestSchema, signInRequestSchema, type Session } from "../../shared/sync/session.ts";
import { confirmRequestSchema } from "../../shared/sync/confirm.ts";
import { senderOf } from "../auth/access.ts";
import { confirmActs } from "../auth/act-proofs.ts";
import { recoverKey, refreshSession, signIn } from "../auth/sessions.ts";
import { endSessions } from "../auth/tokens.ts";
import type { ProblemCode } from "../../shared/sync/problem.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import { checkProtocolVersion } from "./protocol-version.ts";
import type { Services } from "./services.ts";

export function sessionRoutes(app: FastifyInstance, services: Services, signInsPerMinute: number): void {
  const limited = { config: { rateLimit: { max: signInsPerMinute, timeWindow: 60_000 } } };

  app.post("/v1/sign-in", limited, async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    const asked = parsed(signInRequestSchema, request.body);
    const session: Session = await inWordsOf(asked.version, "signInFailed", signIn(services, asked, request));
    return await reply.send(session);
  });

  app.post("/v1/refresh", async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    const { version, refreshToken, device } = parsed(refreshRequestSchema, request.body);
    const session: Session = await inWordsOf(version, "tokenExpired", refreshSession(services, refreshToken, device, request));
    return await reply.send(session);
  });

  app.post("/v1/sign-out", async (request, reply) => {
    const sender = await senderOf(services, request);
    if (sender.device !== null)
      await endSessions(services.database, { tenant: sender.tenant, personId: sender.actor.personId, device: sender.device });
    return await reply.code(204).send();
  });

  app.post("/v1/confirm", async (request, reply) => {
    checkProtocolVersion(services.speaks, request.body);
    const sender = await senderOf(services, request);
    return await reply.send(await confirmActs(services, sender, parsed(confirmRequestSchema, request.body)));
  });

  app.post("/v1/recover-key", limited, async (request, reply) => {
    const sender = await senderOf(services, request);
    const { wrapped } = parsed(recoverKeyRequestSchema, request.body);
    return await reply.send({ key: await recoverKey(services, sender, wrapped) });
  });
}

/** Since this version a desk is told that its person is locked out; an older one hears what it heard then. */
const tellsOfDisabled = 2;

async function inWordsOf(version: number, older: ProblemCode, session: Promise<Session>): Promise<Session> {
  try {
    return await session;
  } catch (error) {
    const unknown = error instanceof RequestProblem && error.code === "personDisabled" && version < tellsOfDisabled;
    throw unknown ? new RequestProblem(older) : error;
  }
}
