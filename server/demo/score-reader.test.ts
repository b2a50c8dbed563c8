import { expect, test } from "vitest";
import { scoreReader } from "./score-reader.ts";

test.each(["ubl", "cii", "zugferd"] as const)("the reader finds everything that the XML of an invoice states (%s)", async (form) => {
  const { stated, misses } = await scoreReader(form, 25);
  expect(stated).toBeGreaterThan(300);
  expect(misses).toEqual([]);
});

test("what the reader does not find is counted: a scan states much and yields nothing yet", async () => {
  const { stated, found } = await scoreReader("scan", 3);
  expect(stated).toBeGreaterThan(30);
  expect(found).toBe(0);
});

test("the reader finds the account on nearly every text invoice, whatever its layout", async () => {
  const { misses } = await scoreReader("text", 50);
  expect(misses.filter((miss) => miss.field === "iban").length).toBeLessThanOrEqual(5);
});
