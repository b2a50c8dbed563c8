// Net 2: holds every import to the directions of the rooms. Must never let a file pass that is in no room or that nobody read.
import type { Breach } from "./breach.ts";
import type { Import, ImportGraph } from "./import-graph.ts";
import { nodeModuleRefusal, packageRefusal } from "./package-rules.ts";
import { addressOf, mayImport } from "./rooms.ts";
import { isTest } from "./source-files.ts";

function refusalOf(edge: Import): string | undefined {
  if (edge.kind === "package") return packageRefusal(edge.from, edge.to);
  if (edge.kind === "node") return nodeModuleRefusal(edge.from, edge.to);
  if (edge.kind === "nothing") return `imports ${edge.to}, which does not exist`;
  if (edge.to.startsWith("dist/")) return `imports ${edge.to}, which is built`;
  if (isTest(edge.to)) return `imports the test ${edge.to}`;
  const from = addressOf(edge.from);
  const to = addressOf(edge.to);
  if (from === undefined || to === undefined || mayImport(from, to, isTest(edge.from))) return undefined;
  return `${from.name} may not import ${to.name} (${edge.to})`;
}

/** Every file of `files` that is in no room or was not read, and every import of the graph that goes the wrong way. */
export function checkDirections(files: readonly string[], graph: ImportGraph): readonly Breach[] {
  const homeless = files
    .filter((file) => addressOf(file) === undefined)
    .map((file): Breach => ({ rule: "room", file, line: 0, message: "stands in no room of the house" }));
  const unseen = files
    .filter((file) => !file.endsWith(".css") && !graph.files.has(file))
    .map((file): Breach => ({ rule: "seen", file, line: 0, message: "was not read by the structure check" }));
  const wrong = graph.imports.flatMap((edge): readonly Breach[] => {
    const message = refusalOf(edge);
    return message === undefined ? [] : [{ rule: "direction", file: edge.from, line: 0, message }];
  });
  return [...homeless, ...unseen, ...wrong];
}
