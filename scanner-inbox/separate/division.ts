// How a person wants a file divided: its pages by document, and what the separator sheet before each of them says. Pure.
import { z } from "../../shared/base/zod.ts";
import { proposedPartOf, recipeSchema, type Recipe } from "../../shared/domain/pages.ts";
import type { ProposedRecipe } from "./propose-recipe.ts";

const sheetSchema = z.object({ unit: z.string(), kind: z.enum(["invoice", "document"]) });

export const divisionSchema = z.object({ recipe: recipeSchema, sheets: z.array(sheetSchema.nullable()) });
/** `sheets` has one entry for each part of the recipe; null where no sheet of ours stands before it. */
export type Division = Readonly<z.infer<typeof divisionSchema>>;

/** A person's recipe with what the sheets of the proposal say: each part goes by the sheet of the proposed part it belongs to. */
export function divisionOf(proposal: ProposedRecipe, recipe: Recipe): Division {
  const sheets = recipe.parts.map((part) => {
    const sheet = proposal.parts[proposedPartOf(proposal.recipe, part)]?.sheet;
    return sheet === undefined ? null : { unit: sheet.unit, kind: sheet.kind };
  });
  return { recipe: { parts: recipe.parts.map((part) => [...part]), leftOut: [...recipe.leftOut] }, sheets };
}
