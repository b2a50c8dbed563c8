// Brings a store file to today's form, one migration a transaction. Must never open a file of a newer program.
import type { StoreDatabase } from "./database.ts";
import { ground } from "./migrations/010-ground.ts";
import { snapshot } from "./migrations/020-snapshot.ts";
import { StoreError } from "./store-error.ts";

/** One step: numbered by tens, never changed after a release. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly script: string;
}

export const migrations: readonly Migration[] = [ground, snapshot];

/** Throws where the numbers are not 10, 20, 30, … without a gap. */
export function checkMigrations(list: readonly Migration[]): void {
  for (const [index, migration] of list.entries())
    if (migration.number !== (index + 1) * 10) throw new Error(`migration ${migration.name} has the number ${migration.number}`);
}

/** Runs what is missing. Throws `storeTooNew` where the file knows more than this program. */
export function migrate(database: StoreDatabase, list: readonly Migration[] = migrations): void {
  checkMigrations(list);
  const newest = list.length * 10;
  const version = Number(database.pragma("user_version"));
  if (version > newest) throw new StoreError("storeTooNew", `the store has version ${version}, this program knows ${newest}`);
  for (const migration of list) {
    if (migration.number <= version) continue;
    database.transaction(() => {
      database.script(`migration ${migration.name}`, migration.script);
      database.pragma(`user_version=${migration.number}`);
    });
  }
}
