// Adds up what the test runners reported. Must never count a test that did not run as passed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** How many tests passed, failed and were left out. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

function numberAt(report: Fields, name: string): number {
  const value = report[name];
  return typeof value === "number" ? value : 0;
}

/** Reads vitest's or Playwright's JSON report; throws where it is neither. */
export function countReport(report: unknown): Counts {
  if (isFields(report) && typeof report["numTotalTests"] === "number") {
    const suites = numberAt(report, "numFailedTests") === 0 && report["success"] === false ? 1 : 0;
    const skipped = numberAt(report, "numPendingTests") + numberAt(report, "numTodoTests");
    return { passed: numberAt(report, "numPassedTests"), failed: numberAt(report, "numFailedTests") + suites, skipped };
  }
  const stats = isFields(report) ? report["stats"] : undefined;
  if (!isFields(stats)) throw new Error("a report of neither vitest nor Playwright");
  return {
    passed: numberAt(stats, "expected"),
    failed: numberAt(stats, "unexpected") + numberAt(stats, "flaky"),
    skipped: numberAt(stats, "skipped"),
  };
}

const listAt = (fields: Fields, name: string): readonly Fields[] => {
  const list: unknown = fields[name];
  return Array.isArray(list) ? list.filter(isFields) : [];
};
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What failed in a report of vitest's: file, test and the first line of why. Playwright's failures are told by the verdict on hosts. */
export function failuresOf(report: unknown): readonly string[] {
  if (!isFields(report)) return [];
  return listAt(report, "testResults").flatMap((file) => {
    const tests = listAt(file, "assertionResults").filter((test) => test["status"] === "failed");
    const failures = tests.map((test) => {
      const messages: unknown = test["failureMessages"];
      const why = Array.isArray(messages) ? textOf(messages[0]) : "";
      return `${textOf(test["fullName"])}: ${why.split("\n")[0] ?? ""}`;
    });
    const whole = failures.length === 0 && file["status"] === "failed" ? [textOf(file["message"]).split("\n")[0] ?? ""] : [];
    return [...failures, ...whole].map((failure) => `${textOf(file["name"])} › ${failure}`);
  });
}

function readReports(folder: string): readonly unknown[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return names.map((name): unknown => JSON.parse(readFileSync(join(folder, name), "utf8")));
}

/** What failed in every `*.json` of a folder: said at the end, where somebody looks first. */
export function failuresIn(folder: string): readonly string[] {
  return readReports(folder).flatMap(failuresOf);
}

/** Adds up every `*.json` in a folder; zeros where there is none. */
export function countReports(folder: string): Counts {
  return readReports(folder)
    .map(countReport)
    .reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }), {
      passed: 0,
      failed: 0,
      skipped: 0,
    });
}

/** The plain closing line; a failed step that no test runner counts is one failure. */
export function closingLine(counts: Counts, failedSteps: number): string {
  const failed = Math.max(counts.failed, failedSteps);
  return `${counts.passed} passed, ${failed} failed${counts.skipped === 0 ? "" : `, ${counts.skipped} skipped`}`;
}
