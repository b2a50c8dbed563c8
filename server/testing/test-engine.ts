// A fresh database for a test: one PostgreSQL for a whole run, one database a test. DATABASE_URL takes another server instead.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openEngine, stopEngine } from "../store/engine/open-engine.ts";

/** Names the folder of the engine that a test run shares; set by global-setup.ts. */
const engineVariable = "AMTSSTUBE_TEST_ENGINE";

export interface TestDatabase {
  readonly url: string;
  /** Copies the database as it is now; nobody may be connected. A later copy replaces it. */
  readonly backUp: () => Promise<void>;
  /** Puts the copy in the database's place; nobody may be connected. */
  readonly restore: () => Promise<void>;
  /** Throws the database away, whoever is still connected. */
  readonly drop: () => Promise<void>;
}

/** A folder in the system's temporary one that the engine's account can enter too. */
export function engineTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "amtsstube-engine-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** Makes an empty database. Without a shared engine it gets one of its own, which ends with it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const external = process.env["DATABASE_URL"];
  if (external !== undefined) return await createWithin(external, () => Promise.resolve());
  const shared = process.env[engineVariable];
  const folder = shared ?? engineTestFolder();
  const engine = await openEngine({ dataFolder: join(folder, "data"), durable: false, keepRunning: shared !== undefined });
  return await createWithin(engine.url("postgres"), async () => {
    await engine.close();
    if (shared === undefined) await stopEngine(folder, true);
  });
}

async function createWithin(adminUrl: string, end: () => Promise<void>): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    backUp: async () => {
      await run(`drop database if exists ${name}_copy with (force)`);
      await run(`create database ${name}_copy template ${name}`);
    },
    restore: async () => {
      await run(`drop database ${name} with (force)`);
      await run(`create database ${name} template ${name}_copy`);
    },
    drop: async () => {
      await run(`drop database if exists ${name}_copy with (force)`);
      await run(`drop database if exists ${name} with (force)`);
      await end();
    },
  };
}

/** Names the folder where the run's engine will be started by whichever test needs it first. */
export function shareTestEngine(): string {
  const folder = engineTestFolder();
  process.env[engineVariable] = folder;
  return folder;
}
