// Clears away what nobody needs: uploads that were given up, and content that no record has named for a while.
// Must never remove content that a record names. Two rounds see content go: the first marks it, so that nobody can name it any more;
// the second, later than any transaction lasts, looks again and deletes it.
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { every, type Timers } from "../timers.ts";
import type { ContentStore } from "./content-store.ts";
import { withContentLock } from "./held.ts";

export interface ContentLife {
  /** Days after its last byte until an unfinished upload is given up. */
  readonly uploadDays: number;
  /** Days that content is kept without a record that names it: commands on a desk may still be on their way. */
  readonly graceDays: number;
}

export const defaultContentLife: ContentLife = { uploadDays: 7, graceDays: 30 };

export interface Swept {
  readonly parts: number;
  readonly marked: number;
  readonly removed: number;
}

export interface ContentSweeper {
  /** One round now; rounds never overlap. */
  readonly sweep: () => Promise<Swept>;
  readonly close: () => Promise<void>;
}

interface SweeperParts {
  readonly database: Database;
  readonly content: ContentStore;
  readonly now: () => string;
  readonly life: ContentLife;
  readonly timers: Timers;
}

const everyMs = 3_600_000;
const dayMs = 86_400_000;
/** Longer than any transaction that may have seen content as held. */
const markedMs = 3_600_000;
const atOnce = 500;

/** At rest for an hour, then a round every hour. */
export function startContentSweeper(parts: SweeperParts): ContentSweeper {
  let closed = false;
  let running: Promise<unknown> = Promise.resolve();
  const sweep = async (): Promise<Swept> => {
    const mine = running.then(async () => (closed ? { parts: 0, marked: 0, removed: 0 } : await sweepOnce(parts)));
    running = mine.catch(() => undefined);
    return await mine;
  };
  const inBackground = (): void => {
    // What fails now is found again by the next round.
    sweep().catch(() => undefined);
  };
  const stopSweeping = every(parts.timers, everyMs, inBackground);
  return {
    sweep,
    close: async () => {
      closed = true;
      stopSweeping();
      await running;
    },
  };
}

async function sweepOnce({ database, content, now, life }: SweeperParts): Promise<Swept> {
  const at = Date.parse(now());
  const before = (milliseconds: number): string => new Date(at - milliseconds).toISOString();
  const removed = await removeMarked(database, content, before(markedMs));
  const marked = await mark(database, now(), before(life.graceDays * dayMs));
  return { parts: await dropParts(database, content, at - life.uploadDays * dayMs), marked, removed };
}

/** Uploads nobody has gone on with since, and what a process left behind that was killed before it could note the upload. */
async function dropParts(database: Database, content: ContentStore, moment: number): Promise<number> {
  const given = await database.query<{ tenant: string; upload: string }>(
    sql`delete from content_upload where touched_at < ${new Date(moment).toISOString()} returning tenant, upload`,
  );
  for (const { tenant, upload } of given) await content.dropPart(tenant, upload);
  const orphans = await content.dropOrphansBefore(moment, async (uploads) => {
    const known = await database.query<{ upload: string }>(
      sql`select upload from content_upload where upload = any(${[...uploads]}::text[])`,
    );
    const names = new Set(known.map((row) => row.upload));
    return uploads.filter((upload) => !names.has(upload));
  });
  return given.length + orphans;
}

/** Marks what no record names. Whoever looks for held content from now on does not find it. */
async function mark(database: Database, at: string, before: string): Promise<number> {
  const rows = await database.query(sql`update content c set leaving_at = ${at}
    where c.leaving_at is null and c.held_at < ${before}
      and not exists (select from content_use u where u.tenant = c.tenant and u.sha256 = c.sha256) returning 1`);
  return rows.length;
}

async function removeMarked(database: Database, content: ContentStore, before: string): Promise<number> {
  const rows = await database.query<{ tenant: string; sha256: string }>(
    sql`select tenant, sha256 from content where leaving_at < ${before} order by leaving_at limit ${atOnce}`,
  );
  let removed = 0;
  for (const { tenant, sha256 } of rows) if (await removeOne(database, content, tenant, sha256, before)) removed += 1;
  return removed;
}

async function removeOne(database: Database, content: ContentStore, tenant: string, sha256: string, before: string): Promise<boolean> {
  return await withContentLock(database, tenant, sha256, async (transaction) => {
    // A command that had seen it as held before it was marked may have named it since: then it stays.
    const named = await transaction.query(sql`update content c set leaving_at = null
      where c.tenant = ${tenant} and c.sha256 = ${sha256}
        and exists (select from content_use u where u.tenant = c.tenant and u.sha256 = c.sha256) returning 1`);
    if (named.length > 0) return false;
    const leaving = await transaction.query(
      sql`select 1 from content where tenant = ${tenant} and sha256 = ${sha256} and leaving_at < ${before}`,
    );
    if (leaving.length === 0) return false;
    // The file first: a marked row without its file is not held for anybody, an unmarked one would be.
    await content.remove(tenant, sha256);
    await transaction.query(sql`delete from content_bringer where tenant = ${tenant} and sha256 = ${sha256}`);
    await transaction.query(sql`delete from content where tenant = ${tenant} and sha256 = ${sha256}`);
    return true;
  });
}
