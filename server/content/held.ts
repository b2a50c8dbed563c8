// Which content is held and who may name it, as rows beside the bytes.
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

/** Notes content as held, and the person (if any) who brought its bytes. The bytes are durable already. */
export async function noteHeld(queryable: Queryable, tenant: string, sha256: string, size: number, personId?: string): Promise<void> {
  await queryable.query(sql`insert into content (tenant, sha256, size) values (${tenant}, ${sha256}, ${size}) on conflict do nothing`);
  if (personId === undefined) return;
  await queryable.query(
    sql`insert into content_bringer (tenant, sha256, person_id) values (${tenant}, ${sha256}, ${personId}) on conflict do nothing`,
  );
}
