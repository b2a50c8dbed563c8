// The horizon of tombstones: after so many days they are deleted, and a desk whose cursor is older takes a new snapshot.
// Must never delete one before the horizon says so to every reader.
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { every, type Timers } from "../timers.ts";

/** Days a tombstone is kept at least. */
export const defaultTombstoneDays = 90;

const dayMs = 86_400_000;
const lookEveryMs = 3_600_000;
/** Deleted with one statement, so that no writer waits long. */
const atOnce = 5_000;

interface Parts {
  readonly database: Database;
  /** ISO. */
  readonly now: () => string;
  readonly days: number;
}

/** Notes where every feed stands, moves the horizons on and deletes what lies behind them. How many tombstones went. */
export async function purgeTombstones({ database, now, days }: Parts): Promise<number> {
  const at = now();
  const old = new Date(Date.parse(at) - days * dayMs).toISOString();
  const day = new Date(Date.parse(at) - dayMs).toISOString();
  // A moment a day is enough to tell the age of a number; the newest one before the horizon is all that is needed of the old ones.
  await database.query(sql`insert into feed_moment (tenant, at, seq) select h.tenant, ${at}::timestamptz, h.seq from feed_head h
    where not exists (select from feed_moment m where m.tenant = h.tenant and m.at > ${day}::timestamptz) on conflict do nothing`);
  await database.query(sql`update feed_head h set horizon = m.seq from
    (select tenant, max(seq) as seq from feed_moment where at <= ${old}::timestamptz group by tenant) as m
    where m.tenant = h.tenant and h.horizon < m.seq`);
  await database.query(sql`delete from feed_moment m using
    (select tenant, max(at) as at from feed_moment where at <= ${old}::timestamptz group by tenant) as last
    where m.tenant = last.tenant and m.at < last.at`);
  let gone = 0;
  const heads = await database.query<{ tenant: string; horizon: number }>(sql`select tenant, horizon from feed_head where horizon > 0`);
  for (const { tenant, horizon } of heads) {
    for (let deleted = atOnce; deleted === atOnce; gone += deleted) {
      const [row] = await database.query<{ deleted: number }>(sql`with old as (
          select tenant, kind, id, scope from record_scope where tenant = ${tenant} and is_left and seq <= ${horizon}::bigint
          order by seq limit ${atOnce}),
        gone as (
          delete from record_scope s using old where s.tenant = old.tenant and s.kind = old.kind and s.id = old.id and s.scope = old.scope
            and s.is_left and s.seq <= ${horizon}::bigint returning 1)
        select count(*)::int as deleted from gone`);
      deleted = row?.deleted ?? 0;
    }
  }
  return gone;
}

export interface TombstoneKeeper {
  /** Purges now. */
  readonly purge: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Purges now and then; a failed run is made up for by the next one. */
export function startTombstoneKeeper(parts: Parts & { readonly timers: Timers }): TombstoneKeeper {
  let running: Promise<number> = Promise.resolve(0);
  const purge = (): Promise<number> => {
    const next = running.catch(() => 0).then(() => purgeTombstones(parts));
    running = next;
    return next;
  };
  const look = (): void => {
    purge().catch(() => 0);
  };
  const stop = every(parts.timers, lookEveryMs, look);
  look();
  return {
    purge,
    close: async () => {
      stop();
      await running.catch(() => 0);
    },
  };
}
