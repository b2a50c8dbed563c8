// Finds the deputyships of a person at every request: without the index it would read everything in their personal scope.
import type { Migration } from "../migrate.ts";

export const migration0060: Migration = {
  number: 60,
  name: "deputyships",
  up: `
create index record_scope_deputyship on record_scope (tenant, scope) include (id) where kind = 'deputyship' and not is_left;
`,
};
