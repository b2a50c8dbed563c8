// Records, the feed by scope, the head that numbers it, and the chained log of commands.
import type { Migration } from "../migrate.ts";

export const migration0010: Migration = {
  number: 10,
  name: "records and feed",
  up: `
-- One row: the life of this database. A restore from a backup starts another one.
create table database_life (only_row boolean primary key default true check (only_row), epoch text not null, token_secret bytea not null);

create table tenant (
  tenant text primary key,
  directory json not null,
  directory_version int not null default 1,
  recovery_public text not null,
  recovery_private text not null
);

-- record holds the whole record as JSON, as the desk gets it; seq is the feed number of its last change.
create table office_record (
  tenant text not null,
  kind text not null,
  id uuid not null,
  version int not null,
  seq bigint not null,
  record json not null,
  primary key (tenant, kind, id)
);

-- One row a record and scope it is or was in. is_left is the tombstone for whoever holds only this scope.
create table record_scope (
  tenant text not null,
  scope text not null,
  kind text not null,
  id uuid not null,
  seq bigint not null,
  is_left boolean not null,
  primary key (tenant, kind, id, scope)
);
create index record_scope_feed on record_scope (tenant, scope, seq) include (kind, id, is_left);

-- The head is written last in every transaction: its row lock puts commits into the order of their numbers.
create table feed_head (
  tenant text primary key,
  seq bigint not null default 0,
  log_number bigint not null default 0,
  log_hash text not null
);

create table command_log (
  tenant text not null,
  number bigint not null,
  command_id uuid not null,
  -- Canonical JSON; holds the hash of the salted payload.
  entry json not null,
  hash text not null,
  primary key (tenant, number),
  unique (tenant, command_id)
);

-- What a command carried and what was answered; erasable together with its salt.
create table command_payload (
  tenant text not null,
  number bigint not null,
  salt text,
  payload text,
  erased_by_order text,
  erased_at timestamptz,
  primary key (tenant, number)
);
`,
};
