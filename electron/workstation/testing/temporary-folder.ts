// A folder for one test, with a blank and an umlaut in its path. Must never be part of the program.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "desk ü "));
}

export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
