// Small values of a replica: who it belongs to, epoch, scopes, counters. Must never hold a password or a token.
import { z } from "../../../shared/base/zod.ts";
import { actorSchema, type Actor } from "../../../shared/domain/actor.ts";
import { directorySchema, type Directory } from "../../../shared/domain/policy.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { sql } from "./sql.ts";
import { StoreError } from "./store-error.ts";

const identitySchema = z.object({ actor: actorSchema, directory: directorySchema });

/** Whose replica this is and what the municipality looks like, as the server last said. */
export interface Identity {
  readonly actor: Actor;
  readonly directory: Directory;
}

export function readMeta(database: ReadableDatabase, name: string): string | undefined {
  return database.get<{ value: string }>("read meta", sql`select value from meta where name = ${name}`)?.value;
}

export function writeMeta(database: WritableDatabase, name: string, value: string): void {
  database.run(
    "write meta",
    sql`insert into meta (name, value) values (${name}, ${value}) on conflict (name) do update set value = excluded.value`,
  );
}

export function readNumber(database: ReadableDatabase, name: string, otherwise: number): number {
  return Number(readMeta(database, name) ?? otherwise);
}

/** Throws where nobody has ever signed in to this file. */
export function readIdentity(database: ReadableDatabase): Identity {
  const text = readMeta(database, "identity");
  if (text === undefined) throw new StoreError("notSignedIn", "the replica has no identity yet");
  return database.memo("identity", text, (value) => identitySchema.parse(JSON.parse(value)));
}

/** False where it says what is known already. */
export function writeIdentity(database: WritableDatabase, identity: Identity): boolean {
  const text = JSON.stringify(identity);
  if (text === readMeta(database, "identity")) return false;
  writeMeta(database, "identity", text);
  database.touch("identity");
  return true;
}

const scopesSchema = z.array(z.string());

/** The scopes this replica holds; what lies in none of them is deleted. */
export function readScopes(database: ReadableDatabase): readonly string[] {
  return database.memo("scopes", readMeta(database, "scopes") ?? "[]", (value) => scopesSchema.parse(JSON.parse(value)));
}
