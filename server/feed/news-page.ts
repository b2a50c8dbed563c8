// The pages of the feed: what is newer than the cursors, in the order of its numbers, as lines made by the database.
// Must never skip a number that a slow writer may still commit.
import type { Database } from "../store/database.ts";
import { joinSql, sql, type Sql } from "../store/sql.ts";

interface Row {
  seq: number;
  kind: string;
  id: string;
  left_scopes: string[] | null;
  /** Whether more rows than these were there. */
  cut: boolean;
  line: string | null;
}

/** A stretch of the feed. */
export interface NewsPage {
  /** The lines of each number, in their order. */
  readonly numbers: readonly { readonly seq: number; readonly text: string }[];
  /** Everything up to here was read. */
  readonly reached: number;
  readonly more: boolean;
}

/** The next `size` numbers at most after `position` and up to `head`, each for the scopes whose cursor lies before it. */
export async function newsPage(
  database: Database,
  tenant: string,
  start: ReadonlyMap<string, number>,
  position: number,
  head: number,
  size: number,
): Promise<NewsPage> {
  const rows = await database.query<Row>(newsStatement(tenant, start, position, head, size));
  const page = rows.slice(0, size);
  const more = rows.length > size || (rows[0]?.cut ?? false);
  return {
    numbers: page.map((row) => ({ seq: row.seq, text: linesOf(row) })),
    reached: more ? (page.at(-1)?.seq ?? position) : head,
    more,
  };
}

/** Where a tenant's feed stands. */
export interface FeedHead {
  /** The number of the last committed change. */
  readonly seq: number;
  /** Tombstones up to this number may be gone. */
  readonly horizon: number;
}

export async function feedHead(database: Database, tenant: string): Promise<FeedHead> {
  const [row] = await database.query<FeedHead>({
    name: "feed_head",
    ...sql`select seq, horizon from feed_head where tenant = ${tenant}`,
  });
  return row ?? { seq: 0, horizon: 0 };
}

/** One arm a scope; the index gives each in the order of the numbers. A snapshot has no use for tombstones. */
function arms(tenant: string, start: ReadonlyMap<string, number>, position: number, head: number): readonly Sql[] {
  return [...start].map(
    ([scope, cursor]) =>
      sql`select seq, scope, kind, id, is_left from record_scope
        where tenant = ${tenant} and scope = ${scope} and seq > ${Math.max(cursor, position)}::bigint and seq <= ${head}::bigint
          and (not is_left or ${cursor > 0}::boolean)`,
  );
}

/**
 * The next `size` numbers at most. A number belongs to one record, which may be in several of the scopes: it is sent once.
 * The merged arms are cut at a count of rows, so the last number may lack some of its scopes and waits for the next statement;
 * a number has no more rows than there are arms, so every statement moves on.
 */
function newsStatement(
  tenant: string,
  start: ReadonlyMap<string, number>,
  position: number,
  head: number,
  size: number,
): Sql & { name: string } {
  const most = size + start.size;
  const bounded = arms(tenant, start, position, head).map((arm) => sql`(${arm} order by seq limit ${most})`);
  return {
    name: `pull_${String(start.size)}`,
    ...sql`with merged as materialized (
        select seq, scope, kind, id, is_left from (${joinSql(bounded, " union all ")}) as scoped order by seq limit ${most}),
      bound as (select max(seq) as last, count(*) = ${most} as cut from merged),
      news as materialized (
        select m.seq, min(m.kind) as kind, min(m.id::text)::uuid as id, bool_or(not m.is_left) as live,
          array_agg(m.scope) filter (where m.is_left) as left_scopes, bool_or(b.cut) as cut
        from merged m cross join bound b where not b.cut or m.seq < b.last
        group by m.seq order by m.seq)
      select n.seq, n.kind, n.id, n.left_scopes, n.cut,
        case when n.live then '{"t":"record","seq":' || n.seq || ',"record":' || r.record || E'}\n' end as line
      from news n left join office_record r on n.live and r.tenant = ${tenant} and r.kind = n.kind and r.id = n.id
      order by n.seq`,
  };
}

function linesOf(row: Row): string {
  const lefts = (row.left_scopes ?? []).map(
    (scope) => `${JSON.stringify({ t: "left", seq: row.seq, scope, kind: row.kind, id: row.id })}\n`,
  );
  return (row.line ?? "") + lefts.join("");
}

/** How many records are new: exact where a snapshot begins, else no further than one answer reaches, so that a page costs a page. */
export async function countNews(
  database: Database,
  tenant: string,
  start: ReadonlyMap<string, number>,
  head: number,
  limit: number,
): Promise<number> {
  if ([...start.values()].every((cursor) => cursor >= head)) return 0;
  const begins = [...start.values()].includes(0);
  const every = arms(tenant, start, 0, head);
  const first = every.map((arm) => sql`(${arm} order by seq limit ${limit})`);
  const news = begins
    ? joinSql(every, " union all ")
    : sql`select seq from (${joinSql(first, " union all ")}) as scoped order by seq limit ${limit}`;
  const [row] = await database.query<{ total: number }>({
    name: `pull_total_${begins ? "snapshot" : "page"}_${String(start.size)}`,
    ...sql`select count(distinct seq)::int as total from (${news}) as news`,
  });
  return row?.total ?? 0;
}
