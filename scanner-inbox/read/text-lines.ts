// From runs of text with positions to lines of cells, the way an eye groups them; never reads meaning into them.
import type { CellRun, TextCell, TextLine } from "./reading.ts";

/** One run as the PDF draws it: base line start from the left and upper edge, size of its type. `confidence` where it was recognised. */
export type TextRun = {
  readonly text: string;
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly size: number;
  readonly confidence?: number;
};

/** A gap wider than this many type sizes parts two cells; narrower ones are blanks or nothing. */
const CELL_GAP = 1.1;
const WORD_GAP = 0.14;

/** Lines from top to bottom, the cells of each from left to right. */
export function linesOfRuns(runs: readonly TextRun[]): TextLine[] {
  const sorted = runs.flatMap(splitAtWideBlanks).sort((a, b) => a.top - b.top || a.x - b.x);
  const lines: TextRun[][] = [];
  for (const run of sorted) {
    const line = lines.at(-1);
    const first = line?.[0];
    // Half a type size lets a raised currency sign or a bold label share the line, and keeps neighbouring lines apart.
    if (line && first && run.top - first.top <= Math.min(first.size, run.size) * 0.45) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => ({
    top: round(line[0]?.top ?? 0),
    height: round(Math.max(...line.map((run) => run.size))),
    cells: cellsOf(line.sort((a, b) => a.x - b.x)),
  }));
}

/** A line as one text, cells parted by two blanks. */
export function textOfLine(line: TextLine): string {
  return line.cells.map((cell) => cell.text).join("  ");
}

type OpenCell = { text: string; x: number; end: number; confidence: number | undefined; runs: CellRun[] };

function cellsOf(runs: readonly TextRun[]): TextCell[] {
  const cells: OpenCell[] = [];
  for (const run of runs) {
    const text = run.text.replace(/\s+/gu, " ");
    const cell = cells.at(-1);
    const gap = cell ? run.x - cell.end : Infinity;
    // Two runs at one place are bold type done by printing twice.
    if (cell && gap < -run.width * 0.8 && cell.text.endsWith(text.trim())) continue;
    if (cell && gap < run.size * CELL_GAP) {
      const blank = gap > run.size * WORD_GAP && !cell.text.endsWith(" ") && !text.startsWith(" ");
      cell.text += blank ? " " : "";
      cell.end = Math.max(cell.end, run.x + run.width);
      if (run.confidence !== undefined) cell.confidence = Math.min(cell.confidence ?? 1, run.confidence);
      append(cell, text, run);
    } else {
      const opened: OpenCell = { text: "", x: run.x, end: run.x + run.width, confidence: run.confidence, runs: [] };
      append(opened, text, run);
      cells.push(opened);
    }
  }
  return cells
    .map(({ text, x, end, confidence, runs: parts }) => ({
      text: text.trim(),
      x: round(x),
      width: round(end - x),
      ...(confidence === undefined ? {} : { confidence }),
      ...(parts.length > 1 ? { runs: parts } : {}),
    }))
    .filter((cell) => cell.text !== "");
}

/** Each run begins without a blank and the cell's text has single ones, so that `at` holds in the text as it is handed on. */
function append(cell: OpenCell, text: string, run: TextRun): void {
  const added = cell.text.endsWith(" ") ? text.trimStart() : text;
  const shown = added.trimEnd();
  if (shown !== "") cell.runs.push({ at: cell.text.length, length: shown.length, x: round(run.x), width: round(run.width) });
  cell.text += added;
}

/** Typewriter layouts fill columns with blanks inside one run; positions of the parts are estimated by their share of characters. */
function splitAtWideBlanks(run: TextRun): TextRun[] {
  const text = run.text
    .normalize("NFC")
    .replace(/[\u00a0\u2007\u2009\u202f\t]/gu, " ")
    .replace(/\u00ad/gu, "");
  if (text.trim() === "") return [];
  if (!/\S {3,}\S/u.test(text)) {
    const lead = text.length - text.trimStart().length;
    const perCharacter = run.width / Math.max(text.length, 1);
    return [
      {
        ...run,
        text: text.trimStart(),
        x: run.x + lead * perCharacter,
        width: run.width - (text.length - text.trim().length) * perCharacter,
      },
    ];
  }
  const perCharacter = run.width / text.length;
  return [...text.matchAll(/\S(?:\S| {1,2}(?! ))*/gu)].map((part) => ({
    ...run,
    text: part[0],
    x: run.x + part.index * perCharacter,
    width: part[0].trimEnd().length * perCharacter,
  }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
