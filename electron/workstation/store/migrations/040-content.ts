// Migration 40: how much of each content is here, whether its hash was seen, and what is kept offline. Must never change after a release.

export const contentHere = {
  number: 40,
  name: "content here",
  script: `
    alter table content add column bytes integer not null default 0;
    alter table content add column checked integer not null default 0;
    update content set checked = own,
      bytes = min(size, 262144 * (select count(*) from content_pieces where content_pieces.sha256 = content.sha256));
    -- what a person wants here whatever happens: a record, or a file of the archive with all its documents
    create table content_kept (
      kind text not null,
      record_id text not null,
      kept_at text not null,
      primary key (kind, record_id)
    ) without rowid;
  `,
} as const;
