// The places inside a scanner folder and the moves between them: always renames on one volume, never a copy, never an overwrite.
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rmdir, stat, unlink, writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { pipeline } from "node:stream/promises";
import type { OfficeDate } from "../../shared/base/office-date.ts";
import { z } from "../../shared/base/zod.ts";
import { isIgnoredName } from "./ignored-names.ts";
import type { Sighting } from "./quiet-files.ts";

/** Why a file went to `failed/`: a code for programs and a German sentence for the person who finds it there. */
export type FailureReason = { readonly code: string; readonly text: string };

export type FailedFile = FailureReason & { readonly name: string };

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

/** The files that may be documents, by their names as written. Empty files and links are none. */
export async function filesIn(folder: string): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || isIgnoredName(entry.name)) continue;
    const stats = await statIfThere(join(folder, entry.name));
    if (stats && stats.size > 0) found.push({ name: entry.name, size: stats.size, modified: stats.mtimeMs });
  }
  return found;
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

/** Takes a file out of the folder for this program alone; null where another took it first or the system holds it. */
export async function claimFile(folder: string, writtenName: string): Promise<Claim | null> {
  const id = randomUUID();
  const home = join(folder, places.processing, id);
  const name = writtenName.normalize("NFC");
  await mkdir(home, { recursive: true });
  try {
    await rename(join(folder, writtenName), join(home, name));
    return { id, name, path: join(home, name) };
  } catch (error) {
    await rmdir(home).catch(() => undefined);
    if (isGone(error) || hasCode(error, "EBUSY") || hasCode(error, "EPERM") || hasCode(error, "EACCES")) return null;
    throw error;
  }
}

/** Claims that an earlier run left behind; places of claims that were already moved on are cleared away. */
export async function leftClaims(folder: string): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const entry of await readdir(join(folder, places.processing), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const home = join(folder, places.processing, entry.name);
    const [name] = await readdir(home);
    if (name === undefined) await rmdir(home).catch(() => undefined);
    else claims.push({ id: entry.name, name: name.normalize("NFC"), path: join(home, name) });
  }
  return claims;
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

/** Moves a claimed file to `failed/` and writes its reason beside it. */
export async function moveToFailed(
  folder: string,
  claim: Claim,
  reason: FailureReason,
  at: number,
  sha256: string | null,
): Promise<FailedFile> {
  const home = join(folder, places.failed);
  const name = await moveInto(home, claim);
  const report = { code: reason.code, text: reason.text, name: claim.name, sha256, at: new Date(at).toISOString() };
  await writeFile(join(home, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
  return { ...reason, name };
}

const reasonSchema = z.object({ code: z.string(), text: z.string() });

/** What lies in `failed/` with its reasons; a file whose reason is missing or spoilt is listed all the same. */
export async function failedFiles(folder: string): Promise<FailedFile[]> {
  const home = join(folder, places.failed);
  const names = (await readdir(home, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);
  const all = new Set(names);
  const documents = names.filter((name) => !(name.endsWith(".json") && all.has(name.slice(0, -5))) && !isIgnoredName(name));
  return Promise.all(
    documents.map(async (name) => {
      const text = await readFile(join(home, `${name}.json`), "utf8").catch(() => "null");
      const parsed = reasonSchema.safeParse(jsonOrNull(text));
      return { name, ...(parsed.success ? parsed.data : { code: "unknown", text: "Der Grund ist nicht bekannt." }) };
    }),
  );
}

/** How many files lie in `done/<day>/`. */
export async function countDone(folder: string, day: OfficeDate): Promise<number> {
  const entries = await readdir(join(folder, places.done, day)).catch(() => []);
  return entries.length;
}

async function moveInto(target: string, claim: Claim): Promise<string> {
  await mkdir(target, { recursive: true });
  const { name: stem, ext } = parse(claim.name);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? claim.name : `${stem} (${count})${ext}`;
    const path = join(target, name);
    try {
      // A rename would overwrite silently, so the name is taken first by a file that only one can create.
      await (await open(path, "wx")).close();
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
    await rmdir(join(claim.path, "..")).catch(() => undefined);
    return name;
  }
}

/** Whether an error says that a file or folder is not there. */
export function isGone(error: unknown): boolean {
  return hasCode(error, "ENOENT");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
