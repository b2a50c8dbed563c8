// The words of a search as the viewer and the marks need them. Pure; the desk does the searching.
import type { MarkedText } from "../../../shared/desk/archive-calls.ts";

/** Words and quoted phrases of a search text, longest first; single letters are left out. */
export function searchWords(text: string): readonly string[] {
  const phrases = [...text.matchAll(/["„“”](?<phrase>[^"„“”]+)["„“”]/gu)].map((match) => match.groups?.["phrase"]?.trim() ?? "");
  const rest = text.replaceAll(/["„“”][^"„“”]*["„“”]?/gu, " ").split(/\s+/u);
  const words = [...phrases, ...rest].filter((word) => word.length > 1);
  return [...new Set(words)].toSorted((left, right) => right.length - left.length);
}

/** The text with each of the words marked where it stands, whatever its case. */
export function markWords(text: string, words: readonly string[]): MarkedText {
  if (words.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join("|")})`, "giu");
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}
