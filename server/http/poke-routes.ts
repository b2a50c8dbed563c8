// The stream that says there is news. It ends with its token, so that a revoked device hears nothing for long.
import type { FastifyInstance } from "fastify";
import type { Poke } from "../../shared/sync/poke.ts";
import { senderOf } from "../auth/access.ts";
import { accessSeconds } from "../auth/tokens.ts";
import { feedHead } from "../feed/news-page.ts";
import { every } from "../timers.ts";
import { RequestProblem } from "./problem.ts";
import type { Services } from "./services.ts";

const heartbeatMs = 20_000;

export function pokeRoutes(app: FastifyInstance, services: Services): void {
  const open = new Set<() => void>();
  let closing = false;
  app.addHook("preClose", (done) => {
    closing = true;
    for (const end of open) end();
    done();
  });

  app.get("/v1/poke", async (request, reply) => {
    const sender = await senderOf(services, request);
    const { seq: head } = await feedHead(services.database, sender.tenant);
    // Opened now, it would outlast those that were just ended, and hold the end up until it is cut off.
    if (closing) throw new RequestProblem("busy", undefined, 1);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
    const tell = (news: number): void => {
      raw.write(`event: news\ndata: ${JSON.stringify({ epoch: services.epoch, head: news } satisfies Poke)}\n\n`);
    };
    const unsubscribe = services.news.subscribe(sender.tenant, tell);
    const stopHeartbeat = every(services.timers, heartbeatMs, () => raw.write(": alive\n\n"));
    const end = (): void => {
      unsubscribe();
      stopHeartbeat();
      callOffExpiry();
      open.delete(end);
      raw.end();
    };
    const callOffExpiry = services.timers.after(accessSeconds * 1000, end);
    open.add(end);
    raw.on("close", end);
    raw.on("error", end);
    tell(head);
  });
}
