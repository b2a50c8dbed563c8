// What a person does to the pages of a file, by key or by button. Pure.
import { bringBack, leaveOut, mergeWithPrevious, moveBefore, splitBefore, turnPage, type Recipe } from "../../../shared/domain/pages.ts";

export const recipeSteps = ["split", "merge", "turn", "drop", "earlier", "later"] as const;
export type RecipeStep = (typeof recipeSteps)[number];

/** The key of each step, as aria-keyshortcuts writes it. */
export const keyOfStep: Readonly<Record<RecipeStep, string>> = {
  split: "T",
  merge: "V",
  turn: "D",
  drop: "Delete",
  earlier: "Alt+ArrowLeft",
  later: "Alt+ArrowRight",
};

/** Pages in the order in which they are shown: by document, then those that are left out. */
export function pagesInOrder({ parts, leftOut }: Recipe): readonly number[] {
  return [...parts.flat(), ...leftOut].map(({ page }) => page);
}

/** The recipe after a step on a page; the same object where the step has nothing to do there. */
export function after(recipe: Recipe, step: RecipeStep, page: number): Recipe {
  const kept = recipe.parts.flat().map((one) => one.page);
  const at = kept.indexOf(page);
  if (at < 0) return step === "drop" ? bringBack(recipe, page) : recipe;
  if (step === "split") return firstOfPart(recipe, page) ? recipe : splitBefore(recipe, page);
  if (step === "merge") return mergeWithPrevious(recipe, page);
  if (step === "turn") return turnPage(recipe, page);
  // Something has to be booked: the last page stays.
  if (step === "drop") return kept.length === 1 ? recipe : leaveOut(recipe, page, "byHand");
  const [previous, next] = [kept[at - 1], kept[at + 1]];
  if (step === "earlier") return previous === undefined ? recipe : moveBefore(recipe, page, previous);
  return next === undefined ? recipe : moveBefore(recipe, next, page);
}

function firstOfPart({ parts }: Recipe, page: number): boolean {
  return parts.some((part) => part[0]?.page === page);
}

/** The step a key stands for; undefined for every other key. */
export function stepOfKey({
  key,
  altKey,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey">): RecipeStep | undefined {
  if (ctrlKey || metaKey) return undefined;
  if (altKey) return key === "ArrowLeft" ? "earlier" : key === "ArrowRight" ? "later" : undefined;
  if (key === "Delete") return "drop";
  return recipeSteps.find((step) => keyOfStep[step] === key.toUpperCase());
}
