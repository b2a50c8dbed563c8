// Sources that may push submissions.
import type { Migration } from "../migrate.ts";

export const migration0040: Migration = {
  number: 40,
  name: "intake",
  up: `
create table intake_source (
  tenant text not null,
  id text not null,
  key_hash text not null,
  primary key (tenant, id),
  unique (key_hash)
);
`,
};
