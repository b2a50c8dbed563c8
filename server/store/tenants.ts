// Municipalities of this installation: their directory and keys. Must never hand out a private key except to who unwraps with it.
import { generateKeyPair, randomBytes, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { directorySchema, type Directory, type Person } from "../../shared/domain/policy.ts";
import { rightsOf } from "../auth/authorities.ts";
import { chainStart } from "../audit/chain.ts";
import type { Database, Queryable } from "./database.ts";
import { sql } from "./sql.ts";

/** The life of the database: its epoch and the secret that signs access tokens. */
export interface DatabaseLife {
  readonly epoch: string;
  readonly tokenSecret: Uint8Array;
}

/** Reads the life of the database, or begins it. With `renew` (after a restore from a backup) a new epoch begins. */
export async function databaseLife(database: Database, renew = false): Promise<DatabaseLife> {
  await database.query(
    sql`insert into database_life (epoch, token_secret) values (${randomUUID()}, ${randomBytes(32)}) on conflict do nothing`,
  );
  if (renew) await database.query(sql`update database_life set epoch = ${randomUUID()}`);
  const [row] = await database.query<{ epoch: string; token_secret: Buffer }>(sql`select epoch, token_secret from database_life`);
  if (row === undefined) throw new Error("the database has no life row");
  return { epoch: row.epoch, tokenSecret: row.token_secret };
}

const makeKeyPair = promisify(generateKeyPair);

/** Makes a tenant or replaces its directory. A new one gets its recovery key pair (RSA, `bits`) and the start of its feed and log. */
export async function saveTenant(queryable: Queryable, directory: Directory, bits = 3072): Promise<void> {
  const text = JSON.stringify(directory);
  const updated = await queryable.query(
    sql`update tenant set directory = ${text}::json, directory_version = directory_version + 1 where tenant = ${directory.tenant} returning 1`,
  );
  if (updated.length > 0) return;
  const { publicKey, privateKey } = await makeKeyPair("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await queryable.query(sql`insert into tenant (tenant, directory, recovery_public, recovery_private)
    values (${directory.tenant}, ${text}::json, ${publicKey}, ${privateKey}) on conflict do nothing`);
  await queryable.query(sql`insert into feed_head (tenant, log_hash) values (${directory.tenant}, ${chainStart}) on conflict do nothing`);
}

/** Rights of people have changed: every server draws the directory anew at its next request. */
export async function directoryMoved(queryable: Queryable, tenant: string): Promise<void> {
  await queryable.query(sql`update tenant set directory_version = directory_version + 1 where tenant = ${tenant}`);
}

/** Adds a person to the directory, or replaces them. Throws where there is no such tenant. */
export async function addToDirectory(database: Database, tenant: string, person: Person): Promise<void> {
  await database.transaction(async (transaction) => {
    const [row] = await transaction.query<{ directory: unknown }>(sql`select directory from tenant where tenant = ${tenant} for update`);
    if (row === undefined) throw new Error("no such tenant");
    const directory = directorySchema.parse(row.directory);
    const people = [...directory.people.filter((known) => known.id !== person.id), person];
    await saveTenant(transaction, { ...directory, people });
  });
}

export interface Tenant {
  readonly directory: Directory;
  readonly recoveryPublicKey: string;
}

/** Tenants by name, parsed once a version of their directory. */
export class Tenants {
  readonly #database: Database;
  readonly #held = new Map<string, { readonly version: number; readonly tenant: Tenant }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** A tenant as it is at `version` of its directory, or later. */
  async at(name: string, version: number): Promise<Tenant | undefined> {
    const held = this.#held.get(name);
    if (held !== undefined && held.version >= version) return held.tenant;
    return await this.now(name);
  }

  /** A tenant as it is now; undefined where there is none of that name. */
  async now(name: string): Promise<Tenant | undefined> {
    const [row] = await this.#database.query<{ directory: unknown; directory_version: number; recovery_public: string }>(
      sql`select directory, directory_version, recovery_public from tenant where tenant = ${name}`,
    );
    if (row === undefined) return undefined;
    const directory = { ...directorySchema.parse(row.directory), ...(await rightsOf(this.#database, name)) };
    const tenant = { directory, recoveryPublicKey: row.recovery_public };
    this.#held.set(name, { version: row.directory_version, tenant });
    return tenant;
  }
}
