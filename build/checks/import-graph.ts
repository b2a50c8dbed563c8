// Who imports whom, read by dependency-cruiser from the real files.
// Must never decide whether an import is right, and never report fewer files than it was asked for.
import { cruise, type ICruiseResult } from "dependency-cruiser";

/** One import: of another file of the house, of a package, of a Node module, or of nothing that exists. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly kind: "file" | "package" | "node" | "nothing";
}

/** All files that were read, and all their imports. */
export interface ImportGraph {
  readonly files: ReadonlySet<string>;
  readonly imports: readonly Import[];
}

const isResult = (output: ICruiseResult | string): output is ICruiseResult => typeof output !== "string";

/** Reads the imports of all these files; type-only imports count like any other. */
export async function readImports(root: string, files: readonly string[]): Promise<ImportGraph> {
  const scripts = files.filter((file) => !file.endsWith(".css"));
  if (scripts.length === 0) return { files: new Set(), imports: [] };
  const tops = [...new Set(scripts.map((file) => file.split("/")[0] ?? file))];
  const { output } = await cruise(
    tops,
    { baseDir: root, doNotFollow: { path: "node_modules" }, exclude: { path: "^(?:dist|release)/" }, tsPreCompilationDeps: true },
    {
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".cjs", ".js", ".css", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  );
  if (!isResult(output)) throw new Error("dependency-cruiser answered with text instead of a graph");
  const imports = output.modules.flatMap((module) =>
    module.dependencies.map((dependency): Import => {
      const { dependencyTypes, resolved } = dependency;
      const inPackage = dependencyTypes.some((type) => type.startsWith("npm")) || resolved.includes("node_modules/");
      if (inPackage) return { from: module.source, to: dependency.module, kind: "package" };
      if (dependency.coreModule) return { from: module.source, to: dependency.module, kind: "node" };
      if (dependency.couldNotResolve) return { from: module.source, to: dependency.module, kind: "nothing" };
      return { from: module.source, to: resolved, kind: "file" };
    }),
  );
  return { files: new Set(output.modules.map((module) => module.source)), imports };
}
