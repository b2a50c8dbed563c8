// Every rule of the structure check has a planted breach here that it must reject, and a neighbour that it must let pass.
// Must never look at the real tree: each house is built in a temporary folder.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { breachLine } from "./breach.ts";
import { checkStructure } from "./check-structure.ts";
import { listSourceFiles } from "./source-files.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "structure "));
  symlinkSync(join(import.meta.dirname, "..", "..", "node_modules"), join(root, "node_modules"), "junction");
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const headed = (text: string): string => `// What it is for.\n${text}\n`;

/** Builds a house of these files and returns the lines of what is wrong in it. */
async function breachesIn(house: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(house)) write(path, headed(text));
  return (await checkStructure(root, Object.keys(house))).breaches.map(breachLine);
}

/** A house in which `from` imports `to`. */
function importing(from: string, to: string): Promise<readonly string[]> {
  const up = "../".repeat(from.split("/").length - 1);
  return breachesIn({
    [from]: `import { value } from "${up === "" ? "./" : up}${to}";\nexport const taken = value;`,
    [to]: "export const value = 1;",
  });
}

describe("import directions", () => {
  test.each([
    ["shared/base/a.ts", "shared/domain/b.ts"],
    ["shared/domain/a.ts", "shared/sync/b.ts"],
    ["shared/domain/a.ts", "shared/text/b.ts"],
    ["shared/sync/a.ts", "shared/desk/b.ts"],
    ["shared/desk/a.ts", "shared/sync/b.ts"],
    ["shared/desk/a.ts", "shared/text/b.ts"],
    ["shared/text/a.ts", "shared/desk/b.ts"],
    ["shared/domain/a.ts", "shared/testing/b.ts"],
    ["shared/testing/a.ts", "server/store/b.ts"],
    ["scanner-inbox/read/a.ts", "shared/sync/b.ts"],
    ["scanner-inbox/read/a.ts", "shared/text/b.ts"],
    ["scanner-inbox/read/a.ts", "scanner-inbox/intake/b.ts"],
    ["scanner-inbox/intake/a.ts", "shared/sync/b.ts"],
    ["scanner-inbox/read/a.ts", "electron/workstation/intake/b.ts"],
    ["electron/workstation/desk/a.ts", "electron/loopback/b.ts"],
    ["electron/workstation/desk/a.ts", "electron/shell/b.ts"],
    ["electron/workstation/desk/a.ts", "server/feed/b.ts"],
    ["electron/workstation/desk/a.ts", "shared/testing/b.ts"],
    ["electron/shell/a.ts", "electron/loopback/b.ts"],
    ["electron/loopback/a.ts", "electron/shell/b.ts"],
    ["electron/shell/a.ts", "shared/domain/b.ts"],
    ["electron/loopback/a.ts", "shared/sync/b.ts"],
    ["electron/shell/a.ts", "renderer/app/b.ts"],
    ["renderer/areas/inbox/a.tsx", "renderer/areas/archive/b.ts"],
    ["renderer/areas/inbox/a.tsx", "renderer/app/b.ts"],
    ["renderer/areas/inbox/a.tsx", "shared/sync/b.ts"],
    ["renderer/areas/inbox/a.tsx", "electron/workstation/b.ts"],
    ["renderer/components/a.tsx", "renderer/desk/b.ts"],
    ["renderer/components/a.tsx", "renderer/areas/inbox/b.ts"],
    ["renderer/state/a.ts", "renderer/desk/b.ts"],
    ["renderer/pdf/a.ts", "renderer/desk/b.ts"],
    ["renderer/desk/a.ts", "renderer/areas/inbox/b.ts"],
    ["renderer/app/a.tsx", "shared/sync/b.ts"],
    ["renderer/styles/a.ts", "renderer/app/b.ts"],
    ["renderer/app/a.tsx", "renderer/testing/b.tsx"],
    ["renderer/areas/inbox/a.tsx", "renderer/testing/b.tsx"],
    ["server/http/a.test.ts", "shared/desk/b.ts"],
    ["server/http/a.ts", "shared/desk/b.ts"],
    ["server/http/a.ts", "electron/workstation/b.ts"],
    ["server/http/a.ts", "shared/testing/b.ts"],
    ["server/http/a.ts", "bench/b.ts"],
    ["build/start/a.ts", "server/http/b.ts"],
    ["build/start/a.ts", "electron/loopback/b.ts"],
    ["electron/loopback/a.test.ts", "server/http/b.ts"],
    ["server/http/a.ts", "server/http/b.test.ts"],
    ["a.ts", "shared/base/b.ts"],
  ])("%s may not import %s", async (from, to) => {
    const breaches = await importing(from, to);
    expect(breaches).toEqual([expect.stringContaining(`${from}  direction: `)]);
    expect(breaches[0]).toContain(to);
  });

  test.each([
    ["shared/domain/a.ts", "shared/base/b.ts"],
    ["shared/sync/a.ts", "shared/domain/b.ts"],
    ["shared/desk/a.ts", "shared/domain/b.ts"],
    ["shared/text/a.ts", "shared/domain/b.ts"],
    ["shared/testing/a.ts", "shared/sync/b.ts"],
    ["shared/domain/a.test.ts", "shared/testing/b.ts"],
    ["shared/domain/a.test.ts", "shared/text/b.ts"],
    ["renderer/app/a.tsx", "renderer/styles/b.ts"],
    ["scanner-inbox/watch/a.ts", "scanner-inbox/read/b.ts"],
    ["scanner-inbox/read/a.ts", "shared/domain/b.ts"],
    ["electron/workstation/intake/a.ts", "scanner-inbox/read/b.ts"],
    ["electron/workstation/sync/a.ts", "shared/sync/b.ts"],
    ["electron/shell/a.ts", "electron/workstation/b.ts"],
    ["electron/loopback/a.ts", "shared/desk/b.ts"],
    ["renderer/areas/inbox/a.tsx", "renderer/desk/b.ts"],
    ["renderer/areas/inbox/a.tsx", "renderer/areas/inbox/list/b.ts"],
    ["renderer/app/a.tsx", "renderer/areas/inbox/b.ts"],
    ["renderer/start.tsx", "renderer/app/b.ts"],
    ["renderer/areas/inbox/a.test.tsx", "renderer/testing/b.tsx"],
    ["renderer/testing/a.tsx", "renderer/desk/b.ts"],
    ["server/demo/a.ts", "shared/testing/b.ts"],
    ["server/http/a.ts", "scanner-inbox/read/b.ts"],
    ["server/intake/a.ts", "scanner-inbox/intake/b.ts"],
    ["e2e/town/a.test.ts", "server/http/b.ts"],
    ["e2e/town/a.ts", "electron/workstation/b.ts"],
    ["bench/a.ts", "server/demo/b.ts"],
  ])("%s may import %s", async (from, to) => {
    expect(await importing(from, to)).toEqual([]);
  });

  test("a type-only import is an import", async () => {
    const house = { "shared/base/a.ts": 'export type { V } from "../domain/b.ts";', "shared/domain/b.ts": "export type V = 1;" };
    expect(await breachesIn(house)).toEqual([expect.stringContaining("shared/base may not import shared/domain")]);
  });

  test("an import on demand is an import", async () => {
    const house = {
      "shared/base/a.ts": 'export const later = () => import("../domain/b.ts");',
      "shared/domain/b.ts": "export const v = 1;",
    };
    expect(await breachesIn(house)).toEqual([expect.stringContaining("shared/base may not import shared/domain")]);
  });

  test("an import of nothing is a breach", async () => {
    expect(await breachesIn({ "shared/base/a.ts": 'import "./gone.ts";' })).toEqual([
      expect.stringContaining("./gone.ts, which does not exist"),
    ]);
  });

  test("a file in no room is a breach", async () => {
    expect(await breachesIn({ "shared/helpers/a.ts": "export {};", "cellar/b.ts": "export {};" })).toEqual([
      "shared/helpers/a.ts  room: stands in no room of the house",
      "cellar/b.ts  room: stands in no room of the house",
    ]);
  });

  test.each([
    ["electron/loopback/a.ts", "electron", "only electron/shell"],
    ["electron/workstation/sync/a.ts", "better-sqlite3", "only electron/workstation/store"],
    ["electron/workstation/sync/a.ts", "pg", "only the server"],
    ["server/http/a.ts", "ws", "only electron/loopback"],
    ["server/http/a.ts", "react", "only the renderer draws"],
    ["server/http/a.ts", "vitest", "test tools stay in tests"],
    ["shared/domain/a.ts", "pino", "shared/ may stand on"],
    ["shared/domain/a.ts", "node:fs", "runs without Node"],
    ["renderer/desk/a.ts", "node:path", "runs without Node"],
  ])("%s may not import the package %s", async (file, name, sentence) => {
    expect(await breachesIn({ [file]: `import * as taken from "${name}";\nexport const held = taken;` })).toEqual([
      expect.stringContaining(sentence),
    ]);
  });

  test.each([
    ["electron/shell/a.ts", "electron"],
    ["electron/workstation/store/a.ts", "better-sqlite3"],
    ["server/store/a.ts", "pg"],
    ["electron/loopback/a.ts", "ws"],
    ["renderer/app/a.tsx", "react"],
    ["shared/domain/a.test.ts", "vitest"],
    ["shared/base/a.ts", "zod"],
    ["shared/base/a.ts", "@noble/hashes/sha2.js"],
    ["scanner-inbox/read/a.ts", "node:fs"],
  ])("%s may import the package %s", async (file, name) => {
    expect(await breachesIn({ [file]: `import * as taken from "${name}";\nexport const held = taken;` })).toEqual([]);
  });
});

describe("what the check saw", () => {
  test("a file that the graph left out is a breach", async () => {
    write("shared/base/a.ts", headed("export {};"));
    write("dist/b.ts", headed("export {};"));
    const { breaches } = await checkStructure(root, ["shared/base/a.ts", "dist/b.ts"]);
    expect(breaches.map(breachLine)).toContain("dist/b.ts  seen: was not read by the structure check");
  });

  test("no file at all is an error", async () => {
    await expect(checkStructure(root, [])).rejects.toThrow("no file");
  });

  test("the list is git's: tracked and untracked, but nothing ignored or deleted", () => {
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    for (const file of ["a.ts", "b/c ü.tsx", "b/d.css", "gone.mjs", "notes.md", "dist/out.ts"]) write(file, "\n");
    write(".gitignore", "dist/\nnode_modules\n");
    execFileSync("git", ["add", "a.ts", "gone.mjs"], { cwd: root });
    rmSync(join(root, "gone.mjs"));
    expect(listSourceFiles(root)).toEqual(["a.ts", "b/c ü.tsx", "b/d.css"]);
  });
});
