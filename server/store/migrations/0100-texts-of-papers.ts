// Texts beside invoices and letters too: what was a table of documents is one of records. Papers that wait are read once.
import type { Migration } from "../migrate.ts";

export const migration0100: Migration = {
  number: 100,
  name: "texts of papers",
  up: `
alter table document_text rename to record_text;
alter table record_text rename column document_id to id;
alter table record_text add column kind text not null default 'document';
alter table record_text alter column kind drop default;
alter table record_text drop constraint document_text_pkey;
alter table record_text add primary key (tenant, id, kind);

alter table text_task rename column document_id to id;
alter table text_task add column kind text not null default 'document';
alter table text_task alter column kind drop default;
alter table text_task drop constraint text_task_pkey;
alter table text_task add primary key (tenant, kind, id);

-- As server/derive/text-rows.ts says for what comes from now on.
with papers as (
  select tenant, kind, id, seq,
    coalesce((select r->'content' from json_array_elements(record->'body'->'renditions') r where r->>'kind' = 'searchable' limit 1),
      record->'body'->'document') as content
  from office_record
  where (kind = 'post' and record->'body'->>'state' = 'open')
    or (kind = 'invoice' and record->'body'->>'state' <> 'filed' and record->'body'->'duplicateOf' is null
      and record->'body'->'notAnInvoice' is null and coalesce(record->'body'->>'withdrawn', '') <> 'true')),
readable as (
  select * from papers where content->>'mime' = 'application/pdf'
    or (kind = 'post' and content->>'mime' in ('image/tiff', 'image/jpeg', 'image/png'))),
texts as (
  insert into record_text (tenant, kind, id, seq, title) select tenant, kind, id, seq, '' from readable on conflict do nothing)
insert into text_task (tenant, kind, id, sha256, mime)
select tenant, kind, id, content->>'sha256', content->>'mime' from readable on conflict do nothing;
`,
};
