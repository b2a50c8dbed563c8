// Tokens: a signed access token for minutes, and refresh tokens that are used once. Must never store a token, only its hash.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "../../shared/base/zod.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export const accessSeconds = 600;
const refreshDays = 30;
const issuer = "amtsstube";

const claimsSchema = z.object({ tenant: z.string(), sub: z.string(), device: z.uuid(), iat: z.int() });

/** Whom an access token speaks for. */
export interface Holder {
  readonly tenant: string;
  readonly personId: string;
  readonly device: string;
}

export async function signAccessToken(secret: Uint8Array, holder: Holder, now: string): Promise<string> {
  const seconds = Math.floor(Date.parse(now) / 1000);
  return await new SignJWT({ tenant: holder.tenant, device: holder.device })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setSubject(holder.personId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessSeconds)
    .sign(secret);
}

/** The holder of a valid token and when it was issued (seconds since 1970); undefined for any other. */
export async function readAccessToken(
  secret: Uint8Array,
  token: string,
  now: string,
): Promise<(Holder & { issuedAt: number }) | undefined> {
  try {
    const { payload } = await jwtVerify(token, secret, { issuer, algorithms: ["HS256"], currentDate: new Date(now) });
    const { tenant, sub, device, iat } = claimsSchema.parse(payload);
    return { tenant, personId: sub, device, issuedAt: iat };
  } catch {
    return undefined;
  }
}

function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A new refresh token, of a family that one sign-in began. Its text names the tenant. */
export async function newRefreshToken(queryable: Queryable, holder: Holder, now: string, family: string = randomUUID()): Promise<string> {
  const token = `${Buffer.from(holder.tenant).toString("base64url")}.${randomBytes(32).toString("base64url")}`;
  await queryable.query(sql`insert into refresh_token (tenant, token_hash, family, person_id, device, expires_at)
    values (${holder.tenant}, ${tokenHash(token)}, ${family}, ${holder.personId}, ${holder.device},
      ${now}::timestamptz + ${refreshDays}::int * interval '1 day')`);
  return token;
}

/** The tenant a refresh token names. */
export function tenantOfRefreshToken(token: string): string {
  return Buffer.from(token.split(".")[0] ?? "", "base64url")
    .toString("utf8")
    .replaceAll("\0", "");
}

/** Milliseconds in which a used token may come again: the answer to the first use may have been lost on the way. */
const lostAnswer = 60_000;

/**
 * Uses a refresh token up; its holder and family, or undefined. One that comes again later was stolen or copied:
 * the whole family ends.
 */
export async function useRefreshToken(
  queryable: Queryable,
  token: string,
  device: string,
  now: string,
): Promise<(Holder & { family: string }) | undefined> {
  const tenant = tenantOfRefreshToken(token);
  const [row] = await queryable.query<{ family: string; person_id: string; device: string; expires_at: Date; used_at: Date | null }>(
    sql`select family, person_id, device, expires_at, used_at from refresh_token
      where tenant = ${tenant} and token_hash = ${tokenHash(token)} for update`,
  );
  if (row === undefined || row.device !== device || row.expires_at.getTime() < Date.parse(now)) return undefined;
  if (row.used_at !== null && Date.parse(now) - row.used_at.getTime() > lostAnswer) {
    await endFamily(queryable, tenant, row.family);
    return undefined;
  }
  await queryable.query(sql`update refresh_token set used_at = coalesce(used_at, ${now}::timestamptz)
    where tenant = ${tenant} and token_hash = ${tokenHash(token)}`);
  await queryable.query(
    sql`delete from refresh_token where tenant = ${tenant} and person_id = ${row.person_id} and expires_at < ${now}::timestamptz`,
  );
  return { tenant, personId: row.person_id, device: row.device, family: row.family };
}

async function endFamily(queryable: Queryable, tenant: string, family: string): Promise<void> {
  await queryable.query(sql`delete from refresh_token where tenant = ${tenant} and family = ${family}`);
}

/** Ends every session of a person on a device. */
export async function endSessions(queryable: Queryable, holder: Holder): Promise<void> {
  await queryable.query(
    sql`delete from refresh_token where tenant = ${holder.tenant} and person_id = ${holder.personId} and device = ${holder.device}`,
  );
}
