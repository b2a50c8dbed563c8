// Calendar dates of the office: days in Europe/Berlin as YYYY-MM-DD texts; never a clock, never a time of day.
import { must } from "./must.ts";

/** A day of the calendar as `YYYY-MM-DD`; sorting the texts sorts the days. */
export type OfficeDate = string;

const DAY_MS = 86_400_000;

const MONTH_NAMES: readonly (readonly string[])[] = [
  ["januar", "jan", "jänner", "january"],
  ["februar", "feb", "february"],
  ["märz", "mär", "mrz", "maerz", "march", "mar"],
  ["april", "apr"],
  ["mai", "may"],
  ["juni", "jun", "june"],
  ["juli", "jul", "july"],
  ["august", "aug"],
  ["september", "sept", "sep"],
  ["oktober", "okt", "october", "oct"],
  ["november", "nov"],
  ["dezember", "dez", "december", "dec"],
];

const MONTH_OF_NAME: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** Whether a text is a day that exists, written `YYYY-MM-DD`. */
export function isOfficeDate(text: string): text is OfficeDate {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  return found !== null && officeDate(Number(found[1]), Number(found[2]), Number(found[3])) === text;
}

/** The day of a year, month (1–12) and day of month, or null where the calendar has none. Years 1000–9999. */
export function officeDate(year: number, month: number, day: number): OfficeDate | null {
  if (!Number.isInteger(year) || year < 1000 || year > 9999 || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  const instant = new Date(Date.UTC(year, month - 1, day));
  if (instant.getUTCFullYear() !== year || instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) return null;
  return instant.toISOString().slice(0, 10);
}

/**
 * The day of a whole text in German writing (`24.11.2026`, `24.11.26`, `24. November 2026`, `24. Nov. 26`) or ISO; null for anything else.
 * Two-digit years mean 1970–2069.
 */
export function parseOfficeDate(text: string): OfficeDate | null {
  const plain = text
    .normalize("NFC")
    .replace(/[\s\u00a0\u202f]+/gu, " ")
    .trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(plain);
  if (iso) return officeDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/u.exec(plain);
  if (numeric) return officeDate(fullYear(numeric[3] ?? ""), Number(numeric[2]), Number(numeric[1]));
  const named = /^(\d{1,2})\.? ?(\p{L}+)\.? ?(\d{4}|\d{2})$/u.exec(plain);
  const month = MONTH_OF_NAME.get((named?.[2] ?? "").toLowerCase());
  if (named && month !== undefined) return officeDate(fullYear(named[3] ?? ""), month, Number(named[1]));
  return null;
}

/** The day that lies `days` after (or, negative, before) a day. */
export function addDays(date: OfficeDate, days: number): OfficeDate {
  return new Date(dayNumber(date) * DAY_MS + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another; negative where the second lies before the first. */
export function daysBetween(from: OfficeDate, to: OfficeDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Order of two days, for sorting: negative where the left one is earlier. */
export function compareDates(left: OfficeDate, right: OfficeDate): number {
  return daysBetween(right, left);
}

/** Day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: OfficeDate): number {
  // Day 0, 1970-01-01, was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The calendar day in Germany at an instant given in milliseconds since 1970. */
export function officeDateAt(epochMilliseconds: number): OfficeDate {
  const parts = BERLIN.formatToParts(new Date(epochMilliseconds));
  const part = (type: string): string =>
    must(parts.find((candidate) => candidate.type === type)?.value, "the formatter was asked for year, month and day");
  return `${part("year")}-${part("month")}-${part("day")}`;
}

const BERLIN = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin", year: "numeric", month: "2-digit", day: "2-digit" });

function dayNumber(date: OfficeDate): number {
  if (!isOfficeDate(date)) throw new Error(`impossible: ${JSON.stringify(date)} is no day`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
