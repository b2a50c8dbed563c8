// The list of source files that every check must have seen: what git tracks or would track.
// Must never be replaced by a walk of a tool's own, for then nobody would notice a folder that the tool leaves out.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const sourceName = /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs|css)$/u;

/** Paths of all source files below the git repository at `root`, relative, with forward slashes, sorted. Throws where there is no repository. */
export function listSourceFiles(root: string): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const files = new Set(listed.split("\0").filter((file) => sourceName.test(file) && existsSync(join(root, file))));
  return [...files].toSorted();
}

/** Is this a test, which may look into more rooms than the code beside it? */
export function isTest(file: string): boolean {
  return /\.(?:test|spec)\.tsx?$/u.test(file);
}
