// Where a portal pushes submissions.
import type { FastifyInstance } from "fastify";
import { intakeRequestSchema } from "../../shared/sync/intake.ts";
import { receiveSubmission } from "../intake/receive.ts";
import { sourceOfKey } from "../intake/sources.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import type { Services } from "./services.ts";

/** Bytes of one submission with its attachments in base64. */
const submissionLimit = 100_000_000;

export function intakeRoutes(app: FastifyInstance, services: Services): void {
  app.post("/v1/intake/applications", { bodyLimit: submissionLimit }, async (request, reply) => {
    const key = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "")?.[1];
    const source = key === undefined ? undefined : await sourceOfKey(services.database, key);
    if (source === undefined) throw new RequestProblem("signInFailed");
    const submission = parsed(intakeRequestSchema, request.body);
    const tenant = await services.tenants.now(source.tenant);
    if (submission.tenant !== source.tenant || tenant === undefined) throw new RequestProblem("notFound");
    const parts = { database: services.database, content: services.content, directory: tenant.directory };
    const received = await receiveSubmission(parts, source, submission, services.now());
    return await reply.code(received.state === "created" ? 201 : 200).send(received);
  });
}
