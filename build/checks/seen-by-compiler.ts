// Which files the compiler has really read, by its own build records. Must never take a project's word for what it includes.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);

function fileNamesIn(buildRecord: string): readonly string[] {
  const record: unknown = JSON.parse(readFileSync(buildRecord, "utf8"));
  return typeof record === "object" && record !== null && "fileNames" in record ? strings(record.fileNames) : [];
}

/** Paths, relative to `root` with forward slashes, of all files that the projects with a record in `folder` have read. */
export function filesSeen(root: string, folder: string): ReadonlySet<string> {
  const records = readdirSync(folder).filter((name) => name.endsWith(".tsbuildinfo"));
  const seen = records.flatMap((name) => fileNamesIn(join(folder, name)).map((file) => relative(root, resolve(folder, file))));
  return new Set(seen.map((file) => file.split(sep).join("/")));
}

/**
 * The sources that a compiler must have read and has not. Style sheets and plain .js and .cjs are none of its business;
 * of an .mjs with its declaration beside it, the compiler reads the declaration.
 */
export function unseenSources(files: readonly string[], seen: ReadonlySet<string>): readonly string[] {
  const known = (file: string): boolean => seen.has(file) || seen.has(file.replace(/\.mjs$/u, ".d.mts"));
  return files.filter((file) => !/\.(?:css|c?js)$/u.test(file) && !known(file));
}
