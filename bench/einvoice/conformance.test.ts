// What the bench reads: every invoice of the demo town is read whole and breaks no rule, and long invoices have their lines.
import { expect, test } from "vitest";
import { verdictOn } from "../../scanner-inbox/cli/conformance-verdict.ts";
import { generatedFiles, longFiles } from "./files.ts";

test("every invoice of the demo town is read whole, and none breaks a rule", async () => {
  const verdicts = await Promise.all(generatedFiles().map(verdictOn));
  expect(verdicts.length).toBeGreaterThan(20);
  expect(verdicts.filter(({ syntax, missing }) => syntax === null || missing.length > 0)).toEqual([]);
  expect(verdicts.flatMap(({ name, broken }) => broken.map(({ rule }) => `${name} ${rule}`))).toEqual([]);
});

test("long invoices have their lines", async () => {
  const verdicts = await Promise.all(longFiles(30).map(verdictOn));
  expect(verdicts.map(({ lines }) => lines)).toEqual([30, 30]);
});
