// Devices for people: everybody sees their own; administrators see all, make codes and revoke.
import type { FastifyInstance } from "fastify";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { holdsAnywhere } from "../../shared/domain/actor.ts";
import { makeCodeRequestSchema, revokeDeviceRequestSchema } from "../../shared/sync/devices.ts";
import { unattendedRequestSchema } from "../../shared/sync/unattended.ts";
import { senderOf } from "../auth/access.ts";
import type { SignedRequest } from "../auth/device-proof.ts";
import { listDevices, revokeDevice } from "../auth/devices.ts";
import { setUnattended } from "../auth/unattended.ts";
import { makeEnrolmentCode } from "../auth/enrolment-codes.ts";
import type { Sender } from "../feed/sender.ts";
import { parsed } from "./http-app.ts";
import { RequestProblem } from "./problem.ts";
import type { Services } from "./services.ts";

export function deviceRoutes(app: FastifyInstance, services: Services): void {
  const { database } = services;
  const administers = (sender: Sender): boolean => holdsAnywhere(sender.actor, "ADMIN", officeDateAt(Date.parse(services.now())));
  /** Whoever may not administer learns no more than that there is nothing here for them. */
  const administrator = async (request: SignedRequest): Promise<Sender> => {
    const sender = await senderOf(services, request);
    if (!administers(sender)) throw new RequestProblem("notFound");
    return sender;
  };

  app.post("/v1/devices/list", async (request, reply) => {
    const sender = await senderOf(services, request);
    const all = administers(sender);
    const devices = await listDevices(database, sender.tenant, all ? undefined : sender.actor.personId);
    return await reply.send({ devices, administers: all });
  });

  app.post("/v1/devices/code", async (request, reply) => {
    const sender = await administrator(request);
    const { deviceName } = parsed(makeCodeRequestSchema, request.body);
    const wanted = { tenant: sender.tenant, deviceName, madeBy: sender.actor.personId };
    return await reply.send(await makeEnrolmentCode(database, wanted, services.now()));
  });

  app.post("/v1/devices/unattended", async (request, reply) => {
    const sender = await administrator(request);
    const { device, unit } = parsed(unattendedRequestSchema, request.body);
    if (unit !== null && !sender.directory.units.some(({ id }) => id === unit)) throw new RequestProblem("badRequest", "no such unit");
    const wish = { tenant: sender.tenant, device, unit, by: sender.actor.personId };
    if (!(await setUnattended(database, wish, services.now()))) throw new RequestProblem("notFound");
    return await reply.send({});
  });

  app.post("/v1/devices/revoke", async (request, reply) => {
    const sender = await administrator(request);
    const { device, reason } = parsed(revokeDeviceRequestSchema, request.body);
    const revocation = { tenant: sender.tenant, id: device, reason, by: sender.actor.personId };
    const people = await revokeDevice(database, revocation, services.now());
    if (people === undefined) throw new RequestProblem("notFound");
    await services.tellNews(sender.tenant);
    return await reply.send({ people });
  });
}
