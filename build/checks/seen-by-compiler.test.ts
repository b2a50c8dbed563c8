// The types check's own test: a file that is in no project is noticed, whatever the project says of itself.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesSeen, unseenSources } from "./seen-by-compiler.ts";

test("names the source that the compiler has not read", () => {
  const root = mkdtempSync(join(tmpdir(), "types "));
  try {
    mkdirSync(join(root, "room"));
    const project = {
      compilerOptions: { noEmit: true, incremental: true, types: [], tsBuildInfoFile: "dist/types/room.tsbuildinfo" },
      include: ["room"],
    };
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify(project));
    writeFileSync(join(root, "room", "a.ts"), "export const a = 1;\n");
    writeFileSync(join(root, "stray.ts"), "export const b = 1;\n");
    const compiler = join(import.meta.dirname, "..", "..", "node_modules", "typescript", "bin", "tsc");
    expect(spawnSync(process.execPath, [compiler, "-b", root]).status).toBe(0);
    const seen = filesSeen(root, join(root, "dist", "types"));
    expect(seen.has("room/a.ts")).toBe(true);
    expect(unseenSources(["room/a.ts", "stray.ts", "page.css"], seen)).toEqual(["stray.ts"]);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("an .mjs counts as read where its declaration was", () => {
  expect(unseenSources(["a.mjs", "b.mjs"], new Set(["a.d.mts"]))).toEqual(["b.mjs"]);
});
