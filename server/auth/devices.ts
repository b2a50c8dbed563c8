// Devices of a municipality: admitted by a code, revoked by an administrator. A revoked device signs nobody in, and never comes back
// under its old id.
import type { DeviceRow } from "../../shared/sync/devices.ts";
import { noteEventWithin } from "../audit/note.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface EnrolledDevice {
  /** Null where it was known before devices had keys. */
  readonly publicKey: string | null;
  readonly revoked: boolean;
}

export async function enrolledDevice(queryable: Queryable, tenant: string, id: string): Promise<EnrolledDevice | undefined> {
  const [row] = await queryable.query<{ public_key: string | null; revoked: boolean }>(
    sql`select public_key, revoked_at is not null as revoked from enrolled_device where tenant = ${tenant} and id = ${id}`,
  );
  return row === undefined ? undefined : { publicKey: row.public_key, revoked: row.revoked };
}

export interface Admission {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly publicKey: string | null;
  readonly by: string | null;
}

/** Admits a device under its key, a new one or one that comes with a new key; false where it was revoked. */
export async function admitDevice(queryable: Queryable, device: Admission, now: string): Promise<boolean> {
  const rows = await queryable.query(sql`insert into enrolled_device (tenant, id, name, public_key, enrolled_at, enrolled_by)
    values (${device.tenant}, ${device.id}, ${device.name}, ${device.publicKey}, ${now}::timestamptz, ${device.by})
    on conflict (tenant, id) do update set name = excluded.name, public_key = excluded.public_key, enrolled_at = excluded.enrolled_at,
      enrolled_by = excluded.enrolled_by where enrolled_device.revoked_at is null returning 1`);
  return rows.length > 0;
}

/** Notes that the person signed in at the device, or was heard of there. */
export async function noteContact(
  queryable: Queryable,
  device: Readonly<{ tenant: string; id: string; personId: string; name: string }>,
  now: string,
): Promise<void> {
  await queryable.query(sql`insert into device (tenant, id, person_id, name, enrolled_at, last_contact_at)
    values (${device.tenant}, ${device.id}, ${device.personId}, ${device.name}, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (tenant, id, person_id) do update set name = excluded.name, last_contact_at = excluded.last_contact_at`);
}

export interface Revocation {
  readonly tenant: string;
  readonly id: string;
  readonly reason: string;
  /** A person's id, or `operator`. */
  readonly by: string;
}

/** Revokes a device for everybody and notes it in the log; how many people used it, or undefined where there is no such device. */
export async function revokeDevice(database: Database, revocation: Revocation, now: string): Promise<number | undefined> {
  const { tenant, id, reason, by } = revocation;
  return await database.transaction(async (transaction) => {
    const revoked =
      await transaction.query(sql`update enrolled_device set revoked_at = coalesce(revoked_at, ${now}::timestamptz), unattended_unit = null,
      revoked_by = coalesce(revoked_by, ${by}), revoked_reason = coalesce(revoked_reason, ${reason})
      where tenant = ${tenant} and id = ${id} returning 1`);
    if (revoked.length === 0) return undefined;
    const people = await transaction.query(sql`select from device where tenant = ${tenant} and id = ${id}`);
    await transaction.query(sql`delete from refresh_token where tenant = ${tenant} and device = ${id}`);
    const details = { device: id, reason, people: people.length };
    await noteEventWithin(transaction, { tenant, name: "revokeDevice", person: by, device: null, at: now, details });
    return people.length;
  });
}

interface ListedRow {
  id: string;
  name: string;
  public_key: string | null;
  enrolled_at: Date;
  enrolled_by: string | null;
  revoked_at: Date | null;
  revoked_by: string | null;
  revoked_reason: string | null;
  people: readonly string[];
  last_contact_at: Date | null;
  unattended_unit: string | null;
  sealed_files: number | null;
}

/** The devices of a tenant, last heard of first; with a person only those they have signed in at. */
export async function listDevices(queryable: Queryable, tenant: string, personId?: string): Promise<readonly DeviceRow[]> {
  const rows = await queryable.query<ListedRow>(sql`select e.id, e.name, e.public_key, e.enrolled_at, e.revoked_at, e.revoked_reason,
      e.unattended_unit, e.sealed_files,
      coalesce(by.name, e.enrolled_by) as enrolled_by, coalesce(gone.name, e.revoked_by) as revoked_by,
      array(select p.name from device d join person p on p.tenant = d.tenant and p.id = d.person_id
        where d.tenant = e.tenant and d.id = e.id order by d.last_contact_at desc nulls last, p.name) as people,
      (select max(d.last_contact_at) from device d where d.tenant = e.tenant and d.id = e.id) as last_contact_at
    from enrolled_device e
    left join person by on by.tenant = e.tenant and by.id = e.enrolled_by
    left join person gone on gone.tenant = e.tenant and gone.id = e.revoked_by
    where e.tenant = ${tenant} and (${personId ?? null}::text is null
      or exists (select from device d where d.tenant = e.tenant and d.id = e.id and d.person_id = ${personId ?? null}::text))
    order by last_contact_at desc nulls last, e.enrolled_at desc`);
  const named = (by: string | null): string | null => (by === "operator" ? null : by);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.revoked_at !== null ? "revoked" : row.public_key === null ? "keyless" : "enrolled",
    enrolledAt: row.enrolled_at.toISOString(),
    enrolledBy: named(row.enrolled_by),
    people: [...row.people],
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedBy: named(row.revoked_by),
    reason: row.revoked_reason,
    unattendedUnit: row.unattended_unit,
    sealedFiles: row.sealed_files,
  }));
}
