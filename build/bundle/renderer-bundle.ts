// Bundles the renderer, one bundle for both hosts, with vite, and lays pdf.js's data beside it.
// Must never make anything that the content security policy forbids: no inline script, no data: module.
import { cpSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build, type InlineConfig } from "vite";

/** Folders of pdfjs-dist that the viewer reads at run time, by absolute address below `pdfjs/`. */
export const pdfjsFolders = ["wasm", "cmaps", "standard_fonts", "iccs"] as const;

/** vite's configuration for the page below `root`/renderer. */
export function rendererConfig(root: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, "renderer"),
    base: "./",
    logLevel: "warn",
    clearScreen: false,
    plugins: [react()],
    worker: { format: "es" },
    build: {
      outDir: join(root, "dist", "renderer"),
      emptyOutDir: true,
      target: ["chrome125", "edge125"],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: true,
      chunkSizeWarningLimit: 4000,
    },
  };
}

/** Makes dist/renderer afresh. */
export async function bundleRenderer(root: string): Promise<void> {
  await build(rendererConfig(root));
  for (const folder of pdfjsFolders) {
    cpSync(join(root, "node_modules", "pdfjs-dist", folder), join(root, "dist", "renderer", "pdfjs", folder), { recursive: true });
  }
}
