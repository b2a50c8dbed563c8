import fc from "fast-check";
import { expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { createEstimate } from "./estimate.ts";

test("no figure before half a second was measured, and the true one for a steady rate", () => {
  const estimate = createEstimate();
  const total = 100_000;
  expect(estimate({ done: 0, total, at: 0 })).toBeNull();
  expect(estimate({ done: 2_000, total, at: 200 })).toBeNull();
  for (let at = 600; at <= 9_000; at += 200) expect(estimate({ done: at * 10, total, at })).toBe(Math.ceil((total - at * 10) / 10_000));
});

test("a pause moves the figure, and does not throw it about", () => {
  const estimate = createEstimate();
  const total = 100_000;
  let done = 0;
  let at = 0;
  const steps = (count: number, pause: number): number => {
    let figure: number | null = null;
    for (let step = 0; step < count; step += 1) figure = estimate({ done: (done += 1_000), total, at: (at += pause) });
    return must(figure, "measured long enough");
  };
  estimate({ done, total, at });
  const before = steps(20, 100);
  const afterPause = steps(1, 1_000);
  expect(afterPause).toBeGreaterThan(before);
  expect(afterPause).toBeLessThan(before * 1.5);
  expect(steps(30, 100)).toBeLessThan(before);
});

test("whatever is measured, the figure is null or a whole number of seconds from 0", () => {
  const point = fc.record({ done: fc.nat(1_000_000), total: fc.nat(1_000_000), at: fc.nat(10_000_000) });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), (points) => {
      const estimate = createEstimate();
      for (const figure of points.map(estimate)) expect(figure === null || (Number.isSafeInteger(figure) && figure >= 0)).toBe(true);
    }),
    { seed: 4 },
  );
});
