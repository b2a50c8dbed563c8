// `npm run check [-- step …]`: everything that must be right, cheap steps first, stopping at the first that fails.
// Must never end well without having run every step it was asked for.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closingLine, countReports, failuresIn } from "./reports.ts";

interface Step {
  readonly name: string;
  /** The script and its words, run by this very Node. */
  readonly words: readonly string[];
}

const root = join(import.meta.dirname, "..", "..");
const reports = join(root, "dist", "reports");
const tool = (...path: readonly string[]): string => join(root, "node_modules", ...path);
const own = (...path: readonly string[]): readonly string[] => ["build/start/guard.mjs", join("build", ...path)];
const vitest = (name: string, ...projects: readonly string[]): readonly string[] => [
  tool("vitest", "vitest.mjs"),
  "run",
  ...projects.flatMap((project) => ["--project", project]),
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${join(reports, `${name}.json`)}`,
];

const steps: readonly Step[] = [
  { name: "format", words: [tool("prettier", "bin", "prettier.cjs"), "--check", "--log-level", "warn", "."] },
  { name: "lint", words: own("checks", "lint.ts") },
  { name: "types", words: own("checks", "types.ts") },
  { name: "structure", words: own("checks", "structure.ts") },
  { name: "deadcode", words: [tool("knip", "bin", "knip.js")] },
  { name: "unit", words: vitest("unit", "unit", "dom") },
  { name: "town", words: vitest("town", "town") },
  { name: "package", words: own("package", "check.ts") },
  { name: "e2e", words: own("test", "e2e.ts") },
];

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly passed: boolean;
}

function runStep(step: Step): Result {
  console.log(`\n── ${step.name} ${"─".repeat(60 - step.name.length)}`);
  const started = performance.now();
  const ended = spawnSync(process.execPath, [...step.words], { cwd: root, stdio: "inherit" });
  return { name: step.name, seconds: (performance.now() - started) / 1000, passed: ended.status === 0 };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) throw new Error(`no step is called ${unknown.join(", ")}; there are ${steps.map((step) => step.name).join(", ")}`);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const results: Result[] = [];
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const result = runStep(step);
  results.push(result);
  if (!result.passed) break;
}

console.log("");
for (const { name, seconds, passed } of results)
  console.log(`${passed ? "passed" : "FAILED"}  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s`);
for (const failure of failuresIn(reports)) console.log(`failed: ${failure}`);
const failed = results.filter((result) => !result.passed).length;
console.log(closingLine(countReports(reports), failed));
if (failed > 0) process.exitCode = 1;
