// German nouns with their articles in the four cases; knows only what the demo texts need.

export type Gender = "m" | "f" | "n" | "p";

/** A noun phrase in its four cases, with the definite article. */
export interface Noun {
  readonly bare: string;
  readonly nom: string;
  readonly acc: string;
  readonly dat: string;
  readonly gen: string;
}

const articles: Readonly<Record<Gender, readonly [nom: string, acc: string, dat: string, gen: string]>> = {
  m: ["der", "den", "dem", "des"],
  f: ["die", "die", "der", "der"],
  n: ["das", "das", "dem", "des"],
  p: ["die", "die", "den", "der"],
};

/** A noun written as `f Wasserleitung`; genitive (m, n) or dative plural (p) after a bar: `m Zaun|Zauns`. */
export function noun(written: string): Noun {
  const [forms = "", changed] = written.slice(2).split("|");
  const gender = genderOf(written.charAt(0));
  const [nom, acc, dat, gen] = articles[gender];
  const genitive = gender === "m" || gender === "n" ? (changed ?? forms) : forms;
  const dative = gender === "p" ? (changed ?? forms) : forms;
  return { bare: forms, nom: `${nom} ${forms}`, acc: `${acc} ${forms}`, dat: `${dat} ${dative}`, gen: `${gen} ${genitive}` };
}

function genderOf(letter: string): Gender {
  if (letter === "m" || letter === "f" || letter === "n" || letter === "p") return letter;
  throw new Error(`impossible: ${letter} is no gender`);
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
