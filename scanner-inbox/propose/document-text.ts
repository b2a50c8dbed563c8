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
};

export type DocumentText = { readonly lines: readonly DocumentLine[] };

/** A value and the line it was found in. */
export type Hit<T> = { readonly value: T; readonly confidence: number; readonly line: DocumentLine };

/** All lines of all pages in reading order. */
export function documentTextOf(pages: readonly ReadPage[]): DocumentText {
  const lines: DocumentLine[] = [];
  for (const page of pages) {
    for (const { top, height, cells } of page.lines) {
      if (cells.length === 0) continue;
      const text = textOfLine({ top, height, cells });
      lines.push({ index: lines.length, page: page.number, top, height, pageWidth: page.width, pageHeight: page.height, cells, text });
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
  return { value: hit.value, source: "text", confidence: roundConfidence(hit.confidence), page: hit.line.page, excerpt };
}

/** Two decimals are as fine as this gets. */
export function roundConfidence(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100;
}
