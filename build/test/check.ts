// `npm run check [-- step …]`: everything that must be right, cheap steps first, stopping behind the first that fails.
// Must never end well without having run every step it was asked for.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closingLine, countReports, failuresIn } from "./reports.ts";

interface Step {
  readonly name: string;
  /** The script and its words, run by this very Node. */
  readonly words: readonly string[];
  /** Run beside its neighbours that are still too: it reads the source and starts nothing. */
  readonly still?: boolean;
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
  { name: "format", words: [tool("prettier", "bin", "prettier.cjs"), "--check", "--log-level", "warn", "."], still: true },
  { name: "lint", words: own("checks", "lint.ts"), still: true },
  { name: "types", words: own("checks", "types.ts"), still: true },
  { name: "structure", words: own("checks", "structure.ts"), still: true },
  { name: "deadcode", words: [tool("knip", "bin", "knip.js")], still: true },
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

/** Runs a step; what it says comes at once, or, where others run beside it, as a whole at its end. */
async function runStep(step: Step, alone: boolean): Promise<Result> {
  const head = `\n── ${step.name} ${"─".repeat(60 - step.name.length)}`;
  if (alone) console.log(head);
  const started = performance.now();
  const child = spawn(process.execPath, [...step.words], { cwd: root, stdio: alone ? "inherit" : ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => said.push(part));
  const passed = await new Promise<boolean>((resolve) => {
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
  if (!alone) console.log(`${head}\n${Buffer.concat(said).toString().trimEnd()}`);
  return { name: step.name, seconds: (performance.now() - started) / 1000, passed };
}

/** Steps that run side by side, in the order of the groups. */
function groupsOf(all: readonly Step[]): readonly (readonly Step[])[] {
  const still = all.filter((step) => step.still === true);
  const others = all.filter((step) => step.still !== true).map((step) => [step]);
  return still.length === 0 ? others : [still, ...others];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) throw new Error(`no step is called ${unknown.join(", ")}; there are ${steps.map((step) => step.name).join(", ")}`);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const results: Result[] = [];
for (const group of groupsOf(steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))) {
  const ended = await Promise.all(group.map((step) => runStep(step, group.length === 1)));
  results.push(...ended);
  if (ended.some(({ passed }) => !passed)) break;
}

console.log("");
for (const { name, seconds, passed } of results)
  console.log(`${passed ? "passed" : "FAILED"}  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s`);
for (const failure of failuresIn(reports)) console.log(`failed: ${failure}`);
const failed = results.filter((result) => !result.passed).length;
console.log(closingLine(countReports(reports), failed));
if (failed > 0) process.exitCode = 1;
