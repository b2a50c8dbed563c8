// Brings the tables up to date: all pending migrations in order, each in its own transaction. Must never touch a newer database.
import type { Database, Queryable } from "./database.ts";
import { migration0010 } from "./migrations/0010-records-and-feed.ts";
import { migration0020 } from "./migrations/0020-people-and-devices.ts";
import { migration0030 } from "./migrations/0030-content-and-texts.ts";
import { migration0040 } from "./migrations/0040-intake.ts";
import { migration0050 } from "./migrations/0050-snapshot.ts";
import { migration0060 } from "./migrations/0060-deputyships.ts";
import { migration0070 } from "./migrations/0070-content-life.ts";
import { migration0080 } from "./migrations/0080-enrolment.ts";
import { migration0090 } from "./migrations/0090-scan-leases.ts";
import { migration0092 } from "./migrations/0092-scanner-folders.ts";
import { migration0094 } from "./migrations/0094-unattended.ts";
import { migration0100 } from "./migrations/0100-texts-of-papers.ts";
import { sql } from "./sql.ts";

/** One step; `number` only grows. A step that was released is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: string;
}

const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0050,
  migration0060,
  migration0070,
  migration0080,
  migration0090,
  migration0092,
  migration0094,
  migration0100,
];
/** Any constant will do: it keeps two servers from migrating at once. */
const migrationLock = 7_263_541;

/** Throws where the database was made by a newer version of this program. `upTo` is for tests that build the tables of an older one. */
export async function migrate(database: Pick<Database, "transaction">, upTo = Number.MAX_SAFE_INTEGER): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(sql`select pg_advisory_xact_lock(${migrationLock})`);
    await transaction.query(
      sql`create table if not exists schema_version (number int primary key, name text not null, applied_at timestamptz not null default now())`,
    );
    const done = await transaction.query<{ number: number }>(sql`select number from schema_version`);
    const newest = Math.max(0, ...migrations.map((migration) => migration.number));
    const foreign = done.find((row) => row.number > newest);
    if (foreign !== undefined)
      throw new Error(
        `the database is at step ${String(foreign.number)} of a newer version; this version knows steps up to ${String(newest)}`,
      );
    for (const migration of migrations) {
      if (migration.number <= upTo && !done.some((row) => row.number === migration.number)) await apply(transaction, migration);
    }
  });
}

async function apply(transaction: Queryable, migration: Migration): Promise<void> {
  for (const statement of migration.up.split(/;\s*\n/u)) {
    if (statement.trim() !== "") await transaction.query({ text: statement, values: [] });
  }
  await transaction.query(sql`insert into schema_version (number, name) values (${migration.number}, ${migration.name})`);
}
