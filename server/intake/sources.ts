// Who may push submissions: a source proves itself by a key of which only the hash is kept.
import { createHash } from "node:crypto";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface IntakeSource {
  readonly tenant: string;
  readonly id: string;
}

/** Keys are long and random, so a plain hash keeps them. */
function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

export async function saveSource(queryable: Queryable, tenant: string, id: string, key: string): Promise<void> {
  await queryable.query(sql`insert into intake_source (tenant, id, key_hash) values (${tenant}, ${id}, ${keyHash(key)})
    on conflict (tenant, id) do update set key_hash = excluded.key_hash`);
}

/** The source whose key this is. */
export async function sourceOfKey(queryable: Queryable, key: string): Promise<IntakeSource | undefined> {
  const [source] = await queryable.query<{ tenant: string; id: string }>(
    sql`select tenant, id from intake_source where key_hash = ${keyHash(key)}`,
  );
  return source;
}
