// Builds dist/ from the sources, part by part, and leaves out a part whose inputs have not changed.
// Must never leave a stamp for a part that was not built to its end.
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { bundleEntries, bundleInputs, rendererPage, workerAssets } from "./entries.ts";
import { bundleNode } from "./node-bundles.ts";
import { bundleRenderer } from "./renderer-bundle.ts";
import { hashInputs, readStamp, writeStamp } from "./stamp.ts";

/** How to build: `strict` makes a missing entry an error, `force` builds what is up to date too, `say` is told each step. */
export interface BuildRequest {
  readonly root: string;
  readonly strict?: boolean;
  readonly force?: boolean;
  readonly say?: (line: string) => void;
}

/** What a build did: which parts were built, which were up to date, and which sources do not exist. */
export interface BuildOutcome {
  readonly built: readonly string[];
  readonly upToDate: readonly string[];
  readonly missing: readonly string[];
}

interface Part {
  readonly name: string;
  readonly folders: readonly string[];
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
  readonly make: (sources: ReadonlySet<string>) => Promise<void>;
}

function partsOf(root: string): readonly Part[] {
  return [
    {
      name: "renderer",
      folders: bundleInputs.renderer,
      sources: [rendererPage.source],
      outputs: [rendererPage.output],
      make: async () => {
        await bundleRenderer(root);
      },
    },
    {
      name: "node",
      folders: bundleInputs.node,
      sources: bundleEntries.map((entry) => entry.source),
      outputs: [...bundleEntries, ...workerAssets].map(({ output }) => output),
      make: async (sources) => {
        await Promise.all(bundleEntries.filter((entry) => sources.has(entry.source)).map((entry) => bundleNode(root, entry)));
        for (const { source, output } of workerAssets) cpSync(join(root, source), join(root, output));
      },
    },
  ];
}

/** Builds what is not up to date. Rejects where a source does not compile, or (strict) where an entry is missing. */
export async function buildAll(request: BuildRequest): Promise<BuildOutcome> {
  const { root, strict = false, force = false, say = () => undefined } = request;
  const parts = partsOf(root);
  const missing = parts.flatMap((part) => part.sources).filter((source) => !existsSync(join(root, source)));
  for (const source of missing) say(`no ${source} yet: its bundle is left out`);
  if (strict && missing.length > 0) throw new Error(`entries are missing: ${missing.join(", ")}`);

  mkdirSync(join(root, "dist"), { recursive: true });
  const built: string[] = [];
  const upToDate: string[] = [];
  for (const part of parts) {
    const sources = new Set(part.sources.filter((source) => !missing.includes(source)));
    if (sources.size === 0) continue;
    const hash = hashInputs(root, part.folders, part.name);
    const complete = part.outputs.every((output, index) => missing.includes(part.sources[index] ?? "") || existsSync(join(root, output)));
    if (!force && complete && readStamp(root)[part.name] === hash) {
      upToDate.push(part.name);
      continue;
    }
    say(`building ${part.name} …`);
    await part.make(sources);
    writeStamp(root, { ...readStamp(root), [part.name]: hash });
    built.push(part.name);
  }
  return { built, upToDate, missing };
}
