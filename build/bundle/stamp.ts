// Remembers from which inputs dist/ was built, so that a warm start builds nothing.
// Must never trust file times: a fresh clone or a changed branch has new times on old bytes.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Names of the parts of the build and the hash of the inputs each was last built from. */
export type Stamp = Readonly<Record<string, string>>;

const isInput = (name: string): boolean => !/\.(?:test\.tsx?|md|tsbuildinfo)$/u.test(name) && name !== "tsconfig.json";

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((item) => {
      if (item.name === "node_modules" || item.name === "samples") return [];
      const path = join(folder, item.name);
      return item.isDirectory() ? filesBelow(path) : item.isFile() && isInput(item.name) ? [path] : [];
    });
}

/** SHA-256 over names and bytes of everything in these folders (tests and prose left out), the lock file and the build's own options. */
export function hashInputs(root: string, folders: readonly string[], options: string): string {
  const hash = createHash("sha256").update(options);
  const lock = join(root, "package-lock.json");
  const files = [...folders.flatMap((folder) => filesBelow(join(root, folder))), ...(existsSync(lock) ? [lock] : [])];
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`\0${file.slice(root.length)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

const stampFile = (root: string): string => join(root, "dist", ".stamp");

/** The stamp of the last build; empty where there is none or it cannot be read. */
export function readStamp(root: string): Stamp {
  try {
    const found: unknown = JSON.parse(readFileSync(stampFile(root), "utf8"));
    if (typeof found !== "object" || found === null) return {};
    return Object.fromEntries(Object.entries(found).map(([part, hash]) => [part, String(hash)]));
  } catch {
    return {};
  }
}

/** Writes the stamp; dist/ must exist. */
export function writeStamp(root: string, stamp: Stamp): void {
  writeFileSync(stampFile(root), `${JSON.stringify(stamp, null, 2)}\n`);
}
