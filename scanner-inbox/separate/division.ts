// How a person wants a file divided: its pages by document, and what the separator sheet before each of them says. Pure.
import { z } from "../../shared/base/zod.ts";
import { recipeSchema, type Recipe } from "../../shared/domain/pages.ts";
import type { ProposedRecipe } from "./propose-recipe.ts";

const sheetSchema = z.object({ unit: z.string(), kind: z.enum(["invoice", "document"]) });

export const divisionSchema = z.object({ recipe: recipeSchema, sheets: z.array(sheetSchema.nullable()) });
/** `sheets` has one entry for each part of the recipe; null where no sheet of ours stands before it. */
export type Division = Readonly<z.infer<typeof divisionSchema>>;

/** A person's recipe with what the sheets of the proposal say: a part goes by the sheet that opens the proposed part in which it begins. */
export function divisionOf(proposal: ProposedRecipe, recipe: Recipe): Division {
  const opened = proposal.recipe.parts.map((part, index) => ({ from: firstOf(part), sheet: proposal.parts[index]?.sheet }));
  const sheets = recipe.parts.map((part) => {
    const sheet = opened.findLast(({ from }) => from <= firstOf(part))?.sheet;
    return sheet === undefined ? null : { unit: sheet.unit, kind: sheet.kind };
  });
  return { recipe: { parts: recipe.parts.map((part) => [...part]), leftOut: [...recipe.leftOut] }, sheets };
}

const firstOf = (part: readonly { readonly page: number }[]): number => Math.min(...part.map(({ page }) => page));
