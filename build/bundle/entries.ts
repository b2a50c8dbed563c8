// What the build makes out of what: one line a bundle. Must never hold more than this table; how a bundle is made is written elsewhere.

/** Where a bundle runs: `main` and `preload` inside Electron as CommonJS, `node` anywhere as an ES module. */
export type BundleKind = "main" | "preload" | "node";

/** One bundle made by esbuild; both paths are relative to the repository and use forward slashes. */
export interface BundleEntry {
  readonly source: string;
  readonly output: string;
  readonly kind: BundleKind;
}

/** The page of both hosts; its bundle is made by vite. */
export const rendererPage = { source: "renderer/index.html", output: "dist/renderer/index.html" } as const;

/** Every bundle besides the renderer. */
export const bundleEntries: readonly BundleEntry[] = [
  { source: "electron/shell/main.ts", output: "dist/shell/main.cjs", kind: "main" },
  { source: "electron/shell/preload.ts", output: "dist/shell/preload.cjs", kind: "preload" },
  { source: "electron/loopback/main.ts", output: "dist/loopback/main.mjs", kind: "node" },
  { source: "electron/workstation/store/store-worker.ts", output: "dist/workers/store-worker.mjs", kind: "node" },
  { source: "scanner-inbox/read/read-worker.ts", output: "dist/workers/read-worker.mjs", kind: "node" },
  { source: "scanner-inbox/ocr/ocr-worker.ts", output: "dist/workers/ocr-worker.mjs", kind: "node" },
  { source: "scanner-inbox/separate/look-worker.ts", output: "dist/workers/look-worker.mjs", kind: "node" },
  { source: "server/cli/serve.ts", output: "dist/server/serve.mjs", kind: "node" },
];

/**
 * Files that workers read at run time, laid beside their bundles: what draws PDFs, what reads codes, what text recognition knows of German, and the
 * font of payment order sheets (Liberation Sans, SIL Open Font License).
 */
export const workerAssets = [
  { source: "node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf", output: "dist/workers/LiberationSans-Regular.ttf" },
  { source: "node_modules/pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf", output: "dist/workers/LiberationSans-Bold.ttf" },
  { source: "node_modules/@hyzyla/pdfium/dist/pdfium.wasm", output: "dist/workers/pdfium.wasm" },
  { source: "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm", output: "dist/workers/zxing_reader.wasm" },
  { source: "node_modules/tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm", output: "dist/workers/tesseract.wasm" },
  { source: "node_modules/@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz", output: "dist/workers/deu.traineddata.gz" },
] as const;

/** Folders whose files, besides the lock file, decide what the bundles contain. */
export const bundleInputs = {
  renderer: ["renderer", "shared", "build/bundle"],
  node: ["electron", "scanner-inbox", "server", "shared", "build/bundle"],
} as const;
