// From what the pages of a file look like to the documents it is proposed to become. Pure; only proposes, and no page is ever lost or in two places.
import type { LeftOut, Recipe, TurnedPage } from "../../shared/domain/pages.ts";
import type { SeparatorSheet } from "../../shared/domain/separator-sheet.ts";
import type { PageLook } from "./page-look.ts";

/** A document of the proposal; with the sheet of ours that opened it, where one did. */
export type ProposedPart = { readonly sheet?: SeparatorSheet };

export type ProposedRecipe = {
  /** Without any part where the file holds nothing but separators and their backs: there is nothing to book, and whoever books says so. */
  readonly recipe: Recipe;
  /** One for each part of the recipe, in its order. */
  readonly parts: readonly ProposedPart[];
  /** Pages that divide the file although their code is damaged: somebody has to say what lies behind them. */
  readonly damaged: readonly number[];
};

type Place = "separator" | "back" | "blank" | "content";
type Placed = { readonly look: PageLook; readonly place: Place };
type Open = { readonly pages: TurnedPage[]; readonly sheet: SeparatorSheet | undefined };

/**
 * The proposal for a file, from the looks at all its pages in their order.
 *
 * A separator is left out and what follows begins a document; of several without anything between them the last one counts. The blank page
 * right behind a separator is its back and goes with it. Other blank pages are left out as such, but where nothing else would be left they stay.
 */
export function proposeRecipe(looks: readonly PageLook[]): ProposedRecipe {
  const placed = withPlaces(looks);
  const onlyBlank = !placed.some(({ place }) => place === "content");
  const isShown = ({ place }: Placed): boolean => place === "content" || (onlyBlank && place === "blank");
  const parts = partsOf(placed, isShown);
  return {
    recipe: { parts: parts.map(({ pages }) => pages), leftOut: placed.filter((one) => !isShown(one)).map(leftOutOf) },
    parts: parts.map(({ sheet }) => (sheet === undefined ? {} : { sheet })),
    damaged: looks.filter(({ separator }) => separator?.code === "damaged").map(({ page }) => page),
  };
}

function withPlaces(looks: readonly PageLook[]): Placed[] {
  return looks.map((look, index) => ({ look, place: placeOf(look, looks[index - 1]) }));
}

function placeOf({ separator, blank }: PageLook, before: PageLook | undefined): Place {
  if (separator !== null) return "separator";
  if (!blank) return "content";
  return before !== undefined && before.separator !== null ? "back" : "blank";
}

function leftOutOf({ look: { page }, place }: Placed): LeftOut {
  return { page, reason: place === "blank" ? "blank" : "separator" };
}

/** Those that have pages: a sheet at the end, or right before another one, opens nothing. */
function partsOf(placed: readonly Placed[], isShown: (one: Placed) => boolean): Open[] {
  const parts: Open[] = [{ pages: [], sheet: undefined }];
  for (const one of placed) {
    const { separator, page } = one.look;
    if (separator !== null) parts.push({ pages: [], sheet: separator.code === "ours" ? separator.sheet : undefined });
    else if (isShown(one)) parts.at(-1)?.pages.push({ page, turn: 0 });
  }
  return parts.filter(({ pages }) => pages.length > 0);
}
