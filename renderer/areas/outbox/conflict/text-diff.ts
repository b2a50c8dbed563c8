// Where two texts differ, word by word or sign by sign, and three texts made into one. Pure.
import { diffArrays, diffChars, diffWordsWithSpace } from "diff";

export interface Piece {
  readonly text: string;
  /** Where in the text it begins. */
  readonly start: number;
  /** The other text has nothing like it here. */
  readonly differs: boolean;
}

/** Amounts, days and numbers are told apart by their signs, everything people write by its words. */
export type Grain = "words" | "signs";

const bySigns = ["net", "vat", "gross", "iban", "bic", "number", "issueDate", "dueDate", "documentDate", "account"];

export function grainOf(field: string): Grain {
  return bySigns.includes(field) ? "signs" : "words";
}

/** `text` in pieces: those marked differ from `other`. */
export function piecesAgainst(text: string, other: string, grain: Grain): readonly Piece[] {
  const pieces = grain === "words" ? byWords(text, other) : piecesOf(diffChars(other, text));
  // Words that are all the same with other spaces between them: then it is the spaces that differ.
  return text === other || pieces.some((piece) => piece.differs) ? pieces : piecesOf(diffWordsWithSpace(other, text));
}

interface Part {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}

function piecesOf(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { value, added, removed } of parts) {
    if (removed || value === "") continue;
    pieces.push({ text: value, start, differs: added });
    start += value.length;
  }
  return pieces;
}

/** A word goes with the space before it: a space alone, which is found everywhere, must not pair what has nothing in common. */
function byWords(text: string, other: string): Piece[] {
  const parts = diffArrays(wordsOf(other), wordsOf(text), { comparator: (one, two) => one.trim() === two.trim() });
  return piecesOf(
    parts.flatMap(({ value, added, removed }): Part[] => {
      const whole = value.join("");
      const space = added ? whole.length - whole.trimStart().length : 0;
      // The space before what differs is not marked.
      return [
        { value: whole.slice(0, space), added: false, removed },
        { value: whole.slice(space), added, removed },
      ];
    }),
  );
}

function wordsOf(text: string): string[] {
  return text.match(/\s*[\p{L}\p{N}]+|\s*[^\p{L}\p{N}\s]|\s+/gu) ?? [];
}

interface Change {
  /** The part of the first text, in signs, that is replaced. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function changesFrom(from: string, to: string): readonly Change[] {
  const found: Change[] = [];
  let place = 0;
  let open: { start: number; end: number; text: string } | undefined;
  for (const { value, added, removed } of diffWordsWithSpace(from, to)) {
    if (!added && !removed) {
      if (open !== undefined) found.push(open);
      open = undefined;
      place += value.length;
      continue;
    }
    open ??= { start: place, end: place, text: "" };
    if (removed) open.end = place += value.length;
    else open.text += value;
  }
  return open === undefined ? found : [...found, open];
}

/** Both people's changes in one text, where they lie apart; otherwise mine alone, for the person to go on from. */
export function mergedText(from: string, mine: string, theirs: string): string {
  if (from === "") return mine;
  const [own, other] = [changesFrom(from, mine), changesFrom(from, theirs)];
  const touches = own.some((one) => other.some((two) => one.start <= two.end && two.start <= one.end));
  if (touches) return mine;
  let text = from;
  for (const { start, end, text: part } of [...own, ...other].sort((one, two) => two.start - one.start))
    text = text.slice(0, start) + part + text.slice(end);
  return text;
}
