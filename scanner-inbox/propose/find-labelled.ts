// Finds values by the label beside, above or below them; knows layouts, never what a value means.
import type { TextCell } from "../read/reading.ts";
import type { DocumentLine, DocumentText, Hit } from "./document-text.ts";

/** A label and how much it says, 0 to 1. The pattern is tried on each cell and must not be global. */
export type Label = { readonly pattern: RegExp; readonly weight: number };

export type LabelSearch<T> = {
  readonly labels: readonly Label[];
  /** A cell whose text before or around the label matches this is not meant. */
  readonly except?: RegExp;
  /** Reads a value at the beginning of a text, or says null. */
  readonly parse: (text: string) => T | null;
};

/** How sure a value is by where it stands seen from its label. */
const PLACE = { behind: 1, right: 0.98, below: 0.9, farBelow: 0.8, above: 0.55 };

/** "Rechnungs-Nr. / Invoice No." is one label. */
const ALSO_IN_ENGLISH =
  /^[\s.]*\/\s*(?:(?:invoice|customer|order|purchase|delivery|service|due|payable|payment|issue|date|period|no|number|id|by|until|of|the|your|reference|vat|net|total|amount)\b[\s.]*)+/iu;

/** Every value that stands where a label points to. */
export function findLabelled<T>(document: DocumentText, search: LabelSearch<T>): Hit<T>[] {
  const hits: Hit<T>[] = [];
  for (const line of document.lines) {
    for (const [position, cell] of line.cells.entries()) {
      for (const label of search.labels) {
        const found = label.pattern.exec(cell.text);
        if (!found || search.except?.test(cell.text)) continue;
        const rest = cell.text
          .slice(found.index + found[0].length)
          .replace(ALSO_IN_ENGLISH, "")
          .replace(/^[\s:.#=|/–—-]+/u, "");
        const hit = valueFrom(document, line, position, cell, rest, search.parse);
        if (hit) hits.push({ ...hit, confidence: hit.confidence * label.weight });
        break;
      }
    }
  }
  return hits;
}

function valueFrom<T>(
  document: DocumentText,
  line: DocumentLine,
  position: number,
  cell: TextCell,
  rest: string,
  parse: (text: string) => T | null,
): Hit<T> | null {
  const behind = parse(rest);
  if (behind !== null) return { value: behind, confidence: PLACE.behind, line };
  // A label that goes on in words is a sentence, which points nowhere.
  if (rest.replace(/\(.*\)/u, "").length > 12) return null;
  for (const neighbour of line.cells.slice(position + 1, position + 3)) {
    const value = parse(neighbour.text.replace(/^[\s:]+/u, ""));
    if (value !== null) return { value, confidence: PLACE.right, line };
    if (!/^[:|\s]*$/u.test(neighbour.text)) break;
  }
  for (const [distance, confidence] of [
    [1, PLACE.below],
    [2, PLACE.farBelow],
  ] as const) {
    const below = underOrOver(document, line, cell, distance);
    const value = below ? parse(below.cell.text) : null;
    if (below && value !== null) return { value, confidence, line: below.line };
  }
  const above = underOrOver(document, line, cell, -1);
  const value = above ? parse(above.cell.text) : null;
  return above && value !== null ? { value, confidence: PLACE.above, line: above.line } : null;
}

/** The cell that stands under (or, negative, over) a cell, so many lines away and not across an empty band. */
export function underOrOver(
  document: DocumentText,
  line: DocumentLine,
  cell: TextCell,
  distance: number,
): { readonly line: DocumentLine; readonly cell: TextCell } | null {
  const other = document.lines[line.index + distance];
  if (!other || other.page !== line.page) return null;
  if (Math.abs(other.top - line.top) > Math.max(line.height, other.height) * (1.5 + 1.7 * Math.abs(distance))) return null;
  const fits = other.cells.filter((candidate) => overlap(candidate, cell) > 0 || Math.abs(candidate.x - cell.x) < 4);
  const nearest = fits.sort((a, b) => overlap(b, cell) - overlap(a, cell))[0];
  return nearest ? { line: other, cell: nearest } : null;
}

function overlap(a: TextCell, b: TextCell): number {
  return Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
}
