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

test("the reader finds nearly everything that a text invoice states, whatever its layout", async () => {
  const { stated, found } = await scoreReader("text", 75);
  expect(stated).toBeGreaterThan(900);
  expect(found / stated).toBeGreaterThanOrEqual(0.97);
});
