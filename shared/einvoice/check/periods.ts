// Periods of an invoice (BG-14) and of a line (BG-26), which have the same rules.
import type { DayText, Period } from "../model.ts";
import type { Place } from "./rule.ts";
import { given } from "./terms.ts";

/** The days of a period are in order; only days that could be read are compared. */
export function inOrder({ start, end }: Period): boolean {
  return !isDay(start) || !isDay(end) || start <= end;
}

function isDay(day: DayText | null): day is DayText {
  return day !== null && /^\d{4}-\d{2}-\d{2}$/u.test(day);
}

/** A period says when it begins or when it ends. */
export function hasDay({ start, end }: Period): boolean {
  return given(start) || given(end);
}

/** Where a period ends before it begins, with both days. */
export function turnedAround(term: Place["term"], { start, end }: Period): Place {
  return { term, values: { start: start ?? "", end: end ?? "" } };
}
