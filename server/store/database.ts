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

/** One connection, lent for a transaction. */
export interface Connection {
  readonly query: <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => Promise<{ readonly rows: Row[] }>;
  /** Gives it back; a broken one is not used again. */
  readonly release: (broken: boolean) => void;
}

/** Where connections come from: a pool, or what a town puts in its place. */
export interface Connections {
  readonly query: Connection["query"];
  readonly connect: () => Promise<Connection>;
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
    ...queriesOver({ query: (statement) => pool.query(statement), connect: () => pool.connect() }),
    url,
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

/** Statements and transactions over connections. */
export function queriesOver(connections: Connections): Pick<Database, "query" | "transaction"> {
  return {
    query: (statement) => rowsOf(connections, statement),
    transaction: (work) => transactionOf(connections, work),
  };
}

async function rowsOf<Row extends pg.QueryResultRow>(
  on: Pick<Connection, "query">,
  statement: Sql & { readonly name?: string },
): Promise<Row[]> {
  return (await on.query<Row>({ ...statement, values: [...statement.values] })).rows;
}

const attempts = 5;

async function transactionOf<T>(connections: Connections, work: (transaction: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await connections.connect();
    let broken = false;
    try {
      await connection.query({ text: "begin" });
      const result = await work({ query: (statement) => rowsOf(connection, statement) });
      await connection.query({ text: "commit" });
      return result;
    } catch (error) {
      await connection.query({ text: "rollback" }).catch(() => {
        broken = true;
      });
      if (engineProblem(error) !== "again" || attempt >= attempts) throw error;
    } finally {
      connection.release(broken);
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
