// What earlier releases left behind (make-release.ts), put in place for a test: a desk's files, a server over the tables of that day, and
// the desk of that day itself.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { systemClock, type Clock } from "../../../electron/workstation/clock.ts";
import type { openWorkstation } from "../../../electron/workstation/workstation.ts";
import { startServer, type RunningServer } from "../../../server/server.ts";
import { dumpSchema, restoreRows } from "../../../server/testing/restore-rows.ts";
import { createTestDatabase } from "../../../server/testing/test-engine.ts";
import { z } from "../../../shared/base/zod.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const fixtures = join(import.meta.dirname, "fixtures");

const factsSchema = z.object({
  release: z.string(),
  madeAt: z.iso.datetime(),
  syncVersion: z.int(),
  userName: z.string(),
  password: z.string(),
  tenant: z.string(),
  outbox: z.array(z.object({ id: z.uuid(), kind: z.string(), recordId: z.uuid(), state: z.string() })),
  records: z.array(z.object({ kind: z.string(), id: z.uuid(), version: z.int() })),
});

export interface Release extends Readonly<z.infer<typeof factsSchema>> {
  readonly folder: string;
  /** A clock that goes on from the hour in which the fixture was made. */
  readonly clock: Clock;
}

/** Every release that has a fixture, oldest first. */
export async function releases(): Promise<readonly Release[]> {
  const names = (await readdir(fixtures)).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return await Promise.all(names.map(releaseIn));
}

async function releaseIn(name: string): Promise<Release> {
  const folder = join(fixtures, name);
  const facts = factsSchema.parse(JSON.parse(await readFile(join(folder, "facts.json"), "utf8")));
  const ahead = Date.parse(facts.madeAt) + 60_000 - Date.now();
  return { ...facts, folder, clock: { ...systemClock, now: () => new Date(Date.now() + ahead) } };
}

export interface Placed<T> {
  readonly it: T;
  readonly remove: () => Promise<void>;
}

/** A copy of the desk's files. */
export async function deskFiles(release: Release): Promise<Placed<string>> {
  const it = await mkdtemp(join(tmpdir(), "amtsstube-yesterday-"));
  await cp(join(release.folder, "desk"), it, { recursive: true });
  return { it, remove: () => rm(it, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Today's server over the tables of that day. */
export async function serverOver(release: Release): Promise<Placed<RunningServer>> {
  const database = await createTestDatabase();
  const contentFolder = await mkdtemp(join(tmpdir(), "amtsstube-content-"));
  const dump = dumpSchema.parse(JSON.parse(gunzipSync(await readFile(join(release.folder, "server.json.gz"))).toString("utf8")));
  await restoreRows(database.url, dump);
  const clock = (): number => release.clock.now().getTime();
  const it = await startServer({ port: 0, host: "127.0.0.1", database: { url: database.url }, contentFolder, clock });
  const remove = async (): Promise<void> => {
    await it.close();
    await database.drop();
    await rm(contentFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { it, remove };
}

export interface DeskOfThatDay {
  readonly openWorkstation: typeof openWorkstation;
  readonly storeWorker: URL;
}

/** The desk as it was released: its own code, today's packages. It lies within the project, where packages are found. */
export async function deskOf(release: Release): Promise<Placed<DeskOfThatDay>> {
  await mkdir(join(root, ".data"), { recursive: true });
  const folder = await mkdtemp(join(root, ".data", "desk-of-"));
  for (const name of ["desk.mjs", "store-worker.mjs"])
    await writeFile(join(folder, name), gunzipSync(await readFile(join(release.folder, `${name}.gz`))));
  // The types are those of today; what a test asks of it, both have.
  const desk = (await import(/* @vite-ignore */ pathToFileURL(join(folder, "desk.mjs")).href)) as Pick<DeskOfThatDay, "openWorkstation">;
  const it = { openWorkstation: desk.openWorkstation, storeWorker: pathToFileURL(join(folder, "store-worker.mjs")) };
  return { it, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
