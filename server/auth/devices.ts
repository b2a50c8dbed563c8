// Devices: enrolled at first sign-in, revoked by an administrator. A revoked device signs nobody in.
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

/** Enrols the device for the person where it is new; false where the device was revoked, for whomever. */
export async function enrolDevice(
  queryable: Queryable,
  device: Readonly<{ tenant: string; id: string; personId: string; name: string }>,
  now: string,
): Promise<boolean> {
  await queryable.query(sql`insert into device (tenant, id, person_id, name, enrolled_at)
    values (${device.tenant}, ${device.id}, ${device.personId}, ${device.name}, ${now}::timestamptz)
    on conflict (tenant, id, person_id) do update set name = excluded.name`);
  const revoked = await queryable.query(
    sql`select from device where tenant = ${device.tenant} and id = ${device.id} and revoked_at is not null limit 1`,
  );
  return revoked.length === 0;
}

/** Revokes a device for everybody; the number of people who used it. Their sessions on it end. */
export async function revokeDevice(queryable: Queryable, tenant: string, id: string, now: string): Promise<number> {
  const rows = await queryable.query(
    sql`update device set revoked_at = coalesce(revoked_at, ${now}::timestamptz) where tenant = ${tenant} and id = ${id} returning 1`,
  );
  await queryable.query(sql`delete from refresh_token where tenant = ${tenant} and device = ${id}`);
  return rows.length;
}
