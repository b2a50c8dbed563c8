// The HTTP server before its routes: limits, headers, log lines and the one error handler. Must never log what a request carried.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastify, { LogController, type FastifyInstance } from "fastify";
import { z } from "../../shared/base/zod.ts";
import type { Problem } from "../../shared/sync/problem.ts";
import { databaseCode, engineProblem } from "../store/database-problem.ts";
import { deviceChallengeHeader } from "../../shared/sync/enrolment.ts";
import { takeCompressedBodies } from "./compressed.ts";
import { ChallengeProblem, RequestProblem } from "./problem.ts";

export interface HttpOptions {
  /** Takes log lines (JSON, one object each); absent means no log. */
  readonly log?: ((line: string) => void) | undefined;
  /** Requests a minute and address, and sign-ins among them. */
  readonly limits: Readonly<{ requests: number; signIns: number }>;
  /** Whether a proxy in front names the client's address. */
  readonly trustProxy: boolean;
  /** Serves TLS itself where it is given. */
  readonly tls?: Readonly<{ key: string; certificate: string }> | undefined;
}

const jsonLimit = 16_000_000;

export async function createHttpApp(options: HttpOptions): Promise<FastifyInstance> {
  const { log, tls } = options;
  const app = fastify({
    logger: log === undefined ? false : { level: "info", base: null, stream: { write: log }, serializers: { err: errorForLog } },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: jsonLimit,
    trustProxy: options.trustProxy,
    forceCloseConnections: "idle",
    ...(tls === undefined ? {} : { serverFactory: tlsServer(tls) }),
    routerOptions: { maxParamLength: 200 },
  });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] } },
  });
  await app.register(rateLimit, {
    max: options.limits.requests,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) => new RequestProblem("tooManyAttempts", undefined, Math.ceil(context.ttl / 1000)),
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
  takeCompressedBodies(app, jsonLimit);
  let closing = false;
  app.addHook("preClose", (done) => {
    closing = true;
    done();
  });
  // Kept open for a next request, the connection of what is under way as the server stops would hold the end up until it is cut off.
  app.addHook("onSend", (_request, reply, payload, done) => {
    if (closing) void reply.header("connection", "close");
    done(null, payload);
  });
  app.setNotFoundHandler(() => {
    throw new RequestProblem("notFound");
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.statusCode >= 500) request.log.error({ err: error, problem: problem.code });
    const body: Problem = {
      problem: problem.code,
      ...(problem.message === problem.code ? {} : { detail: problem.message }),
      ...(problem.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: problem.retryAfterSeconds }),
    };
    if (problem.retryAfterSeconds !== undefined) void reply.header("retry-after", String(problem.retryAfterSeconds));
    if (problem instanceof ChallengeProblem) void reply.header(deviceChallengeHeader, problem.challenge);
    // What is left of a body nobody read must not be taken for the next request.
    if (problem.statusCode === 413) void reply.header("connection", "close");
    return reply.code(problem.statusCode).type("application/json").send(body);
  });
  return app;
}

/** A server that speaks TLS by itself, for installations without a proxy in front. */
function tlsServer(tls: Readonly<{ key: string; certificate: string }>) {
  return (handler: (request: IncomingMessage, response: ServerResponse) => void): Server =>
    createServer({ key: tls.key, cert: tls.certificate, minVersion: "TLSv1.2" }, handler);
}

const httpErrorSchema = z.object({ statusCode: z.int().min(400).max(499) });

function problemOf(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error;
  const status = httpErrorSchema.safeParse(error).data?.statusCode;
  if (status === 413) return new RequestProblem("tooLarge");
  if (status === 404) return new RequestProblem("notFound");
  if (status === 429) return new RequestProblem("tooManyAttempts");
  if (status !== undefined) return new RequestProblem("badRequest");
  const problem = engineProblem(error);
  if (problem === "data") return new RequestProblem("badRequest");
  return problem === "other" ? new RequestProblem("internal") : new RequestProblem("busy", undefined, 5);
}

/** Name, code and place of an error; its message may quote data and stays out. */
function errorForLog(error: unknown): { type: string; message: string; stack: string; code: string } {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line)) : [];
  const type = error instanceof Error ? error.name : typeof error;
  return { type, message: type, code: databaseCode(error), stack: lines.slice(0, 8).join("\n") };
}

/** The value in the schema's form, or a badRequest that names the place and never the value. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new RequestProblem("badRequest", `${issue?.path.join(".") ?? ""}: ${issue?.code ?? "invalid"}`);
}
