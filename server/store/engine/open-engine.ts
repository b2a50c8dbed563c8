// The embedded database as one call: whoever opens it first starts it, the last one to close it stops it.
// Must never touch a data folder of another major version.
import { rm } from "node:fs/promises";
import pg from "pg";
import { engineAccount } from "./engine-account.ts";
import { engineBinaries } from "./engine-binaries.ts";
import { engineHome, enter, leave, withEngineLock } from "./engine-home.ts";
import { checkVersion, engineUrl, findRunning, initialise, start, stop } from "./engine-process.ts";

export interface Engine {
  /** How a client reaches a database of this engine; without a name, the program's own. */
  readonly url: (database?: string) => string;
  readonly close: () => Promise<void>;
}

export interface EngineOptions {
  readonly dataFolder: string;
  /** Off for tests only: skips fsync. */
  readonly durable?: boolean;
  /** For tests: leave the engine running for the next process; `stopEngine` ends it. */
  readonly keepRunning?: boolean;
}

const databaseName = "amtsstube";

/** Opens the engine of a data folder: adopts the one that runs there, else starts it (and makes it, the first time). */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const account = engineAccount();
  const home = engineHome(options.dataFolder, account);
  const { port, note } = await withEngineLock(home, async () => {
    const binaries = await engineBinaries(home.folder, account);
    checkVersion(home, binaries);
    initialise(home, binaries, account);
    const running = (await findRunning(home)) ?? (await start(home, binaries, account, options.durable ?? true));
    await ensureDatabase(engineUrl(home, running.port, "postgres"));
    return { port: running.port, note: enter(home) };
  });
  let closed = false;
  return {
    url: (database = databaseName) => engineUrl(home, port, database),
    close: async () => {
      if (closed) return;
      closed = true;
      await withEngineLock(home, async () => {
        const last = leave(home, note);
        const running = last && options.keepRunning !== true ? await findRunning(home) : undefined;
        if (running !== undefined) await stop(home, await engineBinaries(home.folder, account), running.pid);
      });
    },
  };
}

/** Stops the engine of a data folder whoever uses it; with `remove`, its data is gone afterwards. */
export async function stopEngine(dataFolder: string, remove = false): Promise<void> {
  const account = engineAccount();
  const home = engineHome(dataFolder, account);
  await withEngineLock(home, async () => {
    const running = await findRunning(home);
    if (running !== undefined) await stop(home, await engineBinaries(home.folder, account), running.pid);
    if (remove) await rm(home.data, { recursive: true, force: true });
  });
  if (remove) {
    await rm(home.folder, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}
