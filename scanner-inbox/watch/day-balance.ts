// The balance of a day: what was seen equals what was booked, was there before, lies in quarantine, went to another desk, lies sealed or still waits.
// Pure; what waits is counted on the disk and not in the journal, so that the two can contradict one another.
import type { OfficeDate } from "../../shared/base/office-date.ts";
import type { JournalEntry } from "./day-journal.ts";

export type DayBalance = {
  readonly day: OfficeDate;
  readonly seen: number;
  readonly booked: number;
  readonly duplicate: number;
  readonly quarantined: number;
  /** Taken by another desk that watches the same folder. */
  readonly elsewhere: number;
  /** Sealed on this device, on the way to the server, which books it. */
  readonly spooled: number;
  /** Found in the folder or in this desk's hands at the last look. */
  readonly waiting: number;
  /** Seen, without an end, and not there any more: the difference, by name. */
  readonly missing: readonly string[];
};

/** `isThere` says whether a file without an end was found at the last look. */
export function balanceOf(day: OfficeDate, entries: readonly JournalEntry[], isThere: (entry: JournalEntry) => boolean): DayBalance {
  const count = (end: JournalEntry["end"]): number => entries.filter((entry) => entry.end === end).length;
  const open = entries.filter((entry) => entry.end === null);
  const lost = entries.filter((entry) => entry.end === "gone" || (entry.end === null && !isThere(entry)));
  return {
    day,
    seen: entries.length,
    booked: count("booked"),
    duplicate: count("duplicate"),
    quarantined: count("quarantined"),
    elsewhere: count("elsewhere"),
    spooled: count("spooled"),
    waiting: open.filter(isThere).length,
    missing: lost.map(({ name }) => name.normalize("NFC")),
  };
}

/** Whether nothing is missing. */
export function agrees({ seen, booked, duplicate, quarantined, elsewhere, spooled, waiting }: DayBalance): boolean {
  return seen === booked + duplicate + quarantined + elsewhere + spooled + waiting;
}
