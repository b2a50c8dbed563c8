// Codes that admit a device: drawn, kept as the key that comes from them, used once. Must never keep or log the code itself.
import { hashRaw } from "@node-rs/argon2";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { must } from "../../shared/base/must.ts";
import { enrolmentCodeOf, readEnrolmentCode } from "../../shared/sync/enrolment-code.ts";
import { enrolmentCost, enrolmentSalt, enrolText, type EnrolRequest } from "../../shared/sync/enrolment.ts";
import { noteEventWithin } from "../audit/note.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface NewCode {
  readonly tenant: string;
  /** What the device will be called; empty leaves it to the device. */
  readonly deviceName: string;
  /** A person's id, or `operator`. */
  readonly madeBy: string;
}

/** Hours a code is good for. */
export const codeHours = 48;
/** Wrong proofs after which a code is dead: nobody guesses its secret. */
const mostWrongProofs = 5;

export interface MadeCode {
  readonly code: string;
  readonly expiresAt: string;
}

/** Makes a code and notes it in the log. Throws where there is no such tenant. */
export async function makeEnrolmentCode(database: Database, wanted: NewCode, now: string, hours = codeHours): Promise<MadeCode> {
  const { tenant, deviceName, madeBy } = wanted;
  const expiresAt = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  for (;;) {
    const code = enrolmentCodeOf(randomBytes(16));
    const { name, secret } = must(readEnrolmentCode(code), "what was drawn is a code");
    const key = await keyOfCode(name, secret);
    const made = await database.transaction(async (transaction) => {
      await transaction.query(
        sql`delete from enrolment_code where code = ${name} and expires_at < ${now}::timestamptz - interval '90 days'`,
      );
      const rows =
        await transaction.query(sql`insert into enrolment_code (code, tenant, code_key, device_name, made_at, made_by, expires_at)
        select ${name}, tenant, ${key}, ${deviceName}, ${now}::timestamptz, ${madeBy}, ${expiresAt}::timestamptz
        from tenant where tenant = ${tenant} on conflict do nothing returning 1`);
      if (rows.length === 0) {
        const [known] = await transaction.query(sql`select from tenant where tenant = ${tenant}`);
        if (known === undefined) throw new Error("no such tenant");
        return false;
      }
      await noteEventWithin(transaction, {
        tenant,
        name: "makeEnrolmentCode",
        person: madeBy,
        device: null,
        at: now,
        details: { code: name, deviceName, expiresAt },
      });
      return true;
    });
    // The name was taken: another one.
    if (made) return { code, expiresAt };
  }
}

/** The key that comes from a code's secret part; it proves knowledge of the code. */
export async function keyOfCode(name: string, secret: string): Promise<Buffer> {
  const salt = Buffer.from(enrolmentSalt(name), "hex");
  const { memoryKiB, passes, bytes } = enrolmentCost;
  return await hashRaw(secret, { memoryCost: memoryKiB, timeCost: passes, parallelism: 1, outputLen: bytes, salt });
}

export interface UsedCode {
  readonly tenant: string;
  readonly deviceName: string;
  readonly madeBy: string;
  readonly key: Buffer;
}

/** What became of an attempt to use a code; a wrong proof has been counted. */
export type CodeOutcome = UsedCode | RequestProblem;

/** Uses a code up for a device that proves it knows it. The row stays locked until the transaction ends. */
export async function useEnrolmentCode(transaction: Queryable, request: EnrolRequest, now: string): Promise<CodeOutcome> {
  const { proof, ...rest } = request;
  const [row] = await transaction.query<{
    tenant: string;
    code_key: Buffer;
    device_name: string;
    made_by: string;
    expires_at: Date;
    wrong_proofs: number;
    used_at: Date | null;
    used_by_device: string | null;
  }>(sql`select tenant, code_key, device_name, made_by, expires_at, wrong_proofs, used_at, used_by_device
    from enrolment_code where code = ${request.code} for update`);
  if (row === undefined || row.wrong_proofs >= mostWrongProofs) return new RequestProblem("codeWrong");
  if (!proves(row.code_key, enrolText(rest), proof)) {
    await transaction.query(sql`update enrolment_code set wrong_proofs = wrong_proofs + 1 where code = ${request.code}`);
    return new RequestProblem("codeWrong");
  }
  if (row.used_at !== null) return new RequestProblem("codeUsed");
  if (row.expires_at.getTime() < Date.parse(now)) return new RequestProblem("codeExpired");
  await transaction.query(
    sql`update enrolment_code set used_at = ${now}::timestamptz, used_by_device = ${request.device} where code = ${request.code}`,
  );
  return { tenant: row.tenant, deviceName: row.device_name, madeBy: row.made_by, key: row.code_key };
}

/** HMAC-SHA-256 under a code's key, base64. */
export function proofUnder(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64");
}

function proves(key: Uint8Array, text: string, proof: string): boolean {
  const expected = Buffer.from(proofUnder(key, text), "base64");
  const given = Buffer.from(proof, "base64");
  return expected.length === given.length && timingSafeEqual(expected, given);
}
