// Slows down guessing: after some failures a user name rests, longer each time, whether the name exists or not.
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { userNameKey } from "./people.ts";

/** Failures that cost nothing but the answer. */
export const freeFailures = 5;
const firstRestSeconds = 30;
const longestRestSeconds = 900;

/** Seconds the user name still rests; 0 where it does not. */
export async function restSeconds(queryable: Queryable, tenant: string, userName: string, now: string): Promise<number> {
  const [row] = await queryable.query<{ locked_until: Date | null }>(
    sql`select locked_until from sign_in_failure where tenant = ${tenant} and user_name = ${userNameKey(userName)}`,
  );
  const until = row?.locked_until?.getTime() ?? 0;
  return Math.max(0, Math.ceil((until - Date.parse(now)) / 1000));
}

/** Counts a failure in its own statement, so that guesses at the same time all count. A day without failure forgets them. */
export async function noteFailure(queryable: Queryable, tenant: string, userName: string, now: string): Promise<void> {
  await queryable.query(sql`insert into sign_in_failure as f (tenant, user_name, failures, last_at)
    values (${tenant}, ${userNameKey(userName)}, 1, ${now}::timestamptz)
    on conflict (tenant, user_name) do update set
      failures = case when f.last_at < ${now}::timestamptz - interval '1 day' then 1 else f.failures + 1 end,
      last_at = excluded.last_at,
      locked_until = case when f.failures + 1 >= ${freeFailures}::int and f.last_at >= ${now}::timestamptz - interval '1 day'
        then ${now}::timestamptz + least(${longestRestSeconds}::int, ${firstRestSeconds}::int * power(2, least(f.failures + 1 - ${freeFailures}::int, 10))) * interval '1 second'
        end`);
}

export async function forgetFailures(queryable: Queryable, tenant: string, userName: string): Promise<void> {
  await queryable.query(sql`delete from sign_in_failure where tenant = ${tenant} and user_name = ${userNameKey(userName)}`);
}
