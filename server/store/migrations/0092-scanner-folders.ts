// Scanner folders that servers watch: what each of them said last, for people at their desks.
import type { Migration } from "../migrate.ts";

export const migration0092: Migration = {
  number: 92,
  name: "scanner-folders",
  up: `
create table scanner_folder (
  tenant text not null,
  -- The name of the process that watches it.
  server text not null,
  folder text not null,
  unit text not null,
  state json not null,
  told_at timestamptz not null,
  primary key (tenant, server, folder)
);

-- What people want done with files in quarantine, until the process that watches the folder does it.
create table scanner_wish (
  tenant text not null,
  server text not null,
  folder text not null,
  name text not null,
  anyway boolean not null,
  primary key (tenant, server, folder, name)
);
`,
};
