// When things happen in the demo town: people work on working days, citizens write at any hour, and nothing happens after `now`.
import { addDays, officeDateAt, weekdayOf } from "../../shared/base/office-date.ts";
import type { Random } from "../../shared/testing/random.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Any hour of a day that lies `from` to `to` days before now, but not in the last half hour. */
export function anyTime(random: Random, now: number, from: number, to: number): number {
  return now - Math.round(from * day + random.next() * (to - from) * day) - random.int(2, 30) * minute;
}

/**
 * A moment of work `from` to `to` days after `after`, between half past seven and four in Germany, Monday to Friday.
 * Where that would be later than now it is drawn between `after` and now.
 */
export function workTime(random: Random, after: number, now: number, from: number, to: number): number {
  let date = addDays(officeDateAt(after), Math.round(from + random.next() * (to - from)));
  while (weekdayOf(date) > 5) date = addDays(date, 1);
  const wanted = Date.parse(`${date}T06:30:00Z`) + random.int(0, 8 * 60) * minute + random.int(0, 59_999);
  if (wanted > after && wanted <= now) return wanted;
  const earliest = after + 1000;
  return earliest + Math.floor(random.next() * Math.max(0, Math.min(now, after + day) - earliest));
}

export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
