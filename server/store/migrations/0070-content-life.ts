// How long content stays: uploads under way, since when content is held, and what is about to go because no record names it.
import type { Migration } from "../migrate.ts";

export const migration0070: Migration = {
  number: 70,
  name: "life of content",
  up: `
create table content_upload (
  tenant text not null,
  upload text not null,
  length bigint not null,
  touched_at timestamptz not null,
  primary key (tenant, upload)
);
create index content_upload_touched on content_upload (touched_at);

alter table content add column held_at timestamptz not null default now();
-- Set: nobody may name it any more, and its bytes go with the next round.
alter table content add column leaving_at timestamptz;
create index content_leaving on content (leaving_at) where leaving_at is not null;
`,
};
