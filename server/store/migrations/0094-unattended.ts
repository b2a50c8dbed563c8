// Devices that may scan while nobody is signed in: which, for which unit, the keys they seal for, and what came sealed.
import type { Migration } from "../migrate.ts";

export const migration0094: Migration = {
  number: 94,
  name: "unattended",
  up: `
alter table enrolled_device add column unattended_unit text;
-- All it ever was let scan for: what was sealed then is still taken.
alter table enrolled_device add column unattended_units text[] not null default '{}';
-- Capsules that lay on the device when it last said so.
alter table enrolled_device add column sealed_files int;

-- X25519; kept for ever, as capsules may lie on a device for long. The newest is the one that devices get.
create table intake_key (
  tenant text not null,
  -- A hash of the public half.
  name text not null,
  public_key text not null,
  private_key text not null,
  made_at timestamptz not null,
  primary key (tenant, name)
);

-- Capsules that were taken over: the same again is answered and dropped.
create table capsule (
  tenant text not null,
  id uuid not null,
  device uuid not null,
  taken_at timestamptz not null,
  primary key (tenant, id)
);
`,
};
