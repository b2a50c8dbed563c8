// What is left of a supplier's name, number or account where only the spelling differs. Pure; desk and server must agree.

const legalForms =
  /(?<!\p{L})(?:g?gmbh(?:\s*&\s*co\.?\s*(?:kg|ohg|kgaa))?|mbh|ag(?:\s*&\s*co\.?\s*kg)?|kgaa|kg|ohg|gbr|ug(?:\s*\(haftungsbeschränkt\))?|partg(?:\s*mbb)?|e\.?\s?k\.?|e\.?\s?kfm\.?|e\.?\s?v\.?|eg|se|aör|inh(?:aber(?:in)?)?\.?)(?!\p{L})/giu;

/** Letters and digits alone, in capitals: how ids and accounts are compared whatever blanks, dashes and dots stand in them. */
export function plainMark(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** A name without legal form, punctuation and umlauts: "Müller & Söhne GmbH" and "MUELLER u. SOEHNE" are both "mullersohne". */
export function plainName(name: string): string {
  const short = lettersOf(name.replaceAll(legalForms, " "));
  return short === "" ? lettersOf(name) : short;
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/([aou])e/gu, "$1")
    .replaceAll(/(?<![\p{L}\p{N}])(?:und|u)(?![\p{L}\p{N}])/gu, "")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** How many letters two plain names may differ in and still be one name that was read with a slip. */
function slipsAllowed(length: number): number {
  return length < 6 ? 0 : length < 12 ? 1 : 2;
}

/**
 * Pieces of a plain name of which at least one stands unchanged in every name that is a slip of it: one more than slips are allowed. A
 * list of thousands is narrowed by them before letters are compared. None where no slip is allowed.
 */
export function slipPieces(name: string): readonly string[] {
  const most = slipsAllowed(name.length);
  if (most === 0) return [];
  const size = Math.ceil(name.length / (most + 1));
  return Array.from({ length: most + 1 }, (_none, index) => name.slice(index * size, (index + 1) * size)).filter((piece) => piece !== "");
}

/** Whether two plain names differ by no more than a reader's slips: few letters changed, lost or added. */
export function isSlipOf(one: string, other: string): boolean {
  const most = slipsAllowed(Math.min(one.length, other.length));
  return most > 0 && Math.abs(one.length - other.length) <= most && distance(one, other, most) <= most;
}

/** Letters to change, drop or add from one to the other; stops counting behind `most`. */
function distance(one: string, other: string, most: number): number {
  let row = Array.from({ length: other.length + 1 }, (_none, index) => index);
  for (let left = 1; left <= one.length; left++) {
    const next = [left];
    let least = left;
    for (let right = 1; right <= other.length; right++) {
      const change = (row[right - 1] ?? 0) + (one[left - 1] === other[right - 1] ? 0 : 1);
      const steps = Math.min(change, (row[right] ?? 0) + 1, (next[right - 1] ?? 0) + 1);
      next.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return least;
    row = next;
  }
  return row[other.length] ?? 0;
}
