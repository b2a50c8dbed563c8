// What counts as run, passed and failed, on made-up reports of both runners.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { testsOfReport, verdictOnHosts } from "./host-verdict.ts";
import { closingLine, countReport, countReports } from "./reports.ts";

const vitest = { numTotalTests: 12, numPassedTests: 9, numFailedTests: 2, numPendingTests: 1, numTodoTests: 0, success: false };
const playwright = { suites: [], stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };

describe("counting", () => {
  test("reads both runners; a second try is a failure", () => {
    expect(countReport(vitest)).toEqual({ passed: 9, failed: 2, skipped: 1 });
    expect(countReport(playwright)).toEqual({ passed: 4, failed: 2, skipped: 2 });
    expect(() => countReport({})).toThrow("neither");
  });

  test("a file that could not be loaded is a failure", () => {
    expect(countReport({ ...vitest, numFailedTests: 0 }).failed).toBe(1);
  });

  test("adds up a folder, and an empty one is zero", () => {
    const folder = mkdtempSync(join(tmpdir(), "reports "));
    expect(countReports(folder)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    writeFileSync(join(folder, "a.json"), JSON.stringify(vitest));
    writeFileSync(join(folder, "b.json"), JSON.stringify(playwright));
    expect(countReports(folder)).toEqual({ passed: 13, failed: 4, skipped: 3 });
    rmSync(folder, { recursive: true, maxRetries: 5 });
  });

  test("closes with the plain line, and a failed step never closes with none failed", () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 }, 0)).toBe("3 passed, 0 failed");
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 }, 1)).toBe("3 passed, 1 failed");
    expect(closingLine({ passed: 3, failed: 5, skipped: 2 }, 1)).toBe("3 passed, 5 failed, 2 skipped");
  });
});

describe("the verdict on the hosts", () => {
  const spec = (title: string, loopback: string, shell: string) => ({
    title,
    file: "inbox.spec.ts",
    tests: [
      { projectName: "loopback", status: loopback },
      { projectName: "shell", status: shell },
    ],
  });
  const verdict = (specs: readonly unknown[], files: readonly string[] = ["inbox.spec.ts"]) => {
    const report = {
      suites: [{ title: "inbox.spec.ts", specs, suites: [{ title: "inner", specs: [spec("deep", "expected", "expected")] }] }],
    };
    return verdictOnHosts(testsOfReport(report), ["loopback", "shell"], files);
  };

  test("is empty when every host ran everything", () => {
    expect(verdict([spec("opens", "expected", "expected")])).toEqual([]);
  });

  test("names a spec that a host skipped or never had", () => {
    expect(verdict([spec("opens", "expected", "skipped")])).toEqual(["shell did not run: inbox.spec.ts › opens"]);
    const onlyHere = { ...spec("opens", "expected", "expected"), tests: [{ projectName: "loopback", status: "expected" }] };
    expect(verdict([onlyHere])).toEqual(["shell did not run: inbox.spec.ts › opens"]);
  });

  test("names a spec file that ran nowhere, and a second try", () => {
    expect(verdict([spec("opens", "flaky", "expected")], ["inbox.spec.ts", "lost.spec.ts"])).toEqual([
      "loopback ran nothing of lost.spec.ts",
      "shell ran nothing of lost.spec.ts",
      "loopback needed a second try: opens",
    ]);
  });

  test("is never empty when nothing ran", () => {
    expect(verdictOnHosts(testsOfReport({ suites: [] }), ["loopback"], [])).toEqual(["no spec ran at all"]);
  });
});
