// What the look inside a package must notice, on made-up lists of files; the real package is made and inspected by package:check.
import { describe, expect, test } from "vitest";
import { packagingConfig, type PackedPlatform } from "./packaging.ts";
import { problemsOfFiles } from "./packed-program.ts";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const program = { sqliteFile: "linux-x64.node", argon2Package: "@node-rs/argon2-linux-x64-gnu" };

const good = [
  "package.json",
  "LICENSE",
  "dist/shell/main.cjs",
  "dist/shell/preload.cjs",
  "dist/renderer/index.html",
  "dist/renderer/assets/index-1.js",
  "dist/renderer/pdfjs/wasm/openjpeg.wasm",
  "dist/renderer/pdfjs/cmaps/UniJIS-UTF16-H.bcmap",
  "dist/renderer/pdfjs/standard_fonts/LiberationSans-Regular.ttf",
  "dist/workers/store-worker.mjs",
  "dist/workers/read-worker.mjs",
  "dist/workers/ocr-worker.mjs",
  "dist/workers/look-worker.mjs",
  "dist/workers/LiberationSans-Regular.ttf",
  "dist/workers/LiberationSans-Bold.ttf",
  "dist/workers/pdfium.wasm",
  "dist/workers/zxing_reader.wasm",
  "dist/workers/tesseract.wasm",
  "dist/workers/deu.traineddata.gz",
  "node_modules/better-sqlite3/lib/index.js",
  "node_modules/better-sqlite3/prebuilds/linux-x64.node",
  "node_modules/@node-rs/argon2/index.js",
  "node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node",
];

describe("the files of a package", () => {
  test("are right when they are these", () => {
    expect(problemsOfFiles(good, program)).toEqual([]);
  });

  test.each(good.filter((file) => file !== "node_modules/better-sqlite3/prebuilds/linux-x64.node"))("lack %s", (file) => {
    expect(
      problemsOfFiles(
        good.filter((other) => other !== file),
        program,
      ),
    ).toHaveLength(1);
  });

  test.each([
    ["dist/renderer/assets/index-1.js.map", "source"],
    ["shared/base/must.ts", "source"],
    ["server/cli/serve.mjs", "source"],
    ["dist/server/serve.mjs", "source"],
    ["node_modules/react/index.js", "the package react"],
    ["node_modules/pdfjs-dist/build/pdf.mjs", "the package pdfjs-dist"],
    ["node_modules/zod/index.js", "the package zod"],
    ["node_modules/better-sqlite3/node_modules/bindings/index.js", "the package bindings"],
    ["node_modules/better-sqlite3/prebuilds/win32-x64.node", "another system"],
    ["node_modules/better-sqlite3/src/database.cpp", "source"],
  ])("may not hold %s", (file, sentence) => {
    expect(problemsOfFiles([...good, file], program).join("\n")).toContain(sentence);
  });
});

describe("the configuration", () => {
  const filesOf = (platform: PackedPlatform): readonly unknown[] => {
    const { files } = packagingConfig(root, { platform, output: "release" });
    return Array.isArray(files) ? files : [];
  };

  test.each([
    ["linux", "node_modules/better-sqlite3/prebuilds/linux-${arch}.node", "node_modules/@node-rs/argon2-linux-${arch}-gnu/**"],
    ["win32", "node_modules/better-sqlite3/prebuilds/win32-${arch}.node", "node_modules/@node-rs/argon2-win32-${arch}-msvc/**"],
    ["darwin", "node_modules/better-sqlite3/prebuilds/darwin-${arch}.node", "node_modules/@node-rs/argon2-darwin-${arch}/**"],
  ] as const)("takes for %s its own natives and no other's", (platform, sqlite, argon2) => {
    const files = filesOf(platform);
    expect(files).toEqual(expect.arrayContaining([sqlite, argon2]));
    const prebuilds = files.filter((file) => /^node_modules\/better-sqlite3\/prebuilds\/.*\.node$/u.test(String(file)));
    expect(prebuilds).toEqual([sqlite]);
  });

  test("names every target", () => {
    const { linux, win, mac } = packagingConfig(root, { platform: "linux", output: "release" });
    expect([linux?.target, win?.target, mac?.target]).toEqual([
      ["AppImage", "deb", "rpm"],
      ["nsis", "zip"],
      ["dmg", "zip"],
    ]);
  });
});
