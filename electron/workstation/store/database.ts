// The only door to SQLite: opens the encrypted file, runs named statements, keeps note of what moved. Must never log a value.
import SqliteDatabase from "better-sqlite3";
import type { Kinds } from "../../../shared/domain/command.ts";
import { kinds } from "../../../shared/domain/kinds.ts";
import type { Sql } from "./sql.ts";
import { storeErrorOf } from "./store-error.ts";

/** What a transaction moved: names of tables, and `kind/id` of records (cut off at a limit, then `every` is true). */
export interface Moved {
  readonly tables: readonly string[];
  readonly records: readonly string[];
  readonly every: boolean;
}

/** Told of statements slower than a limit, by name alone. */
export type SlowStatement = (name: string, milliseconds: number) => void;

const slowMilliseconds = 100;
const mostRecordsNamed = 200;

/** What queries may do. */
export interface ReadableDatabase {
  /** The kinds this program knows. */
  readonly kinds: Kinds;
  all<Row>(name: string, query: Sql): readonly Row[];
  get<Row>(name: string, query: Sql): Row | undefined;
  /** A value parsed from a text once and kept as long as the text stays the same. */
  memo<T>(name: string, text: string, parse: (text: string) => T): T;
}

/** What operations of the writer may do besides. */
export interface WritableDatabase extends ReadableDatabase {
  run(name: string, query: Sql): { readonly changes: number; readonly rowId: number };
  transaction<T>(work: () => T): T;
  /** Notes that a table moved, and which record where there is one. */
  touch(table: string, record?: string): void;
  takeMoved(): Moved;
}

/** How to open a store file. The key is 32 random bytes; a reader may not write. */
export interface OpenOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly readOnly: boolean;
  readonly onSlow?: SlowStatement;
  /** Kinds of a program that knows others than this one. */
  readonly kinds?: Kinds;
  /** Bytes: a larger file is not vacuumed, which takes its size in memory. */
  readonly vacuumUpTo?: number;
}

/** The open store file. Writing goes to disk at every commit (synchronous=FULL): the outbox may not lose one to a power cut. */
export class StoreDatabase implements WritableDatabase {
  readonly kinds: Kinds;
  readonly file: string;
  readonly vacuumUpTo: number;
  readonly #connection: SqliteDatabase.Database;
  readonly #statements = new Map<string, SqliteDatabase.Statement>();
  readonly #memo = new Map<string, { readonly text: string; readonly value: unknown }>();
  readonly #onSlow: SlowStatement;
  #tables = new Set<string>();
  #records = new Set<string>();
  #depth = 0;

  constructor(options: OpenOptions) {
    this.#onSlow = options.onSlow ?? (() => undefined);
    this.kinds = options.kinds ?? kinds;
    this.file = options.file;
    this.vacuumUpTo = options.vacuumUpTo ?? 256_000_000;
    this.#connection = new SqliteDatabase(options.file, { readonly: options.readOnly, fileMustExist: options.readOnly });
    try {
      this.#connection.pragma("cipher='chacha20'");
      this.#connection.pragma(`key="raw:${Buffer.from(options.key).toString("hex")}"`);
      // Plain text must not reach the disk through temporary files either.
      this.#connection.pragma("temp_store=MEMORY");
      // KiB. Lists are read again and again; what a first sync writes passes by once.
      this.#connection.pragma(`cache_size=-${options.readOnly ? 24_000 : 8_000}`);
      this.#connection.pragma("busy_timeout=5000");
      if (!options.readOnly) {
        this.#connection.pragma("auto_vacuum=INCREMENTAL");
        // What is deleted is overwritten at once; what that does not reach, a sweep does.
        this.#connection.pragma("secure_delete=ON");
        this.#connection.pragma("journal_mode=WAL");
        this.#connection.pragma("synchronous=FULL");
        // Index pages are written by many chunks of a first sync: they go from the log into the file once, not for each.
        this.#connection.pragma("wal_autocheckpoint=8000");
      }
      this.#connection.prepare("select count(name) from sqlite_master").get();
    } catch (thrown) {
      this.#connection.close();
      throw storeErrorOf(thrown, "open");
    }
  }

  all<Row>(name: string, query: Sql): readonly Row[] {
    return this.#timed(name, query, () => this.#prepared<Row>(query).all(...query.values));
  }

  get<Row>(name: string, query: Sql): Row | undefined {
    return this.#timed(name, query, () => this.#prepared<Row>(query).get(...query.values));
  }

  run(name: string, query: Sql): { readonly changes: number; readonly rowId: number } {
    return this.#timed(name, query, () => {
      const { changes, lastInsertRowid } = this.#prepared(query).run(...query.values);
      return { changes, rowId: Number(lastInsertRowid) };
    });
  }

  /** Runs all or nothing; nested calls belong to the outermost. What moved is forgotten again where it fails. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#depth = 1;
    let committed = false;
    try {
      const result = this.#connection.transaction(work).immediate();
      committed = true;
      return result;
    } finally {
      this.#depth = 0;
      if (!committed) this.takeMoved();
    }
  }

  memo<T>(name: string, text: string, parse: (text: string) => T): T {
    const known = this.#memo.get(name);
    // The same name always comes with the same parser, so what was kept under it has its type.
    if (known?.text === text) return known.value as T;
    const value = parse(text);
    this.#memo.set(name, { text, value });
    return value;
  }

  touch(table: string, record?: string): void {
    this.#tables.add(table);
    if (record !== undefined) this.#records.add(record);
  }

  takeMoved(): Moved {
    const every = this.#records.size > mostRecordsNamed;
    const moved = { tables: [...this.#tables], records: every ? [] : [...this.#records], every };
    this.#tables = new Set();
    this.#records = new Set();
    return moved;
  }

  /** For migrations and upkeep alone: several statements of our own, without values. */
  script(name: string, text: string): void {
    this.#timed(name, { text, values: [] }, () => this.#connection.exec(text));
  }

  /** For upkeep alone: meanwhile the tables may be written, too, in which the full-text tables keep their index. */
  withInnerTables(work: () => void): void {
    this.#connection.unsafeMode(true);
    try {
      work();
    } finally {
      this.#connection.unsafeMode(false);
    }
  }

  pragma(text: string): unknown {
    return this.#connection.pragma(text, { simple: true });
  }

  /** Writes what the file holds into a new one under the same key. */
  copyTo(file: string): void {
    this.run("copy", { text: "vacuum into ?", values: [file] });
  }

  /** Every page of the file, decrypted, free ones and what lies unused in them included: for tests of what was wiped. */
  image(): Uint8Array {
    return this.#connection.serialize();
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #prepared<Row>(query: Sql): SqliteDatabase.Statement<unknown[], Row> {
    const known = this.#statements.get(query.text);
    if (known !== undefined) return known as SqliteDatabase.Statement<unknown[], Row>;
    const statement = this.#connection.prepare<unknown[], Row>(query.text);
    this.#statements.set(query.text, statement);
    return statement;
  }

  #timed<T>(name: string, query: Sql, work: () => T): T {
    const started = performance.now();
    try {
      return work();
    } catch (thrown) {
      throw storeErrorOf(thrown, `${name} (${query.text})`);
    } finally {
      const took = performance.now() - started;
      if (took > slowMilliseconds) this.#onSlow(name, Math.round(took));
    }
  }
}
