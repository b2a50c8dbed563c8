// Which content is held, who brought it, which records name it; texts of documents and their index.
import type { Migration } from "../migrate.ts";

export const migration0030: Migration = {
  number: 30,
  name: "content and texts",
  up: `
create table content (
  tenant text not null,
  sha256 text not null,
  size bigint not null,
  primary key (tenant, sha256)
);

-- Who has shown the bytes: only they may name content that no record they see names already.
create table content_bringer (
  tenant text not null,
  sha256 text not null,
  person_id text not null,
  primary key (tenant, sha256, person_id)
);

create table content_use (
  tenant text not null,
  sha256 text not null,
  kind text not null,
  id uuid not null,
  primary key (tenant, sha256, kind, id)
);

create table document_text (
  tenant text not null,
  document_id uuid not null,
  seq bigint not null,
  title text not null,
  text_sha256 text,
  text text not null default '',
  words tsvector generated always as (to_tsvector('german', title) || to_tsvector('german', left(text, 400000))) stored,
  primary key (tenant, document_id)
);
create index document_text_words on document_text using gin (words);
create index document_text_newest on document_text (tenant, seq desc);

-- Documents whose text has still to be read.
create table text_task (
  tenant text not null,
  document_id uuid not null,
  sha256 text not null,
  mime text not null,
  tries int not null default 0,
  not_before timestamptz not null default now(),
  primary key (tenant, document_id)
);
`,
};
