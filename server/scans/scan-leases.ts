// Which desk may take a file of a scanner folder that all of them can only read. The server's clock alone decides when a lease runs out.
// Must never give one file to two devices at a time, and never learn what a file is called.
import type { ScanEnd, ScanLease } from "../../shared/sync/scan-leases.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface ScanLeaseLife {
  /** Minutes until a desk that is not heard of loses what it holds. Desks renew each minute. */
  readonly holdMinutes: number;
  /** Days for which other desks are told that a file has ended; one that lies there longer is taken once more and known by its content. */
  readonly keepDays: number;
}

export const defaultScanLeaseLife: ScanLeaseLife = { holdMinutes: 10, keepDays: 400 };

interface Asking {
  readonly tenant: string;
  readonly device: string;
  /** ISO. */
  readonly now: string;
}

interface Row {
  key: string;
  device: string;
  ended: boolean;
}

const dayMs = 86_400_000;

/**
 * Takes what nobody has, what this device has, and what ran out, one answer a key. A file that this device put into quarantine may be taken
 * up again by it. One statement decides: of two devices that ask at once the second waits for the first and sees its row.
 */
export async function takeScans(
  database: Database,
  { tenant, device, now }: Asking,
  keys: readonly string[],
  { holdMinutes }: ScanLeaseLife,
): Promise<readonly ScanLease[]> {
  const until = new Date(Date.parse(now) + holdMinutes * 60_000).toISOString();
  // In the order of their keys, so that two requests never wait for one another.
  const sorted = [...new Set(keys)].sort();
  const taken = await database.query<{ key: string }>(sql`insert into scan_lease as l (tenant, key, device, expires_at)
    select ${tenant}, k, ${device}::uuid, ${until}::timestamptz from unnest(${sorted}::text[]) as k order by k
    on conflict (tenant, key) do update set device = excluded.device, expires_at = excluded.expires_at, ended_at = null, outcome = null
      where (l.ended_at is null and (l.device = excluded.device or l.expires_at <= ${now}::timestamptz))
        or (l.outcome = 'quarantined' and l.device = excluded.device)
    returning key`);
  const mine = new Set(taken.map(({ key }) => key));
  const others = await database.query<Row>(sql`select key, device, ended_at is not null as ended from scan_lease
    where tenant = ${tenant} and key = any(${sorted.filter((key) => !mine.has(key))}::text[])`);
  const known = new Map(others.map((row) => [row.key, row]));
  return keys.map((key) => {
    if (mine.has(key)) return { state: "yours", here: true };
    const row = known.get(key);
    // Swept between the two statements: asked again it is to be had.
    return row?.ended === true ? { state: "ended", here: row.device === device } : { state: "held", here: false };
  });
}

/** Notes ends. A row that a restored backup lacks is made, so that other desks still learn of it. */
export async function endScans(database: Database, { tenant, device, now }: Asking, ends: readonly ScanEnd[]): Promise<void> {
  const back = ends.filter(({ outcome }) => outcome === "givenBack").map(({ key }) => key);
  const ended = new Map(ends.filter(({ outcome }) => outcome !== "givenBack").map(({ key, outcome }) => [key, outcome]));
  const keys = [...ended.keys()].sort();
  await database.query(sql`delete from scan_lease
    where tenant = ${tenant} and key = any(${back}::text[]) and device = ${device}::uuid and ended_at is null`);
  await database.query(sql`insert into scan_lease as l (tenant, key, device, expires_at, ended_at, outcome)
    select ${tenant}, e.key, ${device}::uuid, ${now}::timestamptz, ${now}::timestamptz, e.outcome
      from unnest(${keys}::text[], ${keys.map((key) => ended.get(key))}::text[]) as e (key, outcome) order by e.key
    on conflict (tenant, key) do update
      set device = excluded.device, expires_at = excluded.expires_at, ended_at = excluded.ended_at, outcome = excluded.outcome
      where l.device = excluded.device or (l.ended_at is null and l.expires_at <= ${now}::timestamptz)`);
}

/** Forgets what ended or ran out so long ago that no desk asks for it. */
export async function sweepScanLeases(database: Database, now: string, { keepDays }: ScanLeaseLife): Promise<void> {
  const before = new Date(Date.parse(now) - keepDays * dayMs).toISOString();
  await database.query(sql`delete from scan_lease where expires_at < ${before}::timestamptz`);
}
