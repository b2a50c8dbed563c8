// The places inside a scanner folder and the moves between them: always renames on one volume, never a copy, never an overwrite.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import type { OfficeDate } from "../../shared/base/office-date.ts";
import { z } from "../../shared/base/zod.ts";
import { isSystemName, isTemporaryName } from "./ignored-names.ts";
import type { Sighting } from "./quiet-files.ts";

/** Why a file went to `failed/`: a code for programs and a German sentence for the person who finds it there. */
export type FailureReason = { readonly code: string; readonly text: string };

export type FailedFile = FailureReason & {
  readonly name: string;
  readonly path: string;
  /** Its entry in the journal of the desk that put it aside; null where nobody wrote it down. */
  readonly id: string | null;
  readonly size: number;
  /** When it was put aside, in milliseconds since 1970. */
  readonly at: number;
};

/** A file in this desk's hands. */
export type Claim = {
  readonly id: string;
  /** Name in Unicode form NFC, whatever form the scanner wrote. */
  readonly name: string;
  readonly path: string;
};

export const places = { processing: "processing", done: "done", failed: "failed" } as const;

/** Makes the folder and its places where they are missing. */
export async function makePlaces(folder: string): Promise<void> {
  for (const place of Object.values(places)) await mkdir(join(folder, place), { recursive: true });
}

export type FolderContent = {
  /** What may be documents, by their names as written, below the folder. */
  readonly files: readonly Sighting[];
  /** What somebody may wonder about: empty files, and such whose names say that they are still being written. */
  readonly ignored: readonly { readonly name: string; readonly size: number; readonly why: "empty" | "temporary" }[];
};

