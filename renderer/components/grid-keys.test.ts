// Where keys lead in a list: laws for any list, position and page.
import fc from "fast-check";
import { expect, test } from "vitest";
import { nextIndex } from "./grid-keys.ts";

const keys = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"];

test("a moving key never leaves the list", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      fc.integer({ min: 1, max: 100_000 }),
      fc.nat(),
      fc.integer({ min: 1, max: 60 }),
      (key, total, at, page) => {
        const next = nextIndex(key, (at % (total + 1)) - 1, total, page);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(total);
      },
    ),
    { seed: 3 },
  );
});

test("the first arrow down reaches the first row, and other keys move nothing", () => {
  expect(nextIndex("ArrowDown", -1, 5, 3)).toBe(0);
  expect(nextIndex("PageDown", 0, 10, 4)).toBe(4);
  expect(nextIndex("a", 0, 10, 4)).toBeUndefined();
  expect(nextIndex("Home", 3, 0, 4)).toBeUndefined();
});
