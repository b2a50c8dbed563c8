// A clock that stands still until it is told to go on: for tests and the demo town, never for running programs.
import { officeDateAt } from "../base/office-date.ts";

export interface FixedClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** The instant as ISO text in UTC. */
  iso(): string;
  /** The office day in Germany. */
  today(): string;
  advance(by: Readonly<{ days?: number; hours?: number; minutes?: number; seconds?: number; milliseconds?: number }>): void;
}

/** A clock that shows `start` (ISO, UTC). */
export function fixedClock(start = "2026-11-24T08:00:00.000Z"): FixedClock {
  let instant = Date.parse(start);
  return {
    now: () => instant,
    iso: () => new Date(instant).toISOString(),
    today: () => officeDateAt(instant),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }) => {
      instant += milliseconds + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
    },
  };
}
