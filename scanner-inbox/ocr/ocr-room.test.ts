// The memory ceiling: whatever the machine, threads and pages fit below it, and the smallest still reads a page.
import fc from "fast-check";
import { expect, test } from "vitest";
import { ocrRoom, usualCeiling } from "./ocr-room.ts";

const MEGABYTE = 1024 * 1024;

test("threads together never get more than the ceiling, and one core is left to the person", () => {
  fc.assert(
    fc.property(fc.integer({ min: 64, max: 4000 }), fc.integer({ min: 1, max: 64 }), (ceiling, cores) => {
      const { threads, heldBytes, pagePixels } = ocrRoom(ceiling, cores);
      expect(threads * heldBytes).toBeLessThanOrEqual(ceiling * MEGABYTE + 1);
      expect(threads).toBeLessThanOrEqual(Math.max(1, cores - 1));
      expect(pagePixels).toBeGreaterThanOrEqual(1654 * 2339);
    }),
  );
});

test("two threads have room for A4 at 300 dpi in 250 MB; a small machine has one, and coarser pages", () => {
  const two = ocrRoom(250, 8);
  expect(two.threads).toBe(2);
  expect(two.pagePixels).toBeGreaterThan(2480 * 3508);
  expect(ocrRoom(90, 8)).toMatchObject({ threads: 1 });
  expect(ocrRoom(90, 8).pagePixels).toBeLessThan(2480 * 3508);
});

test("a desk takes a sixteenth of its machine, but neither too little to read nor more than is of use", () => {
  expect([1024, 4096, 65_536].map(usualCeiling)).toEqual([160, 256, 400]);
});
