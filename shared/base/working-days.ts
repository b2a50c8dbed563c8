// Working days of Lower Saxony: Monday to Friday without the holidays of the land, as a library knows them, one-time ones included.
import { getHolidays } from "feiertagejs";
import { addDays, weekdayOf, type OfficeDate } from "./office-date.ts";

const known = new Map<string, ReadonlySet<string>>();

/** Holidays of a year in Lower Saxony, as office dates. */
function holidaysOf(year: string): ReadonlySet<string> {
  const found = known.get(year) ?? new Set(getHolidays(year, "NI").map(({ dateString }) => dateString));
  known.set(year, found);
  return found;
}

/** Whether the town hall and the banks work on that day. */
export function isWorkingDay(date: OfficeDate): boolean {
  return weekdayOf(date) <= 5 && !holidaysOf(date.slice(0, 4)).has(date);
}

/** The last working day up to and with `date`. */
export function workingDayUpTo(date: OfficeDate): OfficeDate {
  return isWorkingDay(date) ? date : workingDayUpTo(addDays(date, -1));
}

/** The working day that lies `days` working days before `date`, which is one itself. */
export function workingDaysBefore(date: OfficeDate, days: number): OfficeDate {
  return days === 0 ? date : workingDaysBefore(workingDayUpTo(addDays(date, -1)), days - 1);
}
