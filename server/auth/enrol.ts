// Admits a device that proves it knows a code, and proves to it that we know the code too.
import { createPublicKey } from "node:crypto";
import { admittedText, type EnrolRequest, type EnrolResponse } from "../../shared/sync/enrolment.ts";
import { noteEventWithin } from "../audit/note.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database } from "../store/database.ts";
import type { Tenants } from "../store/tenants.ts";
import { admitDevice } from "./devices.ts";
import { proofUnder, useEnrolmentCode, type UsedCode } from "./enrolment-codes.ts";
import { serverKeys } from "./server-identity.ts";

export interface EnrolAccess {
  readonly database: Database;
  readonly tenants: Tenants;
  readonly now: () => string;
  readonly certificates: () => Promise<readonly string[]>;
}

/** Throws codeWrong, codeUsed, codeExpired, otherCertificate or deviceRevoked. */
export async function enrolDevice(access: EnrolAccess, request: EnrolRequest): Promise<EnrolResponse> {
  const now = access.now();
  if (!isDeviceKey(request.publicKey)) throw new RequestProblem("badRequest", "publicKey: not an Ed25519 key");
  if (request.certificate !== null && !(await access.certificates()).includes(request.certificate))
    throw new RequestProblem("otherCertificate", "not one of the certificates this server was told of");
  const keys = await serverKeys(access.database, now);
  const outcome = await access.database.transaction(async (transaction): Promise<UsedCode | RequestProblem> => {
    const used = await useEnrolmentCode(transaction, request, now);
    if (used instanceof RequestProblem) return used;
    const device = {
      tenant: used.tenant,
      id: request.device,
      name: used.deviceName === "" ? request.deviceName : used.deviceName,
      publicKey: request.publicKey,
      by: used.madeBy,
    };
    // Thrown and not returned: the code stays good for another device.
    if (!(await admitDevice(transaction, device, now))) throw new RequestProblem("deviceRevoked");
    await noteEventWithin(transaction, {
      tenant: used.tenant,
      name: "enrolDevice",
      person: used.madeBy,
      device: request.device,
      at: now,
      details: { code: request.code, name: device.name },
    });
    return { ...used, deviceName: device.name };
  });
  if (outcome instanceof RequestProblem) throw outcome;
  const tenant = await access.tenants.now(outcome.tenant);
  if (tenant === undefined) throw new RequestProblem("notFound");
  const answer = {
    tenant: outcome.tenant,
    townName: tenant.directory.townName,
    deviceName: outcome.deviceName,
    serverKeys: [keys.publicKey, ...keys.next],
    at: now,
  };
  return { ...answer, proof: proofUnder(outcome.key, admittedText(request, answer)) };
}

function isDeviceKey(text: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(text, "base64"), type: "spki", format: "der" }).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}
