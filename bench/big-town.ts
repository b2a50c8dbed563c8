// A big town for the benches of scale: applications, most of them done, on a server in a process of its own, so that its memory is its own.
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateTown } from "../server/demo/generate-town.ts";
import { demoTenant } from "../server/demo/people.ts";
import { openFolderStore } from "../server/content/folder-store.ts";
import { openDatabase, type Database } from "../server/store/database.ts";
import { sql } from "../server/store/sql.ts";
import { importTown } from "../server/store/seed.ts";
import { spawnServer } from "../server/testing/server-process.ts";
import { newClientFolder } from "./client-folder.ts";

export interface BigTown {
  readonly url: string;
  /** The server's database, beside the server. */
  readonly database: Database;
  /** The most memory the server process has held, in MB; undefined where the system does not say. */
  serverPeak(): number | undefined;
  newFolder(): Promise<string>;
  close(): Promise<void>;
}

/** Records that are generated; a bigger town holds each of them many times, under ids of their own. */
const generated = 10_000;

/** Opens a town of `size` records, applications and the documents and files they became; three applications in a hundred still wait. */
export async function openBigTown(size: number): Promise<BigTown> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-scale-"));
  const none = { invoices: 0, documents: 0, files: 0, tasks: 0, letters: 0 };
  const made = Math.min(size, generated);
  const town = generateTown({ ...none, seed: "scale", now: new Date(), applications: made, openShare: 0.03, forms: "shared" });
  const data = join(folder, "server");
  const database = await openDatabase({ dataFolder: join(data, "database") });
  const noContents = (async function* () {
    yield* await Promise.resolve([]);
  })();
  const records = [...town.records].slice(-made);
  await importTown(database, await openFolderStore(join(data, "content")), { ...town, records, texts: [], contents: noContents });
  await multiply(database, made, size / made);
  const server = await spawnServer(data);
  return {
    url: server.url,
    database,
    serverPeak: () => {
      if (process.platform !== "linux") return undefined;
      const peak = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${String(server.child.pid)}/status`, "utf8"))?.[1];
      return peak === undefined ? undefined : Math.round(Number(peak) / 1024);
    },
    newFolder: () => newClientFolder(folder, database, demoTenant),
    close: async () => {
      await server.end("SIGTERM");
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Holds every record `times` times. */
async function multiply(database: Database, made: number, times: number): Promise<void> {
  for (let round = 1; round < times; round += 1)
    await database.query(sql`with fresh as materialized (
        select r.*, gen_random_uuid() as new_id from office_record r where r.tenant = ${demoTenant} and r.seq <= ${made}::bigint),
      records as (
        insert into office_record (tenant, kind, id, version, seq, record)
        select tenant, kind, new_id, version, seq + ${round * made}::bigint, replace(record::text, id::text, new_id::text)::json from fresh)
      insert into record_scope (tenant, scope, kind, id, seq, is_left, rank)
      select s.tenant, s.scope, s.kind, f.new_id, s.seq + ${round * made}::bigint, false, s.rank
      from record_scope s join fresh f on f.tenant = s.tenant and f.kind = s.kind and f.id = s.id`);
  await database.query(sql`update feed_head set seq = ${made * times}::bigint where tenant = ${demoTenant}`);
  for (const table of ["office_record", "record_scope"]) await database.query({ text: `vacuum analyze ${table}`, values: [] });
}
