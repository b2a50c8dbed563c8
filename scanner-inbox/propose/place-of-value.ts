// Where on the page a value stands that a rule found in a line: its own characters, not the whole line. Pure; never judges the value.
import { boxAround, tidyBox, type Box, type PageBox } from "../../shared/domain/page-box.ts";
import type { CellRun, TextCell } from "../read/reading.ts";
import type { DocumentLine } from "./document-text.ts";
import { amountsIn, datesIn } from "../../shared/base/value-text.ts";

/** A stretch of a cell's text. */
type Span = { readonly start: number; readonly end: number };

/** Cells of a line that are parted by this in its text. */
const GAP = "  ";

/** So far above the base line reaches type, and so far below it, in sizes of type. */
const ASCENT = 0.8;
const DESCENT = 0.25;

/**
 * The box of a value in its line, on the page as its text is read. Where the value is not written there as such, worked out or
 * mended, the box of the whole line; null where the page has no size.
 */
export function boxOfValue(line: DocumentLine, value: string | number): PageBox | null {
  for (const one of line.joined ?? [line]) {
    const spans = spansOf(one.text, value);
    const box = spans.length > 0 ? boxOfSpan(one, spans.at(-1) ?? { start: 0, end: 0 }) : null;
    if (box !== null) return box;
  }
  const [first = line] = line.joined ?? [];
  return boxOfSpan(first, { start: 0, end: first.text.length });
}

/** Every place in a text where the value is written, in any writing of it. */
function spansOf(text: string, value: string | number): Span[] {
  if (typeof value === "number") {
    const same = amountsIn(text).filter(({ cents }) => Math.abs(cents) === Math.abs(value));
    return same.map(({ index, end }) => ({ start: index, end }));
  }
  const days = datesIn(text).filter(({ date }) => date === value);
  if (days.length > 0) return days.map(({ index, end }) => ({ start: index, end }));
  return plainSpans(text, value, (character) => character) ?? plainSpans(text, value, unslipped) ?? [];
}

/** Letters that recognition takes for digits, for values whose slips were mended. */
function unslipped(character: string): string {
  const digits: Readonly<Record<string, string>> = { o: "0", q: "0", i: "1", l: "1", "|": "1", s: "5", b: "8", z: "2" };
  return digits[character] ?? character;
}

/** Where the letters and digits of a value stand one after the other, whatever blanks and points lie between them. */
function plainSpans(text: string, value: string, plain: (character: string) => string): Span[] | null {
  const isPlain = (character: string): boolean => /[\p{L}\d|]/u.test(character);
  const written = Array.from({ length: text.length }, (_, at) => ({ character: text.charAt(at).toLowerCase(), at })).filter(
    ({ character }) => isPlain(character),
  );
  const wanted = Array.from(value.toLowerCase()).filter(isPlain).map(plain).join("");
  const all = written.map(({ character }) => plain(character).charAt(0)).join("");
  if (wanted === "") return null;
  const spans: Span[] = [];
  const add = (from: number, length: number): void => {
    const [first, last] = [written[from], written[from + length - 1]];
    if (first !== undefined && last !== undefined) spans.push({ start: first.at, end: last.at + 1 });
  };
  for (let from = all.indexOf(wanted); from >= 0; from = all.indexOf(wanted, from + 1)) add(from, wanted.length);
  // A mended value may have lost a character that recognition had read twice.
  if (spans.length === 0 && plain === unslipped && wanted.length > 8)
    for (let from = 0; from + wanted.length < all.length; from += 1)
      if (hasOneMore(all.slice(from, from + wanted.length + 1), wanted)) add(from, wanted.length + 1);
  return spans.length > 0 ? spans : null;
}

function hasOneMore(text: string, wanted: string): boolean {
  let same = 0;
  while (same < wanted.length && text.charAt(same) === wanted.charAt(same)) same += 1;
  return same > 0 && text.slice(same + 1) === wanted.slice(same);
}

function boxOfSpan(line: DocumentLine, span: Span): PageBox | null {
  const { pageWidth, pageHeight, top, height, slope, turn } = line;
  if (pageWidth <= 0 || pageHeight <= 0) return null;
  const boxes: Box[] = [];
  let start = 0;
  for (const cell of line.cells) {
    const end = start + cell.text.length;
    if (span.start < end && span.end > start) {
      const from = xInCell(cell, Math.max(0, span.start - start));
      const to = xInCell(cell, Math.min(cell.text.length, span.end - start));
      const sunk = [from * slope, to * slope];
      const upper = top + Math.min(...sunk) - height * ASCENT;
      const lower = top + Math.max(...sunk) + height * DESCENT;
      boxes.push({ x: from / pageWidth, y: upper / pageHeight, width: (to - from) / pageWidth, height: (lower - upper) / pageHeight });
    }
    start = end + GAP.length;
  }
  const around = boxAround(boxes);
  return around === null ? null : { ...tidyBox(around), ...(turn === 0 ? {} : { turn }) };
}

/** How far to the right a character of a cell begins; within a run by the usual widths of its characters. */
function xInCell(cell: TextCell, at: number): number {
  const runs: readonly CellRun[] = cell.runs ?? [{ at: 0, length: cell.text.length, x: cell.x, width: cell.width }];
  const run = runs.findLast((one) => one.at <= at) ?? runs[0];
  if (run === undefined) return cell.x;
  const inRun = cell.text.slice(run.at, run.at + run.length);
  const whole = widthOf(inRun);
  return whole === 0 ? run.x : run.x + (run.width * widthOf(inRun.slice(0, Math.max(0, at - run.at)))) / whole;
}

/** In fractions of the type's size, as usual fonts have it. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

function widthOfCharacter(character: string): number {
  if (/[iljI|.,:;'’!·]/u.test(character)) return 0.25;
  if (/[ ft()/\\-]/u.test(character)) return 0.31;
  if (/[mwMW@%]/u.test(character)) return 0.86;
  if (/\p{Lu}/u.test(character)) return 0.69;
  return 0.54;
}
