// The text of a reading laid out for searching: lines in order, each with its page and neighbours; never changes a character, and takes blanks only out of spaced type.
import type { ReadPage, TextCell } from "../read/reading.ts";
import { textOfLine } from "../read/text-lines.ts";
import { mostAlternatives } from "../../shared/domain/invoice/schema.ts";
import { boxAround, tidyBox, type QuarterTurn } from "../../shared/domain/page-box.ts";
import { boxOfValue } from "./place-of-value.ts";
import type { OtherValue, ProposedField, ValuePlace } from "./proposal.ts";

export type DocumentLine = {
  readonly index: number;
  readonly page: number;
  /** Distance from the upper edge and sizes, in points. */
  readonly top: number;
  readonly height: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly cells: readonly TextCell[];
  /** The cells joined by two blanks. */
  readonly text: string;
  /** How sure the least sure word in it is where the text was recognised in a picture; null where the file says it. */
  readonly recognised: number | null;
  /** Of a page that was recognised: how far it was turned clockwise for it, and how far its base lines sink for each point to the right. */
  readonly turn: QuarterTurn;
  readonly slope: number;
  /** The lines of which this one was put together, where it is a sentence that runs over several. */
  readonly joined?: readonly DocumentLine[];
};

export type DocumentText = { readonly lines: readonly DocumentLine[] };

/** A value and the line it was found in; `others` are what else the rule found, the surest first. */
export type Hit<T> = {
  readonly value: T;
  readonly confidence: number;
  readonly line: DocumentLine;
  readonly repaired?: true;
  readonly others?: readonly Hit<T>[];
};

/** What was recognised is never so sure that a person need not look: screens ask for a look below 0.8. */
export const MOST_RECOGNISED = 0.75;
/** One bad word in its line does not take all trust from a value. */
const LEAST = 0.3;

/** All lines of all pages in reading order. */
export function documentTextOf(pages: readonly ReadPage[]): DocumentText {
  const lines: DocumentLine[] = [];
  for (const page of pages) {
    for (const { top, height, cells } of page.lines) {
      if (cells.length === 0) continue;
      const unspaced = cells.map(unspacedCell);
      const text = textOfLine({ top, height, cells: unspaced });
      const recognised = page.recognised === undefined ? null : Math.min(1, ...cells.map(({ confidence }) => confidence ?? 1));
      const { turn = 0, slope = 0 } = page.recognised ?? {};
      const place = { page: page.number, top, height, pageWidth: page.width, pageHeight: page.height, turn, slope };
      lines.push({ index: lines.length, ...place, cells: unspaced, text, recognised });
    }
  }
  return { lines };
}

/** "R e c h n u n g  4711" is one word and a number. */
const SPACED = /(?<![\p{L}\d])\p{L}(?: \p{L}){4,}(?![\p{L}\d])/gu;

/** The cell without the blanks of spaced type; what its runs say of places holds for the characters that are left. */
function unspacedCell(cell: TextCell): TextCell {
  const gone = new Set(
    [...cell.text.matchAll(SPACED)].flatMap(({ 0: word, index }) => [...word.matchAll(/ /gu)].map((blank) => index + blank.index)),
  );
  if (gone.size === 0) return cell;
  const kept = (from: number, to: number): number => to - from - [...gone].filter((at) => at >= from && at < to).length;
  const text = cell.text.replace(SPACED, (word) => word.replaceAll(" ", ""));
  const runs = cell.runs?.map((run) => ({ ...run, at: kept(0, run.at), length: kept(run.at, run.at + run.length) }));
  return { ...cell, text, ...(runs === undefined ? {} : { runs }) };
}

/** The surest of some hits, the earlier one of equals; the others of another value go with it. */
export function bestHit<T>(hits: readonly Hit<T>[]): Hit<T> | null {
  let best: Hit<T> | null = null;
  for (const hit of hits) if (!best || hit.confidence > best.confidence) best = hit;
  if (best === null) return null;
  const others = othersThan(best.value, hits);
  return others.length === 0 ? best : { ...best, others };
}

