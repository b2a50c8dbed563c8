// One real PostgreSQL for all seeds of a process. Each statement of a server is a step; one that waits for a lock is put aside until
// somebody ends a transaction. Must never let a killed server's transaction live on.
import pg from "pg";
import type { Connection, Connections, Database } from "../../../server/store/database.ts";
import { queriesOver } from "../../../server/store/database.ts";
import type { Scheduler } from "./scheduler.ts";

/** A physical connection, lent to one owner at a time. */
interface Line {
  readonly client: pg.Client;
  readonly pid: number;
  inTransaction: boolean;
}

interface Asked {
  readonly owner: string;
  readonly line: Line;
  readonly settled: Promise<void>;
  done: boolean;
  /** Hands the answer to whoever asked. */
  tell: () => void;
}

/** Stands between a server and its database: planted faults change what a statement does here. */
export type StatementFilter = (owner: string, statement: pg.QueryConfig) => pg.QueryConfig;

export interface TownDatabase {
  readonly url: string;
  /** The database as a server of this owner sees it, until `kill`. */
  open(owner: string, scheduler: Scheduler, filter: StatementFilter): Database;
  /** Ends everything of the owner: open transactions roll back. */
  kill(owner: string): Promise<void>;
  /** A statement outside of the run, at once. */
  now<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** How often a statement has had to wait for another transaction's lock. */
  waits(): number;
  close(): Promise<void>;
}

const patience = 4;

export async function openTownDatabase(url: string): Promise<TownDatabase> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(20, Number);
  const newClient = async (): Promise<Line> => {
    const options = "-c plan_cache_mode=force_generic_plan -c synchronous_commit=off -c jit=off";
    const client = new pg.Client({ connectionString: url, types, options });
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    return { client, pid: rows[0]?.pid ?? 0, inTransaction: false };
  };
  const side = await newClient();
  const free: Line[] = [await newClient(), await newClient(), await newClient()];
  const lent = new Map<Line, string>();
  const ears: { readonly owner: string; readonly channel: string; readonly hear: (payload: string) => void }[] = [];
  let blocked: Asked[] = [];
  let waits = 0;

  const take = async (owner: string): Promise<Line> => {
    const line = free.pop() ?? (await newClient());
    lent.set(line, owner);
    return line;
  };
  const give = (line: Line): void => {
    lent.delete(line);
    free.push(line);
  };

  const isBlocked = async (line: Line): Promise<boolean> => {
    const { rows } = await side.client.query<{ waits: boolean }>({
      name: "waits",
      text: "select cardinality(pg_blocking_pids($1)) > 0 as waits",
      values: [line.pid],
    });
    return rows[0]?.waits ?? false;
  };

  /** Waits until the statement has its answer or waits for somebody else. */
  const doneOrBlocked = async (asked: Asked): Promise<boolean> => {
    const others = [...lent.keys()].some((line) => line !== asked.line && line.inTransaction);
    if (!others) await asked.settled;
    while (!asked.done) {
      await Promise.race([asked.settled, new Promise((resolve) => setTimeout(resolve, patience))]);
      if (!asked.done && (await isBlocked(asked.line))) return false;
    }
    return true;
  };

  const wake = async (): Promise<void> => {
    const waiting = blocked;
    blocked = [];
    for (const asked of waiting) {
      if (await doneOrBlocked(asked)) asked.tell();
      else blocked.push(asked);
    }
  };

  const start = (owner: string, line: Line, statement: pg.QueryConfig, done: (result: pg.QueryResult | Error) => void): Asked => {
    let answer: pg.QueryResult | Error = new Error("no answer");
    const asked: Asked = {
      owner,
      line,
      done: false,
      tell: () => done(answer),
      settled: line.client
        .query(statement)
        .then(
          (result) => {
            answer = result;
          },
          (thrown: unknown) => {
            answer = thrown instanceof Error ? thrown : new Error(String(thrown));
          },
        )
        .then(() => {
          asked.done = true;
        }),
    };
    return asked;
  };

  const connectionsOf = (owner: string, scheduler: Scheduler, filter: StatementFilter): Connections => {
    const ask = <Row extends pg.QueryResultRow>(given: Line | undefined, wanted: pg.QueryConfig): Promise<pg.QueryResult<Row>> =>
      new Promise((resolve, reject) => {
        const run = async (): Promise<void> => {
          const statement = filter(owner, wanted);
          const line = given ?? (await take(owner));
          const end = /^(?:commit|rollback)/u.test(statement.text);
          if (statement.text === "begin") line.inTransaction = true;
          const asked = start(owner, line, statement, (answer) => {
            if (end) line.inTransaction = false;
            if (given === undefined) give(line);
            if (answer instanceof Error) reject(answer);
            else resolve(answer);
          });
          if (await doneOrBlocked(asked)) asked.tell();
          else {
            waits += 1;
            blocked.push(asked);
          }
          if (end || given === undefined) await wake();
        };
        scheduler.add(owner, `sql ${nameOf(wanted)}`, run);
      });
    const notify = (statement: pg.QueryConfig): void => {
      const values: readonly unknown[] = statement.values ?? [];
      const [channel, payload] = values;
      for (const ear of ears) if (ear.channel === channel) scheduler.add(ear.owner, "hears news", () => ear.hear(String(payload)));
    };
    return {
      query: async (statement) => {
        // News travel by the scheduler too; whoever is dead then misses them.
        if (statement.text.includes("pg_notify")) {
          notify(statement);
          return { rows: [] };
        }
        return await ask(undefined, statement);
      },
      connect: async () => {
        let line: Line | undefined;
        const connection: Connection = {
          query: async (statement) => {
            line ??= await take(owner);
            return await ask(line, statement);
          },
          release: () => {
            if (line !== undefined) give(line);
          },
        };
        return await Promise.resolve(connection);
      },
    };
  };

  return {
    url,
    waits: () => waits,
    open: (owner, scheduler, filter) => ({
      ...queriesOver(connectionsOf(owner, scheduler, filter)),
      url,
      listen: async (channel, hear) => {
        ears.push({ owner, channel, hear });
        await Promise.resolve();
      },
      close: () => Promise.resolve(),
    }),
    kill: async (owner) => {
      for (let at = ears.length - 1; at >= 0; at -= 1) if (ears[at]?.owner === owner) ears.splice(at, 1);
      for (const asked of blocked.filter((one) => one.owner === owner)) {
        await side.client.query({ text: "select pg_cancel_backend($1)", values: [asked.line.pid] });
        await asked.settled;
      }
      blocked = blocked.filter((one) => one.owner !== owner);
      for (const [line, of] of Array.from(lent)) {
        if (of !== owner) continue;
        if (line.inTransaction) await line.client.query("rollback");
        line.inTransaction = false;
        give(line);
      }
      await wake();
    },
    now: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await side.client.query<Row>(text, values)).rows,
    close: async () => {
      for (const line of [side, ...free, ...lent.keys()]) await line.client.end();
    },
  };
}

function nameOf(statement: pg.QueryConfig): string {
  return statement.name ?? statement.text.trim().replaceAll(/\s+/gu, " ").slice(0, 36);
}
