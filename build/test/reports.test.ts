// What counts as run, passed and failed, on made-up reports of both runners.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { testsOfReport, verdictOnHosts } from "./host-verdict.ts";
import { closingLine, countReport, countReports, failuresOf } from "./reports.ts";

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

describe("what failed", () => {
  const file = (status: string, assertionResults: readonly unknown[], message = "") => ({
    name: "/a.test.ts",
    status,
    message,
    assertionResults,
  });

  test("is told with its file, its name and the first line of why", () => {
    const broken = { status: "failed", fullName: "sums add up", failureMessages: ["expected 1 to be 2\n    at a.test.ts:3"] };
    const report = { ...vitest, testResults: [file("failed", [{ status: "passed", fullName: "opens" }, broken])] };
    expect(failuresOf(report)).toEqual(["/a.test.ts › sums add up: expected 1 to be 2"]);
  });

  test("is the file itself where it could not be loaded, and nothing where all is well", () => {
    expect(failuresOf({ ...vitest, testResults: [file("failed", [], "Cannot find module\nmore")] })).toEqual([
      "/a.test.ts › Cannot find module",
    ]);
    expect(failuresOf({ ...vitest, testResults: [file("passed", [])] })).toEqual([]);
    expect(failuresOf(playwright)).toEqual([]);
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
  const verdict = (
    specs: readonly unknown[],
    specFiles: readonly string[] = ["inbox.spec.ts"],
    onFirstHostOnly: readonly string[] = [],
  ) => {
    const report = {
      suites: [{ title: "inbox.spec.ts", specs, suites: [{ title: "inner", specs: [spec("deep", "expected", "expected")] }] }],
    };
    return verdictOnHosts(testsOfReport(report), { hosts: ["loopback", "shell"], specFiles, onFirstHostOnly });
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
      "loopback needed a second try: inbox.spec.ts › opens",
    ]);
  });

  test("asks one host alone for a spec of the first host, and says where there is no such spec", () => {
    const spec = { title: "works", file: "fields.spec.ts", tests: [{ projectName: "loopback", status: "expected" }] };
    const files = ["inbox.spec.ts", "fields.spec.ts"];
    expect(verdict([spec], files, ["fields.spec.ts"])).toEqual([]);
    expect(verdict([], files, ["fields.spec.ts"])).toEqual(["loopback ran nothing of fields.spec.ts"]);
    expect(verdict([spec], files, ["fields.spec.ts", "gone.spec.ts"])).toEqual(["no spec is called gone.spec.ts"]);
  });

  test("names at the end what failed", () => {
    expect(verdict([spec("opens", "unexpected", "expected")])).toEqual(["loopback failed: inbox.spec.ts › opens"]);
  });

  test("is never empty when nothing ran", () => {
    expect(verdictOnHosts(testsOfReport({ suites: [] }), { hosts: ["loopback"], specFiles: [], onFirstHostOnly: [] })).toEqual([
      "no spec ran at all",
    ]);
  });
});
