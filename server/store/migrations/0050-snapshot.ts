// The order of a first snapshot (open work first, the newest first), and how far back tombstones reach.
import type { Migration } from "../migrate.ts";

export const migration0050: Migration = {
  number: 50,
  name: "snapshot",
  up: `
-- The rank of shared/domain/open-work.ts as it is written with every change; here once for what was written before.
alter table record_scope add column rank bigint not null default 0;
update record_scope s set rank =
  case when (r.kind in ('application', 'invoice') and coalesce(r.record->'body'->>'state', '') not in ('', 'filed'))
      or (r.kind = 'task' and r.record->'body'->>'state' = 'open')
    then 1000000000000000 else 0 end
  + least(greatest(coalesce(round(extract(epoch from (case
      when r.kind in ('application', 'invoice') then r.record->'body'->>'receivedAt'
      when r.kind = 'document' then r.record->'body'->>'documentDate' || 'T00:00:00Z'
      when r.kind = 'file' then r.record->'body'->>'openedOn' || 'T00:00:00Z'
      when r.kind = 'task' then r.record->'body'->'trail'->0->>'at'
    end)::timestamptz) * 1000), 0), 0), 253402300799999)::bigint
  from office_record r where r.tenant = s.tenant and r.kind = s.kind and r.id = s.id and not s.is_left;
create index record_scope_snapshot on record_scope (tenant, scope, rank desc, seq desc) include (kind, id) where not is_left;
-- Tombstones alone, oldest first: for their purge.
create index record_scope_left on record_scope (tenant, seq) where is_left;

-- Tombstones up to this number may be gone: an older cursor needs a snapshot.
alter table feed_head add column horizon bigint not null default 0;

-- Where the feed stood when, now and then: what tells the age of a number.
create table feed_moment (
  tenant text not null,
  at timestamptz not null,
  seq bigint not null,
  primary key (tenant, at)
);
`,
};
