// The pages of a snapshot: every record of some scopes that has not changed since the snapshot began, open work first, the newest first.
// Must never send what changed since: that is the feed's, and so no older form can follow a newer one.
import { z } from "../../shared/base/zod.ts";
import type { PullRequest, SnapshotPlace } from "../../shared/sync/pull.ts";
import type { Database } from "../store/database.ts";
import { joinSql, sql, type Sql } from "../store/sql.ts";

/** Where a snapshot stands. What lies behind (rank, seq) in falling order is still to be sent. */
export interface SnapshotState {
  readonly scopes: readonly string[];
  /** The feed's head when it began. */
  readonly head: number;
  readonly rank: number;
  readonly seq: number;
  readonly done: number;
  readonly total: number | null;
}

const tokenSchema = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int().nullable()]);

export function beginSnapshot(scopes: readonly string[], head: number): SnapshotState {
  return { scopes, head, rank: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER, done: 0, total: null };
}

/** The position in words for the desk, which gives them back as they are. */
export function snapshotToken(state: SnapshotState): string {
  return JSON.stringify([state.head, state.rank, state.seq, state.done, state.total]);
}

/** The snapshot a desk has under way, as far as it may still see its scopes; undefined for words we never gave. */
export function snapshotFrom(place: SnapshotPlace, held: readonly string[]): SnapshotState | undefined {
  const token = tokenSchema.safeParse(parsed(place.token)).data;
  const scopes = held.filter((scope) => place.scopes.includes(scope));
  if (token === undefined || scopes.length === 0) return undefined;
  const [head, rank, seq, done, total] = token;
  return { scopes, head, rank, seq, done, total };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the request says about snapshots: the one to go on with, the one to begin, or none. */
export function snapshotOf(
  request: PullRequest,
  held: readonly string[],
  cursors: Readonly<Record<string, number>>,
  head: number,
): SnapshotState | undefined {
  if (request.snapshot === undefined) return undefined;
  const running = request.snapshot === null ? undefined : snapshotFrom(request.snapshot, held);
  if (running !== undefined) return running;
  const missing = held.filter((scope) => cursors[scope] === undefined);
  return missing.length === 0 ? undefined : beginSnapshot(missing, head);
}

interface Row {
  rank: number;
  seq: number;
  /** Rows the page was cut from. */
  merged: number;
  line: string;
}

export interface SnapshotPage {
  /** A line a record. */
  readonly lines: readonly string[];
  /** The state after each of the lines. */
  readonly after: (count: number) => SnapshotState;
  readonly more: boolean;
}

/** The next records, `size` at most. */
export async function snapshotPage(database: Database, tenant: string, state: SnapshotState, size: number): Promise<SnapshotPage> {
  const rows = await database.query<Row>(snapshotStatement(tenant, state, size));
  return {
    lines: rows.map((row) => row.line),
    after: (count) => {
      const last = rows[count - 1];
      return last === undefined ? state : { ...state, rank: last.rank, seq: last.seq, done: state.done + count };
    },
    more: (rows[0]?.merged ?? 0) >= size,
  };
}

/** A record stands in each of its scopes under the same rank and number, so that it is sent once, wherever the page is cut. */
function snapshotStatement(tenant: string, { scopes, head, rank, seq }: SnapshotState, size: number): Sql & { name: string } {
  const arms = scopes.map(
    (scope) =>
      sql`(select rank, seq, kind, id from record_scope
        where tenant = ${tenant} and scope = ${scope} and not is_left and (rank, seq) < (${rank}::bigint, ${seq}::bigint) and seq <= ${head}::bigint
        order by rank desc, seq desc limit ${size})`,
  );
  return {
    name: `snapshot_${String(scopes.length)}`,
    ...sql`with merged as materialized (
        select rank, seq, kind, id from (${joinSql(arms, " union all ")}) as scoped order by rank desc, seq desc limit ${size}),
      page as materialized (select distinct on (rank, seq) rank, seq, kind, id from merged order by rank desc, seq desc)
      select p.rank, p.seq, (select count(*)::int from merged) as merged,
        '{"t":"record","seq":' || p.seq || ',"record":' || r.record || E'}\n' as line
      from page p join office_record r on r.tenant = ${tenant} and r.kind = p.kind and r.id = p.id
      order by p.rank desc, p.seq desc`,
  };
}

/** How many records the whole snapshot has, without those that changed since it began. */
export async function countSnapshot(database: Database, tenant: string, { scopes, head }: SnapshotState): Promise<number> {
  const arms = scopes.map(
    (scope) => sql`select seq from record_scope where tenant = ${tenant} and scope = ${scope} and not is_left and seq <= ${head}::bigint`,
  );
  const [row] = await database.query<{ total: number }>({
    name: `snapshot_total_${String(scopes.length)}`,
    ...sql`select ${scopes.length === 1 ? sql`count(*)` : sql`count(distinct seq)`}::int as total from (${joinSql(arms, " union all ")}) as scoped`,
  });
  return row?.total ?? 0;
}
