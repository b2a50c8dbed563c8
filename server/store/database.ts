// The one way to PostgreSQL: a pool, transactions that are tried again where the database asks for it, and news by LISTEN.
// Must never hold a transaction while the network is waited for.
import pg from "pg";
import { engineProblem } from "./database-problem.ts";
import { openEngine } from "./engine/open-engine.ts";
import { migrate } from "./migrate.ts";
import type { Sql } from "./sql.ts";

/** Whatever takes a statement: the pool, or one transaction. Rows are typed by the caller, who wrote the statement. */
export interface Queryable {
  readonly query: <Row extends pg.QueryResultRow = pg.QueryResultRow>(statement: Sql & { readonly name?: string }) => Promise<Row[]>;
}

export interface Database extends Queryable {
  /** Runs `work` in one transaction (read committed); serialization failures and deadlocks are tried again up to five times. */
  readonly transaction: <T>(work: (transaction: Queryable) => Promise<T>) => Promise<T>;
  /** Calls `hear` with the payload of every notification on a channel, over one connection of its own that reconnects. */
  readonly listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
  /** The connection string; it carries the password. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export type DatabaseOptions =
  | { readonly url: string; readonly poolSize?: number }
  | { readonly dataFolder: string; readonly durable?: boolean; readonly poolSize?: number };

/** Connects to a server, or opens the embedded one in its data folder, and brings the tables up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if ("url" in options) return await connect(options.url, options.poolSize ?? 10, () => Promise.resolve());
  const engine = await openEngine(options);
  try {
    return await connect(engine.url(), options.poolSize ?? 10, engine.close);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function connect(url: string, size: number, closeEngine: () => Promise<void>): Promise<Database> {
  const types = new pg.TypeOverrides();
  // Sequence numbers are bigint in the tables and stay far below 2^53.
  types.setTypeParser(20, Number);
  const pool = new pg.Pool({ connectionString: url, max: size, types, application_name: "amtsstube" });
  pool.on("error", () => undefined);
  const listeners: Listener[] = [];
  const database: Database = {
    url,
    query: (statement) => rowsOf(pool, statement),
    transaction: (work) => transactionOf(pool, work),
    listen: async (channel, hear) => {
      const listener = new Listener(url, channel, hear);
      listeners.push(listener);
      await listener.start();
    },
    close: async () => {
      for (const listener of listeners) await listener.stop();
      await pool.end();
      await closeEngine();
    },
  };
  try {
    await migrate(database);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

async function rowsOf<Row extends pg.QueryResultRow>(
  on: pg.Pool | pg.PoolClient,
  statement: Sql & { readonly name?: string },
): Promise<Row[]> {
  return (await on.query<Row>({ ...statement, values: [...statement.values] })).rows;
}

const attempts = 5;

async function transactionOf<T>(pool: pg.Pool, work: (transaction: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query("begin");
      const result = await work({ query: (statement) => rowsOf(client, statement) });
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => {
        broken = true;
      });
      if (engineProblem(error) !== "again" || attempt >= attempts) throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** One connection that listens, and comes back when the server went away. */
class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #hear: (payload: string) => void;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(url: string, channel: string, hear: (payload: string) => void) {
    this.#url = url;
    this.#channel = channel;
    this.#hear = hear;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: "amtsstube-news", keepAlive: true });
    client.on("notification", (message) => {
      this.#hear(message.payload ?? "");
    });
    client.on("error", () => undefined);
    client.on("end", () => {
      if (!this.#stopped) this.#timer = setTimeout(() => void this.start().catch(() => undefined), 1000);
    });
    await client.connect();
    await client.query(`listen ${this.#channel}`);
    this.#client = client;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }
}
