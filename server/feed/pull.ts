// Everything newer than the cursors as NDJSON lines, made by the database and passed on as they are.
// Must never skip a number that a slow writer may still commit, and never hold a transaction while the desk reads.
import type { PullRequest } from "../../shared/sync/pull.ts";
import type { Database } from "../store/database.ts";
import { joinSql, sql, type Sql } from "../store/sql.ts";
import type { Sender } from "./sender.ts";

/** Records read with one statement. */
const chunk = 2000;

interface Row {
  seq: number;
  kind: string;
  id: string;
  left_scopes: string[] | null;
  line: string | null;
}

/** The lines of an answer, in texts of many lines each. What was committed after the start waits for the next pull. */
export async function* pullLines(database: Database, sender: Sender, epoch: string, request: PullRequest): AsyncGenerator<string> {
  const head = await feedHead(database, sender.tenant);
  const start = new Map(sender.scopes.map((scope) => [scope, request.epoch === epoch ? (request.cursors[scope] ?? 0) : 0]));
  const total = await countNews(database, sender.tenant, start, head);
  yield `${JSON.stringify({ t: "begin", epoch, scopes: sender.scopes, total })}\n`;
  let position = Math.min(head, ...start.values());
  let left = request.limit;
  let more = false;
  while (position < head) {
    const size = Math.min(chunk, left);
    const rows = await database.query<Row>(newsStatement(sender.tenant, start, position, head, size + 1));
    const page = rows.slice(0, size);
    if (page.length > 0) yield page.map(linesOf).join("");
    left -= page.length;
    more = rows.length > size;
    position = more ? (page.at(-1)?.seq ?? position) : head;
    if (!more || left === 0) break;
  }
  const reached = more ? position : head;
  const cursors = Object.fromEntries([...start].map(([scope, cursor]) => [scope, Math.max(cursor, reached)]));
  yield `${JSON.stringify({ t: "end", cursors, more })}\n`;
}

/** The number of the last committed change of a tenant. */
export async function feedHead(database: Database, tenant: string): Promise<number> {
  const [row] = await database.query<{ seq: number }>({ name: "feed_head", ...sql`select seq from feed_head where tenant = ${tenant}` });
  return row?.seq ?? 0;
}

/** One arm a scope, so that the planner can merge their indexes in the order of the numbers and stop at the limit. A snapshot has no use for tombstones. */
function arms(tenant: string, start: ReadonlyMap<string, number>, position: number, head: number): Sql {
  const each = [...start].map(
    ([scope, cursor]) =>
      sql`select seq, scope, kind, id, is_left from record_scope
        where tenant = ${tenant} and scope = ${scope} and seq > ${Math.max(cursor, position)}::bigint and seq <= ${head}::bigint
          and (not is_left or ${cursor > 0}::boolean)`,
  );
  return joinSql(each, " union all ");
}

function newsStatement(
  tenant: string,
  start: ReadonlyMap<string, number>,
  position: number,
  head: number,
  size: number,
): Sql & { name: string } {
  // A number belongs to one record, which may be in several of the scopes: it is sent once.
  return {
    name: `pull_${String(start.size)}`,
    ...sql`with news as (
        select seq, min(kind) as kind, min(id::text)::uuid as id, bool_or(not is_left) as live,
          array_agg(scope) filter (where is_left) as left_scopes
        from (${arms(tenant, start, position, head)}) as merged group by seq order by seq limit ${size})
      select n.seq, n.kind, n.id, n.left_scopes,
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

async function countNews(database: Database, tenant: string, start: ReadonlyMap<string, number>, head: number): Promise<number> {
  if ([...start.values()].every((cursor) => cursor >= head)) return 0;
  const [row] = await database.query<{ total: number }>({
    name: `pull_total_${String(start.size)}`,
    ...sql`select count(distinct seq)::int as total from (${arms(tenant, start, 0, head)}) as news`,
  });
  return row?.total ?? 0;
}
