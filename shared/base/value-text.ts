// Finds amounts, dates and rates inside running text by the strict grammars beside it; never guesses a half-written one.
import { parseCents, type Cents } from "./money.ts";
import { parseOfficeDate, type OfficeDate } from "./office-date.ts";

export type AmountInText = { readonly cents: Cents; readonly index: number; readonly end: number };

const GERMAN = String.raw`\d{1,3}(?:[.\s'’]\d{3})+,(?:\d{2}|-{1,2}|–)|\d+,(?:\d{2}|--?|–)`;
const ENGLISH = String.raw`\d{1,3}(?:,\d{3})+\.\d{2}|\d{3,}\.\d{2}`;
const AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\d.,/])([-−–]\s?)?(?:(€|EUR|Euro)\s?)?([-−–]\s?)?(${GERMAN}|${ENGLISH}|\d+\.\d{2}(?=\s?(?:€|EUR)))(\s?[-−](?![\p{L}\d]))?(?![\d%]|[.,]\d|\s?%)`,
  "gu",
);

/** The amounts with decimals in a text, in order. Rates, dates and whole numbers are none. */
export function amountsIn(text: string): AmountInText[] {
  const found: AmountInText[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const cents = parseCents((match[4] ?? "").replace(/\s/gu, " "));
    if (cents === null) continue;
    const negative = match[1] !== undefined || match[3] !== undefined || match[5] !== undefined;
    found.push({ cents: negative && cents !== 0 ? -cents : cents, index: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The percentages in a text, in order, in hundredths of a percent (19 % is 1900). */
export function ratesIn(text: string): number[] {
  return [...text.matchAll(/(?<![\d.,])(\d{1,2})(?:[.,](\d{1,2}))?\s?(?:%|v\.\s?H\.|Prozent)/gu)].map(
    (match) => Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")),
  );
}

const DATE =
  /(?<![\d.,])(?:\d{4}-\d{2}-\d{2}|\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})|\d{1,2}\. ?(?:Jan|Jän|Feb|Mär|Mrz|Maerz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{L}*\.? (?:\d{4}|\d{2}))(?![\d])/giu;

/** The days in a text, in order. */
export function datesIn(text: string): { readonly date: OfficeDate; readonly index: number; readonly end: number }[] {
  return [...text.matchAll(DATE)].flatMap((match) => {
    const date = parseOfficeDate(match[0]);
    return date === null ? [] : [{ date, index: match.index, end: match.index + match[0].length }];
  });
}

/** The day a text begins with, small words before it allowed; else null. */
export function leadingDate(text: string): OfficeDate | null {
  const first = datesIn(text)[0];
  if (!first) return null;
  return /^(?:(?:vom|den|am|zum|bis|spätestens|ab|dem|der)\b|[\s:,.]|\p{Lu}\p{Ll}{1,2}\.,|(?:Mon|Diens|Mitt|Donners|Frei|Sams|Sonn)\p{Ll}+,?)*$/iu.test(
    text.slice(0, first.index),
  )
    ? first.date
    : null;
}
