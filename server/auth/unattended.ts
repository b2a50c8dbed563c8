// Which devices may scan while nobody is signed in, and the municipality's intake key that they seal for.
// Must never let a private half out but to who opens capsules with it.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { intakeKeyName } from "../../scanner-inbox/spool/capsule.ts";
import { unattendedText, type SignedUnattended, type UnattendedStatement } from "../../shared/sync/unattended.ts";
import { noteEventWithin } from "../audit/note.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { serverKeys } from "./server-identity.ts";

export interface UnattendedWish {
  readonly tenant: string;
  readonly device: string;
  /** Null ends it. */
  readonly unit: string | null;
  readonly by: string;
}

/** Lets a device scan for a unit, or ends that; noted in the log. False where there is no such device with a key. */
export async function setUnattended(database: Database, { tenant, device, unit, by }: UnattendedWish, now: string): Promise<boolean> {
  return await database.transaction(async (transaction) => {
    const changed = await transaction.query(sql`update enrolled_device set unattended_unit = ${unit},
        unattended_units = case when ${unit}::text is null or ${unit}::text = any(unattended_units) then unattended_units
          else array_append(unattended_units, ${unit}::text) end
      where tenant = ${tenant} and id = ${device} and revoked_at is null and public_key is not null returning 1`);
    if (changed.length === 0) return false;
    if (unit !== null) await makeKey(transaction, tenant, now);
    const details = { device, unit: unit ?? "" };
    await noteEventWithin(transaction, { tenant, name: "setUnattended", person: by, device: null, at: now, details });
    return true;
  });
}

async function makeKey(queryable: Queryable, tenant: string, now: string): Promise<void> {
  // Two who allow it at once agree on one key.
  await queryable.query(sql`select 1 from tenant where tenant = ${tenant} for update`);
  if ((await newestKey(queryable, tenant)) !== undefined) return;
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const text = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await queryable.query(sql`insert into intake_key (tenant, name, public_key, private_key, made_at)
    values (${tenant}, ${intakeKeyName(text)}, ${text}, ${pem}, ${now}::timestamptz)`);
}

async function newestKey(queryable: Queryable, tenant: string): Promise<string | undefined> {
  const [row] = await queryable.query<{ public_key: string }>(
    sql`select public_key from intake_key where tenant = ${tenant} order by made_at desc limit 1`,
  );
  return row?.public_key;
}

/** What a device is let do, signed by the server; null where it is not. */
export async function unattendedOf(database: Database, tenant: string, device: string, now: string): Promise<SignedUnattended | null> {
  const [row] = await database.query<{ unattended_unit: string | null }>(
    sql`select unattended_unit from enrolled_device where tenant = ${tenant} and id = ${device}`,
  );
  const unit = row?.unattended_unit ?? null;
  const intakeKey = unit === null ? undefined : await newestKey(database, tenant);
  if (unit === null || intakeKey === undefined) return null;
  const statement = JSON.stringify({ tenant, device, unit, intakeKey, at: now } satisfies UnattendedStatement);
  const { privateKey } = await serverKeys(database, now);
  return { statement, signature: sign(null, Buffer.from(unattendedText(statement)), createPrivateKey(privateKey)).toString("base64") };
}

/** The keys that open a municipality's capsules, by their names. */
export async function intakeKeys(
  queryable: Queryable,
  tenant: string,
): Promise<ReadonlyMap<string, { readonly privateKey: KeyObject; readonly publicKey: string }>> {
  const rows = await queryable.query<{ name: string; private_key: string }>(
    sql`select name, private_key from intake_key where tenant = ${tenant}`,
  );
  return new Map(
    rows.map(({ name, private_key: pem }) => {
      const privateKey = createPrivateKey(pem);
      const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");
      return [name, { privateKey, publicKey }];
    }),
  );
}

/** Notes how many capsules lie on a device, as it says. */
export async function noteSealed(queryable: Queryable, tenant: string, device: string, files: number): Promise<void> {
  await queryable.query(sql`update enrolled_device set sealed_files = ${files}
    where tenant = ${tenant} and id = ${device} and sealed_files is distinct from ${files}`);
}
