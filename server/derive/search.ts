// Full-text search over documents the sender may see: German word forms, newest first.
import { officeRecordSchema } from "../../shared/domain/record.ts";
import type { SearchResponse } from "../../shared/sync/search.ts";
import type { Sender } from "../feed/sender.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";

/** Characters of a text the excerpt is looked for in. */
const excerptReach = 20_000;

export async function searchDocuments(database: Database, sender: Sender, text: string, limit: number): Promise<SearchResponse> {
  const words = text.replaceAll("\0", " ");
  const rows = await database.query<{ record: unknown; excerpt: string }>({
    name: "search",
    ...sql`with hits as materialized (
        select d.id, d.seq, d.title, d.text from record_text d
        where d.tenant = ${sender.tenant} and d.kind = 'document' and d.words @@ websearch_to_tsquery('german', ${words})
          and exists (select from record_scope s where s.tenant = d.tenant and s.kind = 'document' and s.id = d.id
            and s.scope = any(${[...sender.scopes]}::text[]) and not s.is_left)
        order by d.seq desc limit ${limit})
      select r.record, ts_headline('german', h.title || ' · ' || left(h.text, ${excerptReach}), websearch_to_tsquery('german', ${words}),
          'StartSel="", StopSel="", MaxFragments=2, MaxWords=18, MinWords=8, FragmentDelimiter=" … "') as excerpt
      from hits h join office_record r on r.tenant = ${sender.tenant} and r.kind = 'document' and r.id = h.id
      order by h.seq desc`,
  });
  return { hits: rows.map((row) => ({ record: officeRecordSchema.parse(row.record), excerpt: row.excerpt.replace(/\s+/gu, " ") })) };
}
