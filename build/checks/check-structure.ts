// The structure check as a function: all nets over all files below a folder. Must never pass over a file in silence.
import { checkNames } from "./banned-names.ts";
import type { Breach } from "./breach.ts";
import { checkShape } from "./file-shape.ts";
import { checkDirections } from "./import-directions.ts";
import { readImports } from "./import-graph.ts";
import { readSource } from "./source-text.ts";
import { checkSuppressions } from "./suppressions.ts";

/** What the check found, and how many files and imports it looked at. */
export interface StructureReport {
  readonly breaches: readonly Breach[];
  readonly files: number;
  readonly imports: number;
}

/** Checks these files (relative to `root`, forward slashes). Throws where there is none: a check that saw nothing has checked nothing. */
export async function checkStructure(root: string, files: readonly string[]): Promise<StructureReport> {
  if (files.length === 0) throw new Error("the structure check was given no file");
  const graph = await readImports(root, files);
  const directions = checkDirections(files, graph);
  const texts = files.flatMap((file) => {
    const source = readSource(root, file);
    return [...checkShape(source), ...checkSuppressions(source), ...checkNames(source)];
  });
  return { breaches: [...directions, ...texts], files: files.length, imports: graph.imports.length };
}
