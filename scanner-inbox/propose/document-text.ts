// The text of a reading laid out for searching: lines in order, each with its page and neighbours; never changes a character.
import type { ReadPage, TextCell } from "../read/reading.ts";
import { textOfLine } from "../read/text-lines.ts";
import type { ProposedField } from "./proposal.ts";

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
};

export type DocumentText = { readonly lines: readonly DocumentLine[] };

/** A value and the line it was found in. */
export type Hit<T> = { readonly value: T; readonly confidence: number; readonly line: DocumentLine; readonly repaired?: true };

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
      const text = textOfLine({ top, height, cells });
      const recognised = page.recognised === undefined ? null : Math.min(1, ...cells.map(({ confidence }) => confidence ?? 1));
      const place = { page: page.number, top, height, pageWidth: page.width, pageHeight: page.height };
      lines.push({ index: lines.length, ...place, cells, text, recognised });
    }
  }
  return { lines };
}

/** The surest of some hits, the earlier one of equals. */
export function bestHit<T>(hits: readonly Hit<T>[]): Hit<T> | null {
  let best: Hit<T> | null = null;
  for (const hit of hits) if (!best || hit.confidence > best.confidence) best = hit;
  return best;
}

/** A hit as a proposed field. */
export function fieldOf<T>(hit: Hit<T> | null): ProposedField<T> | null {
  if (!hit) return null;
  const excerpt = hit.line.text.length > 160 ? `${hit.line.text.slice(0, 159)}…` : hit.line.text;
  const { recognised, page } = hit.line;
  const confidence = recognised === null ? hit.confidence : Math.min(MOST_RECOGNISED, hit.confidence * Math.max(LEAST, recognised));
  return {
    value: hit.value,
    source: recognised === null ? "text" : "ocr",
    confidence: roundConfidence(confidence),
    page,
    excerpt,
    ...(hit.repaired === undefined ? {} : { repaired: hit.repaired }),
  };
}

/** Two decimals are as fine as this gets. */
export function roundConfidence(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100;
}
