// What each document of a divided file says, out of what was read of the whole. Pure.
import type { Reading } from "../read/reading.ts";
import type { Recipe } from "../../shared/domain/pages.ts";

/** The reading of one part, its pages in the order of the part. What the file says as data holds for an undivided file alone. */
export function readingOfPart(reading: Reading, recipe: Recipe, index: number): Reading {
  const pages = (recipe.parts[index] ?? []).flatMap(({ page }) => reading.pages.find(({ number }) => number === page) ?? []);
  const codes = reading.codes?.filter(({ page }) => pages.some(({ number }) => number === page));
  const part = { ...reading, pages, ...(codes === undefined ? {} : { codes }) };
  return recipe.parts.length === 1 ? part : { ...part, invoice: null, invoiceOrigin: null };
}
