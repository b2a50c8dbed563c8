// What counts as ink: grey footers beside black headings do, the grain of the paper does not.
import { expect, test } from "vitest";
import { level } from "./level.ts";

/** A page of 100 × 100 pixels: rows of these greys, and paper below. */
function levelled(rows: readonly number[], paper: (index: number) => number) {
  const pixels = Uint8Array.from({ length: 10_000 }, (_, index) => rows[Math.floor(index / 100)] ?? paper(index));
  level({ width: 100, height: 100, pixels, dpi: 300 });
  return { rows: rows.map((_, row) => pixels[row * 100] ?? 0), paper: [...pixels.subarray(rows.length * 100)] };
}

test("a footer printed in grey becomes ink beside black headings", () => {
  const { rows, paper } = levelled([0, 0, 150], () => 252);
  expect(Math.max(...rows)).toBeLessThan(100);
  expect(Math.min(...paper)).toBe(255);
});

test("grain is paper, on a sheet with a little ink and on an empty one", () => {
  const grain = (index: number): number => 215 + ((index * 7919) % 40);
  expect(Math.min(...levelled([10], grain).paper)).toBeGreaterThan(200);
  expect(Math.min(...levelled([], () => 240).paper)).toBe(255);
});
