// Brings a store file to today's form, one migration a transaction. Must never open a file of a newer program.
import type { StoreDatabase } from "./database.ts";
import { ground } from "./migrations/010-ground.ts";
import { snapshot } from "./migrations/020-snapshot.ts";
import { contentHere } from "./migrations/040-content.ts";
import { sameAmount } from "./migrations/050-same-amount.ts";
import { alike } from "./migrations/060-alike.ts";
import { suppliers } from "./migrations/070-suppliers.ts";
import { paperTexts } from "./migrations/080-paper-texts.ts";
import { StoreError } from "./store-error.ts";

/** One step: its number is a multiple of ten and only grows; never changed after a release. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly script: string;
}

export const migrations: readonly Migration[] = [ground, snapshot, contentHere, sameAmount, alike, suppliers, paperTexts];

/** Throws where the numbers are not multiples of ten that grow. */
export function checkMigrations(list: readonly Migration[]): void {
  for (const [index, { number, name }] of list.entries())
    if (number % 10 !== 0 || number <= (list[index - 1]?.number ?? 0)) throw new Error(`migration ${name} has the number ${number}`);
}

/** Runs what is missing. Throws `storeTooNew` where the file knows more than this program. */
export function migrate(database: StoreDatabase, list: readonly Migration[] = migrations): void {
  checkMigrations(list);
  const newest = list.at(-1)?.number ?? 0;
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
