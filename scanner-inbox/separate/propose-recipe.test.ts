// What a file is proposed to become: each rule by an example, and for any pages at all that none is lost or in two places.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pagesOfPart, filePagesSchema } from "../../shared/domain/pages.ts";
import type { SeparatorSheet } from "../../shared/domain/separator-sheet.ts";
import type { PageLook, Separator } from "./page-look.ts";
import { proposeRecipe } from "./propose-recipe.ts";

const sheetOf = (nonce: string): SeparatorSheet => ({ unit: "finanzen", kind: "invoice", nonce });

/** Pages by letters: c content, b blank, A and B our sheets, t bars, p PATCHT, d a damaged one, u unreadable. */
function looksOf(letters: string): PageLook[] {
  return Array.from(letters, (letter, index) => lookOf(letter, index + 1));
}

function lookOf(letter: string, page: number): PageLook {
  const separators: Readonly<Record<string, Separator>> = {
    A: { code: "ours", sheet: sheetOf("A") },
    B: { code: "ours", sheet: sheetOf("B") },
    t: { code: "patchT" },
    p: { code: "patchCode" },
    d: { code: "damaged" },
  };
  const look = { page, separator: separators[letter] ?? null, blank: letter === "b", ink: letter === "b" ? 0 : 0.05 };
  return letter === "u" ? { ...look, failure: "picture-damaged" } : look;
}

/** Parts by their pages and their sheet, then what is left out: b as blank, s as separator. */
function shown(letters: string): string {
  const { recipe, parts } = proposeRecipe(looksOf(letters));
  expect(parts).toHaveLength(recipe.parts.length);
  const documents = recipe.parts.map((part, index) => `${parts[index]?.sheet?.nonce ?? ""}[${part.map(({ page }) => page).join(" ")}]`);
  return [...documents, ...recipe.leftOut.map(({ page, reason }) => `${reason.charAt(0)}${page}`)].join(" ");
}

describe("a file becomes", () => {
  test.each([
    ["one document without any separator", "cc", "[1 2]"],
    ["a document behind each separator, of whichever make", "Acctcpc", "A[2 3] [5] [7] s1 s4 s6"],
    ["a document of its own before the first sheet", "ccAc", "[1 2] A[4] s3"],
    ["the same with the sheet's blank back going with it", "Abcc", "A[3 4] s1 s2"],
    ["the same with the code on both sides", "AAcc", "A[3 4] s1 s2"],
    ["one document behind two sheets, the last of which counts", "ABc", "B[3] s1 s2"],
    ["one document behind two sheets with blank backs", "AbBbc", "B[5] s1 s2 s3 s4"],
    ["no document of the last one's where bars come last", "Atc", "[3] s1 s2"],
    ["nothing behind a sheet at the end", "cA", "[1] s2"],
    ["nothing behind a sheet at the end and its back", "ccAb", "[1 2] s3 s4"],
    ["nothing at all where it is a sheet on its own", "A", "s1"],
    ["nothing at all where it is a sheet and its back", "Ab", "s1 s2"],
    ["a document without its blank pages", "cbcb", "[1 3] b2 b4"],
    ["a document whose first page is blank behind a sheet's back", "Abbc", "A[4] s1 s2 b3"],
    ["nothing between two sheets with only blank pages", "AbbBc", "B[5] s1 s2 b3 s4"],
    ["itself where all is blank", "bbb", "[1 2 3]"],
    ["its blank pages where there is nothing else", "Abb", "A[3] s1 s2"],
    ["a document that keeps what nobody could look at", "cuc", "[1 2 3]"],
    ["documents divided by a damaged sheet", "cdc", "[1] [3] s2"],
  ])("%s", (_, letters, expected) => {
    expect(shown(letters)).toBe(expected);
  });
});

test("a damaged sheet is named, so that somebody is asked", () => {
  expect(proposeRecipe(looksOf("cdcdA")).damaged).toEqual([2, 4]);
});

test("a file without pages becomes nothing", () => {
  expect(proposeRecipe([])).toEqual({ recipe: { parts: [], leftOut: [] }, parts: [], damaged: [] });
});

test("of any pages, each is in exactly one part or left out, in order, and no part is empty", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("c", "b", "A", "B", "t", "p", "d", "u"), minLength: 1, maxLength: 30 }), (letters) => {
      const { recipe, parts } = proposeRecipe(looksOf(letters));
      const shownPages = recipe.parts.flat().map(({ page }) => page);
      expect(shownPages).toEqual(shownPages.toSorted((one, other) => one - other));
      const all = [...shownPages, ...recipe.leftOut.map(({ page }) => page)].toSorted((one, other) => one - other);
      expect(all).toEqual(Array.from(letters, (_, index) => index + 1));
      expect(recipe.parts.every((part) => part.length > 0)).toBe(true);
      expect(parts).toHaveLength(recipe.parts.length);
      // Content is never left out, and neither is everything unless all are sheets and backs.
      for (const { page } of recipe.leftOut) expect("cu").not.toContain(letters[page - 1]);
      expect(recipe.parts.length === 0).toBe(!/[cu]/u.test(letters) && !/(?:^|b)b/u.test(letters));
      for (const index of recipe.parts.keys()) {
        const kept = pagesOfPart(recipe, index);
        expect(kept === undefined || filePagesSchema.safeParse(kept).success).toBe(true);
      }
    }),
  );
});
