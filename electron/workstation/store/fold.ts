// German folding, the same for index and query: Prüfung, Pruefung and prufung are one word, and so are Straße and Strasse.

const plain = /^[\u0000-\u007f]*$/u;

/** Lower case without diacritics; ß as ss; ae, oe and ue as their vowel alone, on both sides of every comparison. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  const letters = plain.test(lower)
    ? lower
    : lower
        .replaceAll("ß", "ss")
        .normalize("NFKD")
        .replaceAll(/\p{M}+/gu, "");
  return letters.replaceAll(/([aou])e/gu, "$1");
}

/** One thing searched for: the folded words in their order; `phrase` where it was written in quotation marks. */
export interface SearchTerm {
  readonly words: readonly string[];
  readonly phrase: boolean;
}

/** The terms of what a person typed: words, and phrases in quotation marks (an unclosed one counts as closed at the end). */
export function searchTerms(typed: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [index, part] of typed.split('"').entries()) {
    const pieces = index % 2 === 1 ? [part] : part.split(/\s+/u);
    for (const piece of pieces) {
      const words = fold(piece).match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length > 0) terms.push({ words: [...words], phrase: index % 2 === 1 });
    }
  }
  return terms;
}

const quoted = (words: readonly string[]): string => `"${words.join(" ")}"`;
const shortestPrefix = 3;

/** The FTS5 query for whole words; `typing` lets the last word be the beginning of one. Undefined where nothing is searched. */
export function wordsQuery(terms: readonly SearchTerm[], typing: boolean): string | undefined {
  if (terms.length === 0) return undefined;
  return terms
    .map((term, index) => {
      const last = index === terms.length - 1 && typing && !term.phrase;
      return last && (term.words.at(-1)?.length ?? 0) >= shortestPrefix ? `${quoted(term.words)}*` : quoted(term.words);
    })
    .join(" AND ");
}

/** The FTS5 query for pieces of words in the trigram index; undefined where a term is too short for it. */
export function partsQuery(terms: readonly SearchTerm[]): string | undefined {
  const pieces = terms.map((term) => term.words.join(" "));
  if (pieces.length === 0 || pieces.some((piece) => piece.length < shortestPrefix)) return undefined;
  return pieces.map((piece) => `"${piece}"`).join(" AND ");
}

/** What the trigram index and `like` compare: folded words with single blanks between. */
export function foldedWords(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
