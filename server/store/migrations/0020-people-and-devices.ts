// Who may sign in, from which devices, and the tokens that keep a session.
import type { Migration } from "../migrate.ts";

export const migration0020: Migration = {
  number: 20,
  name: "people and devices",
  up: `
create table person (
  tenant text not null,
  id text not null,
  user_name text not null,
  name text not null,
  password_hash text not null,
  grants json not null,
  password_changed_at timestamptz not null,
  -- Set by an administrator's reset until the person has reopened their store with the recovery key.
  reset_at timestamptz,
  disabled_at timestamptz,
  primary key (tenant, id),
  unique (tenant, user_name)
);

-- Failed attempts by user name, whether the name exists or not.
create table sign_in_failure (
  tenant text not null,
  user_name text not null,
  failures int not null,
  locked_until timestamptz,
  last_at timestamptz not null,
  primary key (tenant, user_name)
);

create table device (
  tenant text not null,
  id uuid not null,
  person_id text not null,
  name text not null,
  enrolled_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant, id, person_id)
);

create table refresh_token (
  tenant text not null,
  token_hash text not null,
  family uuid not null,
  person_id text not null,
  device uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, token_hash)
);
create index refresh_token_family on refresh_token (tenant, family);
`,
};
