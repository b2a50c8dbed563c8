// People who may sign in, as rows: made, looked up, given a new password. Must never return a password hash to the network.
import { randomBytes } from "node:crypto";
import { grantSchema, type Actor, type Grant } from "../../shared/domain/actor.ts";
import { z } from "../../shared/base/zod.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { directoryMoved } from "../store/tenants.ts";
import { hashPassword, type PasswordCost } from "./passwords.ts";

export interface NewPerson {
  readonly id: string;
  readonly userName: string;
  readonly name: string;
  readonly password: string;
  readonly grants: readonly Grant[];
}

/** User names are compared without case. */
export function userNameKey(userName: string): string {
  return userName.normalize("NFC").trim().toLowerCase();
}

/** Makes people, or replaces those of the same id. */
export async function savePeople(
  queryable: Queryable,
  tenant: string,
  people: readonly NewPerson[],
  now: string,
  cost?: PasswordCost,
): Promise<void> {
  const hashes = await Promise.all(people.map((person) => hashPassword(person.password, cost)));
  await queryable.query(sql`insert into person (tenant, id, user_name, name, password_hash, grants, password_changed_at)
    select ${tenant}, id, user_name, name, password_hash, grants::json, ${now}::timestamptz from unnest(
      ${people.map((person) => person.id)}::text[], ${people.map((person) => userNameKey(person.userName))}::text[],
      ${people.map((person) => person.name)}::text[], ${hashes}::text[],
      ${people.map((person) => JSON.stringify(person.grants))}::text[]) as new(id, user_name, name, password_hash, grants)
    on conflict (tenant, id) do update set user_name = excluded.user_name, name = excluded.name, password_hash = excluded.password_hash,
      grants = excluded.grants, password_changed_at = excluded.password_changed_at`);
  await directoryMoved(queryable, tenant);
}

/** Gives a person other rights; their desks learn it with the next pull. */
export async function saveGrants(queryable: Queryable, tenant: string, id: string, grants: readonly Grant[]): Promise<void> {
  await queryable.query(sql`update person set grants = ${JSON.stringify(grants)}::json where tenant = ${tenant} and id = ${id}`);
  await directoryMoved(queryable, tenant);
}

export interface FoundPerson {
  readonly actor: Actor;
  readonly passwordHash: string;
  readonly disabled: boolean;
}

/** The person of a user name, those locked out included. */
export async function personByUserName(queryable: Queryable, tenant: string, userName: string): Promise<FoundPerson | undefined> {
  const [row] = await queryable.query<{ id: string; name: string; grants: unknown; password_hash: string; disabled: boolean }>(
    sql`select id, name, grants, password_hash, disabled_at is not null as disabled from person
      where tenant = ${tenant} and user_name = ${userNameKey(userName)}`,
  );
  return row === undefined ? undefined : { actor: actorOf(row), passwordHash: row.password_hash, disabled: row.disabled };
}

export function actorOf(row: Readonly<{ id: string; name: string; grants: unknown }>): Actor {
  return { personId: row.id, name: row.name, grants: z.array(grantSchema).parse(row.grants) };
}

/** Locks a person out: nobody signs in under the name any more, and their desks lose what they hold at the next contact. */
export async function disablePerson(queryable: Queryable, tenant: string, userName: string, now: string): Promise<boolean> {
  const rows = await queryable.query(sql`update person set disabled_at = coalesce(disabled_at, ${now}::timestamptz)
    where tenant = ${tenant} and user_name = ${userNameKey(userName)} returning 1`);
  return rows.length > 0;
}

/**
 * Gives a person a new password and ends their sessions and their lock-out, all or nothing; the password, or undefined where there is no
 * such person.
 */
export async function resetPassword(
  database: Database,
  tenant: string,
  userName: string,
  now: string,
  given?: string,
  cost?: PasswordCost,
): Promise<string | undefined> {
  const password = given ?? randomBytes(12).toString("base64url");
  const hash = await hashPassword(password, cost);
  return await database.transaction(async (transaction) => {
    const [row] = await transaction.query<{ id: string }>(sql`update person set password_hash = ${hash},
        password_changed_at = ${now}::timestamptz, reset_at = ${now}::timestamptz
      where tenant = ${tenant} and user_name = ${userNameKey(userName)} returning id`);
    if (row === undefined) return undefined;
    await transaction.query(sql`delete from refresh_token where tenant = ${tenant} and person_id = ${row.id}`);
    await transaction.query(sql`delete from sign_in_failure where tenant = ${tenant} and user_name = ${userNameKey(userName)}`);
    return password;
  });
}
