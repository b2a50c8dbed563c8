// Which device has a file of a scanner folder that desks can only read, and how it ended.
import type { Migration } from "../migrate.ts";

export const migration0090: Migration = {
  number: 90,
  name: "scan leases",
  up: `
create table scan_lease (
  tenant text not null,
  -- Hashed from content and name by the desk: no name stands here.
  key text not null,
  device uuid not null,
  -- Past it the next device that asks has the file, unless it has ended.
  expires_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  primary key (tenant, key)
);
create index scan_lease_expires on scan_lease (expires_at);
`,
};
