// The text of a reading as search keeps it: a line a line, pages apart. Must stay the same at a desk and on the server, whoever read the file.
import type { Reading } from "./reading.ts";

/** So many characters of a text are kept. */
const mostCharacters = 2_000_000;

/** A text as databases keep it: without NUL, well formed, and not longer than anybody searches. */
export function tidyText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed().slice(0, mostCharacters);
}

/** The text of all pages, or of those named (counted from 1); "" where there is none. */
export function plainTextOf({ pages }: Pick<Reading, "pages">, only?: readonly number[]): string {
  return pages
    .filter(({ number }) => only?.includes(number) ?? true)
    .map((page) => page.lines.map((line) => line.cells.map((cell) => cell.text).join(" ")).join("\n"))
    .join("\n\n")
    .trim();
}
