// What all seeds of a process stand on: one database with the town in it once, copied into a tenant of its own for each seed.
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverKeys } from "../../../server/auth/server-identity.ts";
import { openFolderStore } from "../../../server/content/folder-store.ts";
import { openDatabase } from "../../../server/store/database.ts";
import { importTown } from "../../../server/store/seed.ts";
import { createTestDatabase } from "../../../server/testing/test-engine.ts";
import { watchProcess, type Quiet } from "./quiet.ts";
import { openTownDatabase, type TownDatabase } from "./town-database.ts";
import { baseTenant, startOfTown, townData } from "./town-data.ts";

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Ground {
  readonly database: TownDatabase;
  readonly quiet: Quiet;
  /** By which the servers of the town prove themselves. */
  readonly serverKeys: readonly string[];
  /** A folder of its own on the fastest disk there is. */
  readonly folder: string;
  /** Makes the tenant and its content folder as the town begins; what an earlier run left of it goes. */
  begin(tenant: string, epoch: string): Promise<{ readonly folder: string; readonly contentFolder: string }>;
  /** Keeps the tenant as it is now, as a backup does. */
  backUp(tenant: string): Promise<void>;
  /** Puts the tenant back to its backup; false where there is none. */
  restore(tenant: string): Promise<boolean>;
  /** Throws away what a run left behind. */
  end(tenant: string): Promise<void>;
  close(): Promise<void>;
}

const fastDisk = "/dev/shm";
/** Rows of past seeds are swept out now and then, not one by one. */
const sweepEvery = 200;

/** Opens the database and loads the town once. */
export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(existsSync(fastDisk) ? fastDisk : tmpdir(), "amtsstube-fuzz-"));
  const test = await createTestDatabase();
  const baseContent = join(folder, "base-content");
  const real = await openDatabase({ url: test.url });
  const now = new Date(startOfTown).toISOString();
  const cost = { memoryKiB: 64, passes: 1 };
  await importTown(real, await openFolderStore(baseContent), townData(), { now, passwordCost: cost, recoveryKeyBits: 1024 });
  await real.query({
    text: "insert into database_life (epoch, token_secret) values ('none', '\\x0102030405060708091011121314151617181920212223242526272829303132')",
    values: [],
  });
  const identity = await serverKeys(real, now);
  await real.close();
  const database = await openTownDatabase(test.url);
  const tables = await tablesOf(database);
  for (const schema of ["kept", "base"]) {
    await database.now(`create schema ${schema}`);
    for (const { name } of tables) await database.now(`create table ${schema}.${name} (like public.${name})`);
  }
  // Servers also do work that knows no tenant: beside the one that runs now there must be nobody's.
  await database.now(tables.map((table) => copy(table, "public", "base", baseTenant)).join("; "));
  await database.now(tables.map(({ name }) => `delete from public.${name}`).join("; "));
  const quiet = watchProcess();
  const empty = (schema: string, tenant: string): Promise<unknown> =>
    database.now(tables.map(({ name }) => `delete from ${schema}.${name} where tenant = '${tenant}'`).join("; "));
  let begun = 0;

  return {
    database,
    quiet,
    serverKeys: [identity.publicKey, ...identity.next],
    folder,
    begin: async (tenant, epoch) => {
      begun += 1;
      for (const schema of ["public", "kept"]) await database.now(tables.map(({ name }) => `delete from ${schema}.${name}`).join("; "));
      if (begun % sweepEvery === 0) await sweep(database, tables);
      await database.now(tables.map((table) => copyBase(table, tenant)).join("; "));
      await database.now("update database_life set epoch = $1", [epoch]);
      const own = join(folder, tenant);
      const contentFolder = join(own, "content");
      await mkdir(own, { recursive: true });
      await cp(join(baseContent, tenantFolder(baseTenant)), join(contentFolder, tenantFolder(tenant)), { recursive: true });
      return { folder: own, contentFolder };
    },
    backUp: async (tenant) => {
      await empty("kept", tenant);
      await database.now(tables.map((table) => copy(table, "public", "kept", tenant)).join("; "));
    },
    restore: async (tenant) => {
      const kept = await database.now("select from kept.tenant where tenant = $1", [tenant]);
      if (kept.length === 0) return false;
      await empty("public", tenant);
      await database.now(tables.map((table) => copy(table, "kept", "public", tenant)).join("; "));
      return true;
    },
    end: async (tenant) => {
      await rm(join(folder, tenant), { recursive: true, force: true, maxRetries: 5 });
    },
    close: async () => {
      quiet.close();
      await database.close();
      await test.drop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function tablesOf(database: TownDatabase): Promise<readonly Table[]> {
  const rows = await database.now<{ table_name: string; columns: string[] }>(
    `select table_name::text, array_agg(column_name::text order by ordinal_position) as columns from information_schema.columns
      where table_schema = 'public' and is_generated = 'NEVER' group by table_name having bool_or(column_name = 'tenant') order by table_name`,
  );
  return rows.map((row) => ({ name: row.table_name, columns: row.columns }));
}

function copyBase({ name, columns }: Table, tenant: string): string {
  const values = columns.map((column) => {
    if (column === "tenant") return `'${tenant}'`;
    return column === "directory" ? `replace(directory::text, '"tenant":"${baseTenant}"', '"tenant":"${tenant}"')::json` : column;
  });
  return `insert into public.${name} (${columns.join(", ")}) select ${values.join(", ")} from base.${name}`;
}

function copy({ name, columns }: Table, from: string, to: string, tenant: string): string {
  const list = columns.join(", ");
  return `insert into ${to}.${name} (${list}) select ${list} from ${from}.${name} where tenant = '${tenant}'`;
}

async function sweep(database: TownDatabase, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    await database.now(`truncate kept.${name}`);
    await database.now(`vacuum public.${name}`);
  }
}

/** As the folder store names it. */
function tenantFolder(tenant: string): string {
  return createHash("sha256").update(tenant).digest("hex").slice(0, 16);
}
