// One connection to the store file and what may be asked of it, one request after the other. Knows no thread: who calls it says where it runs.
import { must } from "../../../shared/base/must.ts";
import { kindsWithout } from "../../../shared/domain/kinds.ts";
import { requeue } from "../outbox/send.ts";
import type { StoreStart } from "./bridge.ts";
import { StoreDatabase, type Moved, type SlowStatement } from "./database.ts";
import { migrate } from "./migrate.ts";
import { reads, writes } from "./operations.ts";
import { settleKinds } from "./settle-kinds.ts";
import { sweepAtOpening } from "./sweep.ts";

export interface StoreEnd {
  readonly database: StoreDatabase;
  /** Runs one operation; throws what it throws. `moved` is null where nothing moved. */
  answer(name: string, args: unknown): { readonly result: unknown; readonly moved: Moved | null };
  close(): void;
}

type Operation = (database: StoreDatabase, args: never) => unknown;

/** Opens the file; the writer makes and migrates it. Throws a StoreError where it cannot be opened. */
export function openStoreEnd(start: StoreStart, onSlow: SlowStatement): StoreEnd {
  const { file, key, role } = start;
  const kinds = kindsWithout(start.unknown ?? []);
  const open = (): StoreDatabase => new StoreDatabase({ file, key, readOnly: role === "reader", onSlow, kinds });
  const database = role === "writer" ? openWriter(file, open) : open();
  const table: Readonly<Record<string, Operation>> = role === "writer" ? writes : reads;
  const operationNamed = (name: string): ((database: StoreDatabase, args: unknown) => unknown) => {
    const operation = must(Object.hasOwn(table, name) ? table[name] : undefined, `the store has the operation ${name}`);
    // Both ends are one program: the typed client has checked the arguments.
    return operation as (database: StoreDatabase, args: unknown) => unknown;
  };
  return {
    database,
    answer: (name, args) => {
      const result = operationNamed(name)(database, args);
      const moved = role === "writer" ? database.takeMoved() : null;
      return { result, moved: moved !== null && moved.tables.length > 0 ? moved : null };
    },
    close: () => database.close(),
  };
}

function openWriter(file: string, open: () => StoreDatabase): StoreDatabase {
  const database = sweepAtOpening(file, () => {
    const opened = open();
    migrate(opened);
    return opened;
  });
  settleKinds(database);
  // What was on its way when the program ended got no answer that we know of.
  requeue(database);
  database.takeMoved();
  return database;
}
