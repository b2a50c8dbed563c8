// How the pages of one file become documents: a recipe over the untouched original. Pure; no page is ever lost or in two places.
import { derivedId } from "../base/hash.ts";
import { z } from "../base/zod.ts";
import { quarterTurns } from "./page-box.ts";
import { mostPictureSheets } from "./page-pictures.ts";
import { contentRefSchema } from "./record.ts";

/** One page of the file, counted from 1, and how far it is turned clockwise to be read. */
const turnedPageSchema = z.object({ page: z.int().positive(), turn: z.literal(quarterTurns) });
export type TurnedPage = Readonly<z.infer<typeof turnedPageSchema>>;

/** `turn` is how far the page was turned before it was left out: brought back it lies as it did. */
const leftOutSchema = z.object({
  page: z.int().positive(),
  reason: z.enum(["blank", "separator", "byHand"]),
  turn: z.literal(quarterTurns).optional(),
});
export type LeftOut = Readonly<z.infer<typeof leftOutSchema>>;

const mostPages = 5000;

/** The part of a file that is one document: its pages in reading order, and what of the file is in no document at all. */
export const filePagesSchema = z
  .object({
    shown: z.array(turnedPageSchema).min(1).max(mostPages),
    leftOut: z.array(leftOutSchema).max(mostPages),
    /** What was left out, small, in the order of `leftOut`: so many to a picture (page-pictures.ts). Older programs drew none. */
    pictures: z.array(contentRefSchema).max(mostPictureSheets).optional(),
  })
  .refine(({ shown, leftOut }) => new Set([...shown, ...leftOut].map(({ page }) => page)).size === shown.length + leftOut.length);
export type FilePages = Readonly<z.infer<typeof filePagesSchema>>;

/**
 * The id of the record of a kind that a file is: the same bytes are one record, whichever desk books them. A part of a file goes by its
 * first page, so that two desks that split a file alike book the same records.
 */
export function idOfPages(kind: string, sha256: string, pages?: FilePages): string {
  return derivedId(`${kind}:${sha256}`, pages === undefined ? 0 : Math.min(...pages.shown.map(({ page }) => page)));
}

/** Every page of the file exactly once: in one of the parts, each of which has pages, or among those left out. */
export interface Recipe {
  readonly parts: readonly (readonly TurnedPage[])[];
  readonly leftOut: readonly LeftOut[];
}

/** A recipe as it is stored and sent; whether it names every page of its file, `isRecipeOf` says. */
export const recipeSchema = z.object({
  parts: z.array(z.array(turnedPageSchema).min(1)).min(1).max(mostPages),
  leftOut: z.array(leftOutSchema).max(mostPages),
});

/** Whether a recipe names each of so many pages exactly once. */
export function isRecipeOf({ parts, leftOut }: Recipe, pages: number): boolean {
  const named = [...parts.flat(), ...leftOut].map(({ page }) => page);
  return named.length === pages && new Set(named).size === pages && Math.max(...named) === pages;
}

/** Whether a recipe leaves its file as it is. */
export function isWhole(recipe: Recipe): boolean {
  return recipe.parts.length === 1 && pagesOfPart(recipe, 0) === undefined;
}

/** The file as it is: one document of all its pages. */
export function wholeFile(pages: number): Recipe {
  return { parts: [Array.from({ length: pages }, (_, index) => ({ page: index + 1, turn: 0 as const }))], leftOut: [] };
}

/** What a document of the recipe keeps of it; undefined where it is the file as it is. */
export function pagesOfPart({ parts, leftOut }: Recipe, index: number): FilePages | undefined {
  const shown = parts[index] ?? [];
  const asItIs = parts.length === 1 && leftOut.length === 0 && shown.every(({ page, turn }, at) => page === at + 1 && turn === 0);
  return asItIs || shown.length === 0 ? undefined : { shown: [...shown], leftOut: [...leftOut] };
}

/** The number of the proposed part that a part belongs to: the last one that begins no later than its earliest page; -1 where none does. */
export function proposedPartOf(proposed: Recipe, part: readonly TurnedPage[]): number {
  return proposed.parts.findLastIndex((one) => earliestOf(one) <= earliestOf(part));
}

