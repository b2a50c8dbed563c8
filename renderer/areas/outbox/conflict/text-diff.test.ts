// Differences within texts: what is marked and what is not, and merging that never loses a word.
import fc from "fast-check";
import { expect, test } from "vitest";
import { grainOf, mergedText, piecesAgainst } from "./text-diff.ts";

const marked = (text: string, other: string, grain: "words" | "signs"): string =>
  piecesAgainst(text, other, grain)
    .map((piece) => (piece.differs ? `[${piece.text}]` : piece.text))
    .join("");

test("notes are told apart by words, numbers by signs", () => {
  expect(marked("Bitte bis Montag prüfen", "Bitte bis Freitag prüfen", "words")).toBe("Bitte bis [Montag] prüfen");
  expect(marked("Strom Rathaus und Bauhof Oktober 2026", "Strom Rathaus Oktober 2026, Zähler 4711", "words")).toBe(
    "Strom Rathaus [und Bauhof] Oktober 2026",
  );
  expect(marked("Strom Rathaus Oktober 2026, Zähler 4711", "Strom Rathaus und Bauhof Oktober 2026", "words")).toBe(
    "Strom Rathaus Oktober 2026[, Zähler 4711]",
  );
  expect(marked("zwei  Worte", "zwei Worte", "words")).toContain("[");
  expect(marked("129,00", "119,00", "signs")).toBe("1[2]9,00");
  expect([grainOf("gross"), grainOf("iban"), grainOf("remittance"), grainOf("title")]).toEqual(["signs", "signs", "words", "words"]);
});

test("the pieces of a text are the text, and equal texts have no marks", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom("words" as const, "signs" as const), (text, other, grain) => {
      const pieces = piecesAgainst(text, other, grain);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      expect(piecesAgainst(text, text, grain).some((piece) => piece.differs)).toBe(false);
    }),
    { numRuns: 300, seed: 35 },
  );
});

test("changes that lie apart come together; where both wrote in one place mine is what the person goes on from", () => {
  const from = "Strom Rathaus Oktober 2026";
  expect(mergedText(from, "Strom Bauhof Oktober 2026", "Strom Rathaus November 2026")).toBe("Strom Bauhof November 2026");
  expect(mergedText(from, "Strom Bauhof Oktober 2026", "Strom Museum Oktober 2026")).toBe("Strom Bauhof Oktober 2026");
  expect(mergedText("", "meins", "deren")).toBe("meins");
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      expect(mergedText(one, two, one)).toBe(two);
      expect(mergedText(one, two, two).length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 200, seed: 35 },
  );
});
