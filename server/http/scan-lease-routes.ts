// Leases of files in scanner folders that desks can only read: for whoever may capture, at the device that asks.
import type { FastifyInstance } from "fastify";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { holdsAnywhere } from "../../shared/domain/actor.ts";
import { endScansRequestSchema, takeScansRequestSchema } from "../../shared/sync/scan-leases.ts";
import { senderOf } from "../auth/access.ts";
import type { SignedRequest } from "../auth/device-proof.ts";
import { endScans, sweepScanLeases, takeScans, type ScanLeaseLife } from "../scans/scan-leases.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import type { Services } from "./services.ts";

const sweepEveryMs = 3_600_000;

export function scanLeaseRoutes(app: FastifyInstance, services: Services, life: ScanLeaseLife): void {
  const { database } = services;
  const asking = async (request: SignedRequest) => {
    const { tenant, device, actor } = await senderOf(services, request);
    const now = services.now();
    if (device === null || !holdsAnywhere(actor, "CAPTURE", officeDateAt(Date.parse(now)))) throw new RequestProblem("notFound");
    return { tenant, device, now };
  };

  let sweptAt = Number.NEGATIVE_INFINITY;
  /** By those who ask, once an hour: where nobody asks nothing grows. */
  const sweepWhenDue = async (now: string): Promise<void> => {
    const at = Date.parse(now);
    if (at - sweptAt < sweepEveryMs) return;
    sweptAt = at;
    await sweepScanLeases(database, now, life);
  };

  app.post("/v1/scan-leases/take", async (request, reply) => {
    const from = await asking(request);
    const { keys } = parsed(takeScansRequestSchema, request.body);
    await sweepWhenDue(from.now);
    return await reply.send({ leases: await takeScans(database, from, keys, life) });
  });

  app.post("/v1/scan-leases/end", async (request, reply) => {
    const from = await asking(request);
    await endScans(database, from, parsed(endScansRequestSchema, request.body).ends);
    return await reply.send({});
  });
}
