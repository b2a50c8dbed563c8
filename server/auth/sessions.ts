// Sign-in, refresh and the recovery of a store key: the three ways to get something out of a secret.
import { constants, privateDecrypt } from "node:crypto";
import type { Session, SignInRequest } from "../../shared/sync/session.ts";
import { noteEvent, noteEventWithin } from "../audit/note.ts";
import type { Sender } from "../feed/sender.ts";
import { RequestProblem } from "../http/problem.ts";
import { sql } from "../store/sql.ts";
import { senderOfHolder, type Access } from "./access.ts";
import { checkDevice, type SignedRequest } from "./device-proof.ts";
import { noteContact } from "./devices.ts";
import { forgetFailures, noteFailure, restSeconds } from "./lock-out.ts";
import { checkNobody, passwordMatches } from "./passwords.ts";
import { personByUserName } from "./people.ts";
import { accessSeconds, newRefreshToken, signAccessToken, tenantOfRefreshToken, useRefreshToken, type Holder } from "./tokens.ts";

export interface SessionAccess extends Access {
  readonly epoch: string;
}

/** Signs a person in at a device. Throws signInFailed, tooManyAttempts, enrolmentNeeded, deviceRevoked or personDisabled. */
export async function signIn(
  access: SessionAccess,
  request: SignInRequest,
  signed: SignedRequest & { readonly body: unknown },
): Promise<Session> {
  const { database } = access;
  const now = access.now();
  // Before the password: no stranger's device may try one.
  await checkDevice(access, signed, { tenant: request.tenant, id: request.device }, signed.body);
  const rest = await restSeconds(database, request.tenant, request.userName, now);
  if (rest > 0) throw new RequestProblem("tooManyAttempts", undefined, rest);
  const person = await personByUserName(database, request.tenant, request.userName);
  const right = person === undefined ? await checkNobody(request.password) : await passwordMatches(person.passwordHash, request.password);
  if (person === undefined || !right) {
    await noteFailure(database, request.tenant, request.userName, now);
    throw new RequestProblem("signInFailed");
  }
  await forgetFailures(database, request.tenant, request.userName);
  if (person.disabled) throw new RequestProblem("personDisabled");
  const holder = { tenant: request.tenant, personId: person.actor.personId, device: request.device };
  await noteContact(database, { ...holder, id: holder.device, name: request.deviceName }, now);
  const refreshToken = await newRefreshToken(database, holder, now);
  return await sessionFor(access, holder, refreshToken, now);
}

/** Renews a session. Throws tokenExpired, enrolmentNeeded, deviceRevoked or personDisabled. */
export async function refreshSession(
  access: SessionAccess,
  token: string,
  device: string,
  signed: SignedRequest & { readonly body: unknown },
): Promise<Session> {
  const now = access.now();
  await checkDevice(access, signed, { tenant: tenantOfRefreshToken(token), id: device }, signed.body);
  const renewed = await access.database.transaction(async (transaction) => {
    const used = await useRefreshToken(transaction, token, device, now);
    if (used === undefined) return undefined;
    return { holder: used, refreshToken: await newRefreshToken(transaction, used, now, used.family) };
  });
  if (renewed === undefined) throw new RequestProblem("tokenExpired");
  await access.database.query(sql`update device set last_contact_at = ${now}::timestamptz
    where tenant = ${renewed.holder.tenant} and id = ${renewed.holder.device} and person_id = ${renewed.holder.personId}`);
  return await sessionFor(access, renewed.holder, renewed.refreshToken, now);
}

async function sessionFor(access: SessionAccess, holder: Holder, refreshToken: string, now: string): Promise<Session> {
  const sender = await senderOfHolder(access, holder, Math.floor(Date.parse(now) / 1000));
  const tenant = await access.tenants.now(holder.tenant);
  if (tenant === undefined) throw new RequestProblem("tokenExpired");
  return {
    accessToken: await signAccessToken(access.tokenSecret, holder, now),
    refreshToken,
    expiresInSeconds: accessSeconds,
    actor: { ...sender.actor, grants: [...sender.actor.grants] },
    scopes: [...sender.scopes],
    directory: sender.directory,
    epoch: access.epoch,
    now,
    recoveryPublicKey: tenant.recoveryPublicKey,
  };
}

/** Days after a reset in which the person may reopen the stores of their devices. */
const recoveryDays = 30;

/**
 * Unwraps a store key (RSA-OAEP, SHA-256) for a person whose password an administrator has reset, and notes it in the log first.
 * Throws notFound where no reset is open: nobody opens another one's store just by being signed in.
 */
export async function recoverKey(access: Access, sender: Sender, wrapped: string): Promise<string> {
  const [row] = await access.database.query<{ recovery_private: string; reset_at: Date | null }>(
    sql`select t.recovery_private, p.reset_at from tenant t join person p on p.tenant = t.tenant
      where t.tenant = ${sender.tenant} and p.id = ${sender.actor.personId}`,
  );
  const resetAt = row?.reset_at?.getTime() ?? 0;
  if (row === undefined || resetAt < Date.parse(access.now()) - recoveryDays * 86_400_000)
    throw new RequestProblem("notFound", "no password reset is open");
  const event = {
    tenant: sender.tenant,
    name: "recoverKey",
    person: sender.actor.personId,
    device: sender.device,
    at: access.now(),
  } as const;
  let key: Buffer;
  try {
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    key = privateDecrypt({ key: row.recovery_private, ...padding }, Buffer.from(wrapped, "base64"));
  } catch {
    await noteEvent(access.database, { ...event, details: { outcome: "unreadable" } });
    throw new RequestProblem("badRequest", "the wrap is not one of this tenant's key");
  }
  await access.database.transaction((transaction) => noteEventWithin(transaction, { ...event, details: { outcome: "unwrapped" } }));
  return key.toString("base64");
}