/** What lies in the folder; with `nested` in its own folders too. Links are nothing. */
export async function contentOf(folder: string, nested: boolean): Promise<FolderContent> {
  const files: Sighting[] = [];
  const ignored: FolderContent["ignored"][number][] = [];
  for (const entry of await entriesOf(folder, nested)) {
    if (!entry.isFile() || isSystemName(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const stats = await statIfThere(path);
    if (!stats) continue;
    const name = relative(folder, path);
    if (isTemporaryName(entry.name)) ignored.push({ name, size: stats.size, why: "temporary" });
    else if (stats.size === 0) ignored.push({ name, size: 0, why: "empty" });
    else files.push({ name, size: stats.size, modified: stats.mtimeMs });
  }
  return { files, ignored };
}

async function entriesOf(folder: string, nested: boolean) {
  const entries = await readdir(folder, { withFileTypes: true });
  if (!nested) return entries;
  const own: readonly string[] = Object.values(places);
  const inner = entries.filter((entry) => entry.isDirectory() && !own.includes(entry.name) && !isSystemName(entry.name));
  const below = await Promise.all(inner.map((entry) => readdir(join(folder, entry.name), { withFileTypes: true, recursive: true })));
  return [...entries, ...below.flat()];
}

/** A file's size and time of change, or null where it is gone. */
export async function statIfThere(path: string): Promise<{ readonly size: number; readonly mtimeMs: number } | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Whether someone else holds the file so that it cannot be opened for writing. Only some systems (Windows, some shares) tell. */
export async function isHeld(path: string): Promise<boolean> {
  try {
    await (await open(path, "r+")).close();
    return false;
  } catch (error) {
    return hasCode(error, "EBUSY") || hasCode(error, "ETXTBSY");
  }
}

/** SHA-256 of a file, read in pieces. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Moves a claimed file to `done/<day>/` and says under which name. */
export async function moveToDone(folder: string, claim: Claim, day: OfficeDate): Promise<string> {
  return moveInto(join(folder, places.done, day), claim);
}

/** Deletes a claimed file that was sealed: what is sealed must not lie beside it in the clear. */
export async function deleteClaimed({ path }: Claim): Promise<void> {
  await rm(path, { force: true });
  await rmdir(dirname(path)).catch(() => undefined);
}

/** Moves a claimed file to `failed/` and writes its reason beside it. */
export async function moveToFailed(folder: string, claim: Claim, reason: FailureReason, at: number, sha256: string | null): Promise<void> {
  const home = join(folder, places.failed);
  const name = await moveInto(home, claim);
  const { code, text } = reason;
  const report = { code, text, name: claim.name, id: claim.id, sha256, at: new Date(at).toISOString() };
  await writeFile(join(home, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
}

const reportSchema = z.object({ code: z.string(), text: z.string(), name: z.string(), id: z.string().optional(), at: z.iso.datetime() });

/** What lies in `failed/` with its reasons; a file whose reason is missing or spoilt is listed all the same. */
export async function failedFiles(folder: string): Promise<FailedFile[]> {
  const home = join(folder, places.failed);
  const names = (await readdir(home, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);
  const all = new Set(names);
  const documents = names.filter(
    (name) => !(name.endsWith(".json") && all.has(name.slice(0, -5))) && !isSystemName(name) && !isTemporaryName(name),
  );
  const found = await Promise.all(
    documents.map(async (name) => {
      const [report, stats] = [await reportOf(home, name), await statIfThere(join(home, name))];
      if (stats === null) return [];
      const { code = "unknown", text = "Der Grund ist nicht bekannt.", id = null, at } = report ?? {};
      return [{ name, path: join(home, name), code, text, id, size: stats.size, at: at === undefined ? stats.mtimeMs : Date.parse(at) }];
    }),
  );
  return found.flat();
}

async function reportOf(home: string, name: string): Promise<z.infer<typeof reportSchema> | undefined> {
  const text = await readFile(join(home, `${name}.json`), "utf8").catch(() => "null");
  return reportSchema.safeParse(jsonOrNull(text)).data;
}

/** Takes a failed file out of `failed/` into the place of a claim; false where it is not there any more. */
export async function takeBackFailed(folder: string, name: string, home: string): Promise<boolean> {
  const failed = join(folder, places.failed);
  const original = basename((await reportOf(failed, name))?.name ?? name);
  await mkdir(home, { recursive: true });
  try {
    await rename(join(failed, name), join(home, original));
  } catch (error) {
    await rmdir(home).catch(() => undefined);
    if (isGone(error)) return false;
    throw error;
  }
  await unlink(join(failed, `${name}.json`)).catch(() => undefined);
  return true;
}

/** Clears away reasons whose file a crash left in other hands. */
export async function clearReports(folder: string): Promise<void> {
  const home = join(folder, places.failed);
  const names = new Set(await readdir(home));
  for (const name of names) {
    const about = name.slice(0, -5);
    if (name.endsWith(".json") && !names.has(about) && (await reportOf(home, about)) !== undefined) await unlink(join(home, name));
  }
}

/** In the place of a claim: which name its file is about to take. */
const aim = ".to";

/** What lies in the place of a claim. A name that was taken for it when a crash came is given back; only this claim ever wrote to it. */
export async function fileInHome(home: string): Promise<string | null> {
  const names = await readdir(home);
  if (names.includes(aim)) {
    const target = await readFile(join(home, aim), "utf8");
    if (target !== "" && (await statIfThere(target))?.size === 0) await unlink(target);
    await unlink(join(home, aim));
  }
  return names.find((name) => name !== aim) ?? null;
}

async function moveInto(target: string, claim: Claim): Promise<string> {
  const home = dirname(claim.path);
  const { name: stem, ext } = parse(claim.name);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? claim.name : `${stem} (${count})${ext}`;
    const path = join(target, name);
    await writeFile(join(home, aim), path);
    try {
      // A rename would overwrite silently, so the name is taken first by a file that only one can create.
      await (await openNew(path)).close();
    } catch (error) {
      if (hasCode(error, "EEXIST")) continue;
      throw error;
    }
    try {
      await rename(claim.path, path);
    } catch (error) {
      await unlink(path).catch(() => undefined);
      throw error;
    }
    await unlink(join(home, aim)).catch(() => undefined);
    await rmdir(home).catch(() => undefined);
    return name;
  }
}

/** The day's folder is made with its first file, not asked for with each. */
async function openNew(path: string): ReturnType<typeof open> {
  try {
    return await open(path, "wx");
  } catch (error) {
    if (!isGone(error)) throw error;
    await mkdir(dirname(path), { recursive: true });
    return open(path, "wx");
  }
}

/** Whether a file that left the folder lies where another desk put it: its size and its time of change stay with it. */
export async function liesElsewhere(folder: string, file: Sighting, days: readonly OfficeDate[]): Promise<boolean> {
  const { name: stem } = parse(basename(file.name).normalize("NFC"));
  const claims = await namesIn(join(folder, places.processing));
  const homes = [
    ...claims.map((claim) => join(folder, places.processing, claim)),
    ...days.map((day) => join(folder, places.done, day)),
    join(folder, places.failed),
  ];
  for (const home of homes) {
    for (const name of await namesIn(home)) {
      if (!name.normalize("NFC").startsWith(stem)) continue;
      const stats = await statIfThere(join(home, name));
      if (stats?.size === file.size && stats.mtimeMs === file.modified) return true;
    }
  }
  return false;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Whether an error says that a file or folder is not there. */
export function isGone(error: unknown): boolean {
  return hasCode(error, "ENOENT");
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
