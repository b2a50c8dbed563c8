import { expect, test } from "vitest";
import { fold, foldedWords, partsQuery, searchTerms, wordsQuery } from "./fold.ts";
import { excerpt, marked } from "./marked.ts";

test("all German spellings of a word are one", () => {
  expect(new Set(["Prüfung", "PRUEFUNG", "prufung", "Prüfung"].map(fold))).toEqual(new Set(["prufung"]));
  expect(fold("Straße")).toBe(fold("Strasse"));
  expect(fold("Steuerprüfung")).toBe(fold("Steuerpruefung"));
  expect(fold("Gebäude")).toBe(fold("Gebaeude"));
});

test("words, phrases and numbers become queries that cannot break out of them", () => {
  const terms = searchTerms('Grundsteuer "neue Satzung" 20.1-2026/17 "offen');
  expect(terms.map((term) => term.words)).toEqual([["grundsteur"], ["neu", "satzung"], ["20", "1", "2026", "17"], ["offen"]]);
  expect(wordsQuery(terms, false)).toBe('"grundsteur" AND "neu satzung" AND "20 1 2026 17" AND "offen"');
  expect(wordsQuery(searchTerms("neu sat"), true)).toBe('"neu" AND "sat"*');
  expect(wordsQuery(searchTerms("NEAR(a OR) *"), false)).toBe('"near a" AND "or"');
  expect(wordsQuery(searchTerms(' "" . '), true)).toBeUndefined();
  expect(partsQuery(searchTerms("ab"))).toBeUndefined();
  expect(foldedWords("R-2026/0815  Müller&Söhne")).toBe("r 2026 0815 muller sohne");
});

test("hits are marked in the original spelling, and the excerpt stands around the first", () => {
  expect(marked("Die Prüfung der Straße", searchTerms("pruefung strasse"))).toEqual([
    { text: "Die ", hit: false },
    { text: "Prüfung", hit: true },
    { text: " der ", hit: false },
    { text: "Straße", hit: true },
  ]);
  const long = `${"Wort ".repeat(100)}Fundstelle ${"Rest ".repeat(100)}`;
  const piece = excerpt(long, searchTerms("fundstelle"));
  expect(piece.filter((part) => part.hit).map((part) => part.text)).toEqual(["Fundstelle"]);
  expect(piece.map((part) => part.text).join("").length).toBeLessThan(240);
});
