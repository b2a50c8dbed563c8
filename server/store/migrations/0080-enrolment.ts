// Devices with a key of their own, the codes that admit them, and the key by which the server proves who it is.
import type { Migration } from "../migrate.ts";

export const migration0080: Migration = {
  number: 80,
  name: "enrolment",
  up: `
-- One row a device; the table device says who has signed in at it.
create table enrolled_device (
  tenant text not null,
  id uuid not null,
  name text not null,
  -- Ed25519, SPKI, DER, base64; null where it was known before devices had keys.
  public_key text,
  enrolled_at timestamptz not null,
  -- A person's id, 'operator' for the command line, null for those known before.
  enrolled_by text,
  revoked_at timestamptz,
  revoked_by text,
  revoked_reason text,
  primary key (tenant, id)
);
insert into enrolled_device (tenant, id, name, enrolled_at, revoked_at)
  select tenant, id, max(name), min(enrolled_at), max(revoked_at) from device group by tenant, id;

alter table device add column last_contact_at timestamptz;

-- The name is drawn over all tenants: a device that asks does not know its tenant yet.
create table enrolment_code (
  code text primary key,
  tenant text not null,
  -- argon2id of the secret part.
  code_key bytea not null,
  device_name text not null,
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  wrong_proofs int not null default 0,
  used_at timestamptz,
  used_by_device uuid
);
create index enrolment_code_tenant on enrolment_code (tenant);

create table server_identity (
  public_key text primary key,
  private_key text not null,
  made_at timestamptz not null,
  -- null: announced to desks, signs later.
  signs_from timestamptz
);
`,
};
