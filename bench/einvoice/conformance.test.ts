// The conformance run tells a whole invoice from one that lacks terms, from other XML and from what is refused.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tableOf, verdictOn } from "./conformance.ts";
import { filesBelow, generatedFiles, longFiles } from "./files.ts";

test("every invoice of the demo town is read whole", () => {
  const verdicts = generatedFiles().map(verdictOn);
  expect(verdicts.length).toBeGreaterThan(20);
  expect(verdicts.filter(({ isInvoice, missing }) => !isInvoice || missing.length > 0)).toEqual([]);
});

test("long invoices have their lines", () => {
  expect(longFiles(30).map((file) => verdictOn(file).lines)).toEqual([30, 30]);
});

test("a folder is read with what is below it, whatever its files are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "e-invoices ü "));
  try {
    await mkdir(join(folder, "deeper"));
    const empty = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID></Invoice>';
    await writeFile(join(folder, "a.xml"), empty);
    await writeFile(join(folder, "deeper", "b.XML"), "<letter/>");
    await writeFile(join(folder, "deeper", "c.xml"), "<!DOCTYPE a><a/>");
    await writeFile(join(folder, "notes.txt"), empty);
    const verdicts = (await filesBelow(folder)).map(verdictOn);
    expect(verdicts).toMatchObject([
      { name: "a.xml", isInvoice: true, terms: 1 },
      { name: join("deeper", "b.XML"), isInvoice: false, refused: false, format: "no invoice" },
      { name: join("deeper", "c.xml"), isInvoice: false, refused: true, format: "xml-forbidden" },
    ]);
    expect(verdicts[0]?.missing).toContain("BT-27");
    expect(tableOf(verdicts).split("\n").length).toBe(4);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
