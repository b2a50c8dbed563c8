// The linter's configuration has planted breaches too: a rule that is switched off by an update or a typing error is noticed here.
// Must never lint the real tree.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = join(import.meta.dirname, "..", "..");
let root = "";
let report = "";

const planted = {
  "no-floating-promises": "async function later() { return await Promise.resolve(1); }\nlater();",
  "no-misused-promises": "export function each(of: number[]) { of.forEach(async () => { await Promise.resolve(1); }); }",
  "switch-exhaustiveness-check": 'export function pick(kind: "a" | "b") { let n = 0; switch (kind) { case "a": n = 1; } return n; }',
  "no-explicit-any": "export function loose(value: any) { return [value]; }",
  "no-non-null-assertion": "export function sure(value: string | undefined) { return value!; }",
  "consistent-type-imports": 'import { Held } from "./held.ts";\nexport function take(held: Held) { return held; }',
  eqeqeq: "export function same(a: number, b: number) { return a == b; }",
  "no-unsafe-return": "export function parse(text: string) { return JSON.parse(text); }",
  "restrict-template-expressions": "export function first(list: string[]) { return `${list[0]}`; }",
  "Unused oxlint-disable directive": "// oxlint-disable-next-line no-alert\nexport const quiet = 1;",
  "rules-of-hooks":
    'import { useState } from "react";\nexport function Bad({ on }: { on: boolean }) { if (on) { useState(1); } return null; }',
  "exhaustive-deps":
    'import { useEffect } from "react";\nexport function Stale({ name }: { name: string }) { useEffect(() => { name.trim(); }, []); return null; }',
  "jsx-a11y(alt-text)": 'export function Picture() { return <img src="a.png" />; }',
  "jsx-a11y(no-static-element-interactions)": "export function Click({ go }: { go: () => void }) { return <div onClick={go}>x</div>; }",
  "no-barrel-file": 'export * from "./held.ts";',
  "no-cycle": 'import { b } from "./cycle.ts";\nexport const a = b;',
} as const;

const fileOf = (rule: string): string => `renderer/${rule.replaceAll(/[^a-z0-9]+/giu, "-").toLowerCase()}.tsx`;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "lint "));
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  mkdirSync(join(root, "renderer"));
  mkdirSync(join(root, "build", "tsconfig"), { recursive: true });
  for (const file of [".oxlintrc.json", "build/tsconfig/base.json", "renderer/tsconfig.json"])
    copyFileSync(join(repository, file), join(root, file));
  writeFileSync(join(root, "build", "tsconfig", "room.d.ts"), "export {};\n");
  writeFileSync(join(root, "renderer", "held.ts"), "export interface Held {\n  readonly name: string;\n}\n");
  writeFileSync(join(root, "renderer", "cycle.ts"), 'import { a } from "./no-cycle.tsx";\nexport const b = a;\n');
  for (const [rule, text] of Object.entries(planted)) writeFileSync(join(root, fileOf(rule)), `${text}\n`);
  const oxlint = join(repository, "node_modules", "oxlint", "bin", "oxlint");
  report = spawnSync(process.execPath, [oxlint, "--format=unix", "renderer"], {
    cwd: root,
    encoding: "utf8",
    timeout: 50_000,
  }).stdout.replaceAll("\\", "/");
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

test.each(Object.keys(planted))("rejects %s", (rule) => {
  const lines = report.split("\n").filter((line) => line.startsWith(fileOf(rule)));
  expect(lines.join("\n")).toContain(rule);
});

test("finds nothing in a good file", () => {
  expect(report).not.toContain("renderer/held.ts");
});
