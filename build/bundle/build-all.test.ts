// The build's tests: a tiny house in a temporary folder is built for real, and what comes out is run.
// Must never build the real tree.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildAll } from "./build-all.ts";

const repository = join(import.meta.dirname, "..", "..");
let root = "";

const house: Readonly<Record<string, string>> = {
  "package-lock.json": "{}",
  "renderer/index.html": '<!doctype html><title>t</title><div id="root"></div><script type="module" src="./start.ts"></script>',
  "renderer/start.ts": 'import url from "./worker.ts?worker&url"; document.title = url;',
  "renderer/worker.ts": 'self.postMessage("from the worker");',
  "electron/shell/main.ts": "console.log(import.meta.url, import.meta.dirname);",
  "electron/shell/preload.ts": 'import { contextBridge } from "electron"; contextBridge.exposeInMainWorld("wire", {});',
  "electron/loopback/main.ts": 'import { greeting } from "../workstation/greeting.ts"; console.log(greeting);',
  "electron/workstation/greeting.ts": 'import { z } from "zod"; export const greeting: string = z.string().parse("grüß");',
  "electron/workstation/store/store-worker.ts": 'import Database from "better-sqlite3"; console.log(typeof Database);',
  "scanner-inbox/read/read-worker.ts": 'import { createCanvas } from "@napi-rs/canvas"; console.log(typeof createCanvas);',
  "scanner-inbox/ocr/ocr-worker.ts":
    'import openCore from "tesseract.js-core/tesseract-core-relaxedsimd-lstm.js"; console.log(typeof openCore);',
  "scanner-inbox/separate/look-worker.ts": 'import { readBarcodes } from "zxing-wasm/reader"; console.log(typeof readBarcodes);',
  "server/cli/serve.ts": 'import { Client } from "pg"; import { pino } from "pino"; console.log(typeof Client, typeof pino);',
};

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(output: string): string {
  const ended = spawnSync(process.execPath, [join(root, output)], { encoding: "utf8" });
  expect(ended.stderr).toBe("");
  return ended.stdout.trim();
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "build ü "));
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  for (const [path, text] of Object.entries(house)) write(path, text);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

test("builds every bundle, and each runs", async () => {
  const outcome = await buildAll({ root, strict: true });
  expect(outcome).toEqual({ built: ["renderer", "node"], upToDate: [], missing: [] });
  expect(run("dist/shell/main.cjs")).toMatch(/^file:.*dist\/shell\/main\.cjs .*shell$/u);
  expect(run("dist/loopback/main.mjs")).toBe("grüß");
  expect(run("dist/workers/store-worker.mjs")).toBe("function");
  expect(run("dist/workers/read-worker.mjs")).toBe("function");
  expect(run("dist/workers/ocr-worker.mjs")).toBe("function");
  expect(run("dist/workers/look-worker.mjs")).toBe("function");
  expect(run("dist/server/serve.mjs")).toBe("function function");
  const preload = readFileSync(join(root, "dist/shell/preload.cjs"), "utf8");
  expect([...preload.matchAll(/require\("(?<name>[^"]+)"\)/gu)].map((match) => match.groups?.["name"])).toEqual(["electron"]);
  const page = readFileSync(join(root, "dist/renderer/index.html"), "utf8");
  expect(page).toMatch(/src="\.\/assets\//u);
  expect(page).not.toMatch(/<script(?![^>]*src=)/u);
  for (const folder of ["wasm", "cmaps", "standard_fonts", "iccs"])
    expect(existsSync(join(root, "dist/renderer/pdfjs", folder))).toBe(true);
  for (const file of ["pdfium.wasm", "zxing_reader.wasm", "tesseract.wasm", "deu.traineddata.gz"])
    expect(existsSync(join(root, "dist/workers", file))).toBe(true);
});

test("builds nothing twice, and again just the part whose source or output changed", async () => {
  await buildAll({ root });
  expect((await buildAll({ root })).upToDate).toEqual(["renderer", "node"]);
  write("server/cli/serve.test.ts", "a test is no input");
  expect((await buildAll({ root })).built).toEqual([]);
  write("server/cli/serve.ts", "console.log(2);");
  expect((await buildAll({ root })).built).toEqual(["node"]);
  rmSync(join(root, "dist/renderer/index.html"));
  expect((await buildAll({ root })).built).toEqual(["renderer"]);
  expect((await buildAll({ root, force: true })).built).toEqual(["renderer", "node"]);
});

test("names a missing entry, and refuses it when strict", async () => {
  rmSync(join(root, "server/cli/serve.ts"));
  expect(await buildAll({ root })).toMatchObject({ missing: ["server/cli/serve.ts"] });
  await expect(buildAll({ root, strict: true })).rejects.toThrow("server/cli/serve.ts");
});

test("refuses a preload that requires a Node module, and leaves no stamp behind", async () => {
  write("electron/shell/preload.ts", 'import { readFileSync } from "node:fs"; console.log(readFileSync);');
  await expect(buildAll({ root })).rejects.toThrow(/node:fs/u);
  write("electron/shell/preload.ts", "");
  expect((await buildAll({ root })).built).toEqual(["node"]);
});
