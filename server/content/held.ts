// Which content is held and who may name it, as rows beside the bytes. Bytes and row come and go under one lock a content.
import { lockRecords } from "../feed/load.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

/** Runs `work` while nobody else places or removes this content. */
export async function withContentLock<T>(
  database: Database,
  tenant: string,
  sha256: string,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  return await database.transaction(async (transaction) => {
    await lockRecords(transaction, tenant, [`content/${sha256}`]);
    return await work(transaction);
  });
}

/** Places bytes (durable when `place` resolves; may be called twice) and notes them as held, by the person who brought them if any. */
export async function takeContent(
  database: Database,
  held: Readonly<{ tenant: string; sha256: string; size: number; personId?: string; at: string }>,
  place: () => Promise<void>,
): Promise<void> {
  const { tenant, sha256, size, personId, at } = held;
  await withContentLock(database, tenant, sha256, async (transaction) => {
    await place();
    // Content that was about to go stays: somebody has just brought it anew.
    await transaction.query(
      sql`insert into content (tenant, sha256, size, held_at) values (${tenant}, ${sha256}, ${size}, ${at})
        on conflict (tenant, sha256) do update set held_at = excluded.held_at, leaving_at = null`,
    );
    if (personId === undefined) return;
    await transaction.query(
      sql`insert into content_bringer (tenant, sha256, person_id) values (${tenant}, ${sha256}, ${personId}) on conflict do nothing`,
    );
  });
}

/** After a restore: files that no record of the backup names may have been cleared away since, so nobody may rely on them. */
export async function forgetUnnamed(database: Queryable): Promise<void> {
  await database.query(sql`update content c set leaving_at = now()
    where c.leaving_at is null and not exists (select from content_use u where u.tenant = c.tenant and u.sha256 = c.sha256)`);
}
