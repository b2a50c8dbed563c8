// What each document of a divided file says, out of what was read of the whole. Pure.
import type { Reading } from "../read/reading.ts";
import type { Recipe } from "../../shared/domain/pages.ts";

/** The reading of one part, its pages in the order of the part. What the file says as data holds for an undivided file alone. */
export function readingOfPart(reading: Reading, recipe: Recipe, index: number): Reading {
  const part = readingOfPages(
    reading,
    (recipe.parts[index] ?? []).map(({ page }) => page),
  );
  return recipe.parts.length === 1 ? part : { ...part, invoice: null, invoiceOrigin: null };
}

/** The reading of these pages alone, in this order. */
export function readingOfPages(reading: Reading, numbers: readonly number[]): Reading {
  const pages = numbers.flatMap((page) => reading.pages.find(({ number }) => number === page) ?? []);
  const codes = reading.codes?.filter(({ page }) => pages.some(({ number }) => number === page));
  return { ...reading, pages, ...(codes === undefined ? {} : { codes }) };
}
