// Marks in the original text what a search hit. Pure; the folded index never reaches a screen.
import type { MarkedText } from "../../../shared/desk/archive-calls.ts";
import { fold, type SearchTerm } from "./fold.ts";

const word = /[\p{L}\p{N}]+/gu;
const excerptLength = 220;
const shortestPart = 3;

function isHit(folded: string, wanted: readonly string[]): boolean {
  return wanted.some((one) => folded === one || (one.length >= shortestPart && folded.includes(one)));
}

/** The text in pieces, words that match a term marked. */
export function marked(text: string, terms: readonly SearchTerm[]): MarkedText {
  const wanted = terms.flatMap((term) => term.words);
  const pieces: { text: string; hit: boolean }[] = [];
  let done = 0;
  if (wanted.length > 0)
    for (const match of text.matchAll(word)) {
      if (!isHit(fold(match[0]), wanted)) continue;
      if (match.index > done) pieces.push({ text: text.slice(done, match.index), hit: false });
      pieces.push({ text: match[0], hit: true });
      done = match.index + match[0].length;
    }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** A piece of the text around its first hit (its beginning where there is none), marked. */
export function excerpt(text: string, terms: readonly SearchTerm[]): MarkedText {
  const wanted = terms.flatMap((term) => term.words);
  let first = 0;
  if (wanted.length > 0)
    for (const match of text.matchAll(word))
      if (isHit(fold(match[0]), wanted)) {
        first = match.index;
        break;
      }
  // Lists show some fifty characters: the hit has to stand well within them.
  const blank = first > 24 ? text.lastIndexOf(" ", first - 12) : -1;
  const start = first <= 24 ? 0 : Math.max(blank + 1, first - 28);
  const cut = text
    .slice(start, start + excerptLength)
    .replaceAll(/\s+/gu, " ")
    .trim();
  const before = start > 0 ? "… " : "";
  const after = start + excerptLength < text.length ? " …" : "";
  return marked(`${before}${cut}${after}`, terms);
}