function othersThan<T>(value: T, found: readonly Hit<T>[]): Hit<T>[] {
  const others = new Map<T, Hit<T>>();
  for (const other of found) {
    const known = others.get(other.value);
    if (other.value !== value && (known === undefined || known.confidence < other.confidence)) others.set(other.value, other);
  }
  return [...others.values()].sort((a, b) => b.confidence - a.confidence);
}

/** Below what screens take for sure: for a value that another one contradicts, or that nothing bears out. */
export const TO_BE_SEEN = 0.75;
/** Two values whose places say nearly as much are in doubt. */
const RIVAL = 0.08;

/** The surest of some hits; less sure where another value stands in a place that says as much. */
export function agreedHit<T>(hits: readonly Hit<T>[]): Hit<T> | null {
  const best = bestHit(hits);
  if (!best || !hits.some(({ value, confidence }) => value !== best.value && confidence > best.confidence - RIVAL)) return best;
  return { ...best, confidence: Math.min(best.confidence, TO_BE_SEEN) };
}

/** A hit as a proposed field. */
export function fieldOf<T extends string | number>(hit: Hit<T> | null): ProposedField<T> | null {
  if (!hit) return null;
  const field: ProposedField<T> = {
    value: hit.value,
    source: hit.line.recognised === null ? "text" : "ocr",
    confidence: confidenceOf(hit),
    ...placeOfHit(hit),
    ...(hit.repaired === undefined ? {} : { repaired: hit.repaired }),
  };
  return withAlternatives(field, hit.others ?? []);
}

/** A small table that stands in some lines as a proposed field: as sure as the least sure of them, placed where all of them stand. */
export function fieldOfLines<T>(value: T, confidence: number, lines: readonly DocumentLine[]): ProposedField<T> {
  const sure = lines.flatMap(({ recognised }) => recognised ?? []);
  const recognised = sure.length === 0 ? null : Math.min(...sure);
  return { value, source: recognised === null ? "text" : "ocr", confidence: trustOf(confidence, recognised), ...placeOfLines(lines) };
}

/** The field with the surest of what else was found, each value once, never its own. */
export function withAlternatives<T extends string | number>(field: ProposedField<T>, found: readonly Hit<T>[]): ProposedField<T> {
  const others = othersThan(field.value, found).slice(0, mostAlternatives);
  const alternatives = others.map((other): OtherValue<T> => ({
    value: other.value,
    confidence: confidenceOf(other),
    ...placeOfHit(other),
  }));
  return alternatives.length === 0 ? field : { ...field, alternatives };
}

function confidenceOf({ confidence, line: { recognised } }: Hit<unknown>): number {
  return trustOf(confidence, recognised);
}

function trustOf(confidence: number, recognised: number | null): number {
  return roundConfidence(recognised === null ? confidence : Math.min(MOST_RECOGNISED, confidence * Math.max(LEAST, recognised)));
}

/** Page, box and line of a value that stands in the line, or for which the whole line speaks. */
export function placeOfHit({ value, line }: Pick<Hit<string | number>, "value" | "line">): ValuePlace {
  const box = boxOfValue(line, value);
  const excerpt = line.text.length > 160 ? `${line.text.slice(0, 159)}…` : line.text;
  return { page: line.page, excerpt, ...(box === null ? {} : { box }) };
}

/** The box around those of the lines that stand on the page of the first one, and the words of that one. */
export function placeOfLines(lines: readonly DocumentLine[]): ValuePlace {
  const [first] = lines;
  if (first === undefined) return {};
  const place = placeOfHit({ value: "", line: first });
  const boxes = lines.flatMap((line) => (line.page === first.page ? (boxOfValue(line, "") ?? []) : []));
  const around = boxAround(boxes);
  return place.box === undefined || around === null ? place : { ...place, box: { ...place.box, ...tidyBox(around) } };
}

/** Two decimals are as fine as this gets. */
export function roundConfidence(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100;
}
