// Finds amounts, dates and rates inside running text by the strict grammars beside it; never guesses a half-written one.
import { parseCents, type Cents } from "./money.ts";
import { parseOfficeDate, type OfficeDate } from "./office-date.ts";

export type AmountInText = { readonly cents: Cents; readonly index: number; readonly end: number };

const GERMAN = String.raw`\d{1,3}(?:[.\s'’]\d{3})+,(?:\d{2}|-{1,2}|–)|\d+,(?:\d{2}|--?|–)`;
const ENGLISH = String.raw`\d{1,3}(?:[,'’]\d{3})+\.\d{2}|\d{3,}\.\d{2}|(?<=(?:€|EUR)\s?)\d+\.\d{2}`;
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

const MONTH =
  /(?<![\p{L}\d])(?<!\d\. ?)(Januar|Jänner|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.?\s+(\d{4}|\d{2})(?!\d)|(?<![\d./])(0?[1-9]|1[0-2])\/(20\d{2})(?!\d)/giu;

/** Months that stand for themselves ("März 2026", "03/2026"), in order; `month` counts from 1. */
export function monthsIn(text: string): { readonly year: number; readonly month: number; readonly index: number }[] {
  return [...text.matchAll(MONTH)].flatMap((match) => {
    const first = parseOfficeDate(match[1] === undefined ? `01.${match[3] ?? ""}.${match[4] ?? ""}` : `1. ${match[1]} ${match[2] ?? ""}`);
    return first === null ? [] : [{ year: Number(first.slice(0, 4)), month: Number(first.slice(5, 7)), index: match.index }];
  });
}

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ["sieben", 7],
  ["acht", 8],
  ["zehn", 10],
  ["vierzehn", 14],
  ["einundzwanzig", 21],
  ["dreißig", 30],
  ["zwei", 2],
  ["drei", 3],
  ["vier", 4],
  ["einer", 1],
  ["einem", 1],
  ["eines", 1],
]);
const COUNT = String.raw`(\d{1,3}|${[...NUMBER_WORDS.keys()].join("|")})`;
const TERM = new RegExp(String.raw`(?<![\p{L}\d,.])${COUNT}\s*(?:kalender|werk|bank)?(tage?n?|wochen?|monats?|monate?n?)(?!\p{L})`, "giu");

/** The terms in a text ("14 Tage", "zwei Wochen", "einem Monat"), in order. */
export function termsIn(text: string): { readonly days: number; readonly months: number; readonly index: number }[] {
  return [...text.matchAll(TERM)].map((match) => {
    const count = NUMBER_WORDS.get((match[1] ?? "").toLowerCase()) ?? Number(match[1]);
    const unit = (match[2] ?? "").toLowerCase();
    const days = unit.startsWith("tag") ? count : unit.startsWith("woche") ? count * 7 : 0;
    return { days, months: unit.startsWith("monat") ? count : 0, index: match.index };
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
