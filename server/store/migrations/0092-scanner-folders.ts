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
`,
};