const earliestOf = (part: readonly TurnedPage[]): number => Math.min(...part.map(({ page }) => page));

/** A new document begins with this page. */
export function splitBefore(recipe: Recipe, page: number): Recipe {
  return withParts(
    recipe,
    recipe.parts.flatMap((part) => {
      const at = part.findIndex((one) => one.page === page);
      return at > 0 ? [part.slice(0, at), part.slice(at)] : [part];
    }),
  );
}

/** The document that holds this page goes on the one before it. */
export function mergeWithPrevious(recipe: Recipe, page: number): Recipe {
  const at = partOf(recipe, page);
  const { parts } = recipe;
  const joined = at > 0 ? [...(parts[at - 1] ?? []), ...(parts[at] ?? [])] : undefined;
  return joined === undefined ? recipe : withParts(recipe, [...parts.slice(0, at - 1), joined, ...parts.slice(at + 1)]);
}

/** Turns the page a quarter clockwise. */
export function turnPage(recipe: Recipe, page: number): Recipe {
  const next = (turn: TurnedPage["turn"]): TurnedPage["turn"] => quarterTurns[(quarterTurns.indexOf(turn) + 1) % quarterTurns.length] ?? 0;
  return withParts(
    recipe,
    recipe.parts.map((part) => part.map((one) => (one.page === page ? { ...one, turn: next(one.turn) } : one))),
  );
}

/** Puts the page in front of another one, wherever that stands. */
export function moveBefore(recipe: Recipe, page: number, before: number): Recipe {
  const moved = recipe.parts.flat().find((one) => one.page === page);
  if (moved === undefined || page === before || partOf(recipe, before) < 0) return recipe;
  return withParts(
    recipe,
    recipe.parts.map((part) =>
      part.flatMap((one) => {
        if (one.page === page) return [];
        return one.page === before ? [moved, one] : [one];
      }),
    ),
  );
}

/** The page is in no document; it stays in the file and can be brought back. */
export function leaveOut(recipe: Recipe, page: number, reason: LeftOut["reason"]): Recipe {
  const left = recipe.parts.flat().find((one) => one.page === page);
  if (left === undefined) return recipe;
  const parts = recipe.parts.map((part) => part.filter((one) => one.page !== page));
  const turned = left.turn === 0 ? {} : { turn: left.turn };
  return withParts({ ...recipe, leftOut: [...recipe.leftOut, { page, reason, ...turned }] }, parts);
}

/** Puts a page that was left out behind the page it follows in the file, and at the very beginning where there is none. */
export function bringBack(recipe: Recipe, page: number): Recipe {
  const left = recipe.leftOut.find((one) => one.page === page);
  if (left === undefined) return recipe;
  const back: TurnedPage = { page, turn: left.turn ?? 0 };
  const leftOut = recipe.leftOut.filter((one) => one.page !== page);
  const earlier = recipe.parts.flat().flatMap((one) => (one.page < page ? [one.page] : []));
  const follows = Math.max(...earlier);
  const [first = [], ...others] = recipe.parts;
  const parts =
    earlier.length === 0
      ? [[back, ...first], ...others]
      : recipe.parts.map((part) => part.flatMap((one) => (one.page === follows ? [one, back] : [one])));
  return withParts({ ...recipe, leftOut }, parts);
}

/** A recipe with every form it had before, the latest last. */
export interface RecipeHistory {
  readonly now: Recipe;
  readonly before: readonly Recipe[];
}

/** The history after a step; one that changed nothing is none. */
export function stepTo(history: RecipeHistory, next: Recipe): RecipeHistory {
  return next === history.now ? history : { now: next, before: [...history.before, history.now] };
}

export function undoStep({ now, before }: RecipeHistory): RecipeHistory {
  return { now: before.at(-1) ?? now, before: before.slice(0, -1) };
}

function partOf({ parts }: Recipe, page: number): number {
  return parts.findIndex((part) => part.some((one) => one.page === page));
}

function withParts(recipe: Recipe, parts: Recipe["parts"]): Recipe {
  return { ...recipe, parts: parts.filter((part) => part.length > 0) };
}
