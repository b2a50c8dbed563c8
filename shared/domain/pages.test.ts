// The laws of a recipe: whatever somebody does to it, no page is lost or in two places, and one step back is what was before.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bringBack,
  filePagesSchema,
  leaveOut,
  mergeWithPrevious,
  moveBefore,
  pagesOfPart,
  proposedPartOf,
  splitBefore,
  stepTo,
  turnPage,
  undoStep,
  wholeFile,
  type Recipe,
  type RecipeHistory,
} from "./pages.ts";

const most = 8;
const page = fc.integer({ min: 0, max: most + 1 });
const step: fc.Arbitrary<(recipe: Recipe) => Recipe> = fc.oneof(
  page.map((at) => (recipe: Recipe) => splitBefore(recipe, at)),
  page.map((at) => (recipe: Recipe) => mergeWithPrevious(recipe, at)),
  page.map((at) => (recipe: Recipe) => turnPage(recipe, at)),
  fc.tuple(page, page).map(
    ([at, before]) =>
      (recipe: Recipe) =>
        moveBefore(recipe, at, before),
  ),
  page.map((at) => (recipe: Recipe) => leaveOut(recipe, at, "byHand")),
  page.map((at) => (recipe: Recipe) => bringBack(recipe, at)),
);

const pagesIn = (recipe: Recipe): readonly number[] =>
  [...recipe.parts.flat(), ...recipe.leftOut].map((one) => one.page).toSorted((one, other) => one - other);

test("every page is in exactly one part or left out, after any steps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: most }), fc.array(step, { maxLength: 30 }), (pages, steps) => {
      const recipe = steps.reduce((before, next) => next(before), wholeFile(pages));
      expect(pagesIn(recipe)).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
      expect(recipe.parts.every((part) => part.length > 0)).toBe(true);
      for (const index of recipe.parts.keys()) {
        const kept = pagesOfPart(recipe, index);
        expect(kept === undefined || filePagesSchema.safeParse(kept).success).toBe(true);
      }
    }),
  );
});

test("as many steps back as were taken lead to the beginning", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: most }), fc.array(step, { maxLength: 30 }), (pages, steps) => {
      const beginning: RecipeHistory = { now: wholeFile(pages), before: [] };
      const after = steps.reduce((before, next) => stepTo(before, next(before.now)), beginning);
      expect(after.before.reduce(undoStep, after)).toEqual(beginning);
      expect(undoStep(beginning)).toEqual(beginning);
    }),
  );
});

test("split and merge, turn, move, leave out and bring back do what they say", () => {
  const three = splitBefore(splitBefore(wholeFile(5), 3), 5);
  const numbers = (recipe: Recipe): readonly (readonly number[])[] => recipe.parts.map((part) => part.map((one) => one.page));
  expect(numbers(three)).toEqual([[1, 2], [3, 4], [5]]);
  expect(mergeWithPrevious(three, 4).parts).toHaveLength(2);
  expect(numbers(mergeWithPrevious(three, 1))).toEqual(numbers(three));
  expect(turnPage(turnPage(three, 3), 3).parts[1]?.[0]).toEqual({ page: 3, turn: 180 });
  expect(numbers(moveBefore(three, 5, 1))).toEqual([
    [5, 1, 2],
    [3, 4],
  ]);
  const without = leaveOut(leaveOut(three, 2, "blank"), 5, "separator");
  expect(without).toMatchObject({ leftOut: [{ page: 2, reason: "blank" }, { page: 5 }] });
  expect(numbers(bringBack(without, 2))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  // A page that was turned lies as it did when it comes back.
  expect(bringBack(leaveOut(turnPage(three, 2), 2, "byHand"), 2)).toEqual(turnPage(three, 2));
  const none = [1, 2, 3, 4, 5].reduce((recipe, at) => leaveOut(recipe, at, "byHand"), three);
  expect(numbers(none)).toEqual([]);
  expect(numbers(bringBack(none, 4))).toEqual([[4]]);
});

test("a file that stays as it is keeps no pages; one that was split, turned or shortened does", () => {
  expect(pagesOfPart(wholeFile(3), 0)).toBeUndefined();
  expect(pagesOfPart(turnPage(wholeFile(3), 2), 0)?.shown[1]).toEqual({ page: 2, turn: 90 });
  expect(pagesOfPart(leaveOut(wholeFile(2), 2, "blank"), 0)).toEqual({
    shown: [{ page: 1, turn: 0 }],
    leftOut: [{ page: 2, reason: "blank" }],
  });
  expect(filePagesSchema.safeParse({ shown: [{ page: 1, turn: 0 }], leftOut: [{ page: 1, reason: "blank" }] }).success).toBe(false);
});

test("a part belongs to the proposed part in which its earliest page lies, however its pages are put", () => {
  const turned = (...pages: readonly number[]) => pages.map((page) => ({ page, turn: 0 as const }));
  const proposed = { parts: [turned(2, 3), turned(6, 7)], leftOut: [] };
  expect(proposedPartOf(proposed, turned(3, 2))).toBe(0);
  expect(proposedPartOf(proposed, turned(7))).toBe(1);
  // Put in front by hand, a later page does not take the document to another unit.
  expect(proposedPartOf(proposed, turned(7, 2))).toBe(0);
  expect(proposedPartOf(proposed, turned(1))).toBe(-1);
});
