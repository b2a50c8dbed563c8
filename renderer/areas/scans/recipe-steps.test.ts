// Steps on the pages of a file: none ever loses a page or puts it in two places, and the keys are those the screen names.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isRecipeOf, wholeFile } from "../../../shared/domain/pages.ts";
import { after, keyOfStep, pagesInOrder, recipeSteps, stepOfKey } from "./recipe-steps.ts";

const pages = 6;
const steps = fc.array(fc.tuple(fc.constantFrom(...recipeSteps), fc.integer({ min: 1, max: pages })), { maxLength: 30 });

test("whatever is done, each page of the file is in one place, and something is left to book", () => {
  fc.assert(
    fc.property(steps, (list) => {
      let recipe = wholeFile(pages);
      for (const [step, page] of list) {
        recipe = after(recipe, step, page);
        expect(isRecipeOf(recipe, pages)).toBe(true);
        expect(recipe.parts.length).toBeGreaterThan(0);
        expect(pagesInOrder(recipe).toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6]);
      }
    }),
  );
});

test("a page is split off, joined again, turned, taken out, brought back and moved", () => {
  const split = after(wholeFile(4), "split", 3);
  expect(split.parts.map((part) => part.map(({ page }) => page))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(after(split, "split", 3)).toBe(split);
  expect(after(split, "merge", 4).parts).toHaveLength(1);
  expect(after(split, "turn", 2).parts[0]?.[1]).toEqual({ page: 2, turn: 90 });
  const dropped = after(split, "drop", 2);
  expect(dropped.leftOut).toEqual([{ page: 2, reason: "byHand" }]);
  expect(pagesInOrder(after(dropped, "drop", 2))).toEqual([1, 2, 3, 4]);
  expect(pagesInOrder(after(split, "earlier", 3))).toEqual([1, 3, 2, 4]);
  expect(pagesInOrder(after(split, "later", 3))).toEqual([1, 2, 4, 3]);
});

test("every key of the screen does its step, and no other key does one", () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false };
  for (const step of recipeSteps) {
    const [last = "", ...before] = keyOfStep[step].split("+").reverse();
    expect(stepOfKey({ ...plain, key: last.length === 1 ? last.toLowerCase() : last, altKey: before.includes("Alt") })).toBe(step);
  }
  expect(stepOfKey({ ...plain, key: "x" })).toBeUndefined();
  expect(stepOfKey({ ...plain, key: "t", ctrlKey: true })).toBeUndefined();
});
