// Words for the viewer and the marks.
import fc from "fast-check";
import { expect, test } from "vitest";
import { markWords, searchWords } from "./search-words.ts";

test("phrases stay together, single letters go, the longest comes first", () => {
  expect(searchWords('„Am Markt" a Licht licht')).toEqual(["Am Markt", "Licht", "licht"]);
  expect(searchWords("   ")).toEqual([]);
});

test("marking loses no letter and marks nothing but the words", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }), (text, words) => {
      const pieces = markWords(text, words);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    }),
    { seed: 4 },
  );
  expect(markWords("Straße (alt)", ["(alt)"])).toEqual([
    { text: "Straße ", hit: false },
    { text: "(alt)", hit: true },
  ]);
});
