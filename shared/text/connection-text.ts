// How the desk stands with the server, in words: the line in the frame and the sentences behind it. Pure.
import { officeDateAt } from "../base/office-date.ts";
import { deskErrors, problems } from "./de/desk-errors.ts";
import { formatDateTime, formatTime } from "./format.ts";
import { lookUp } from "./refusal-text.ts";

/** The sentence for what keeps the desk from the server; a code of a newer program gets the general one. */
export function problemText(code: string): string {
  return lookUp(problems, code) ?? lookUp(deskErrors, code) ?? deskErrors.internal;
}

/** A moment as short as it is clear: the clock time today, else with its day. `today` is the office date. */
export function shortMoment(at: string, today: string): string {
  return officeDateAt(Date.parse(at)) === today ? formatTime(at) : formatDateTime(at);
}

/** How far a clock is off: "12 Minuten", "3 Stunden", "2 Tage". */
export function spanText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const [value, one, other] =
    minutes < 120
      ? [minutes, "Minute", "Minuten"]
      : minutes < 2880
        ? [Math.round(minutes / 60), "Stunde", "Stunden"]
        : [Math.round(minutes / 1440), "Tag", "Tage"];
  return `${String(value)} ${value === 1 ? one : other}`;
}
