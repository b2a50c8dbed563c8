// Where on the sheet of an electronic invoice a term stands, or would stand where it is missing. It looks into the page and never changes the invoice.
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";

/** The place of a finding; another object is another wish to go there, also to the same place. */
export type SoughtPlace = Pick<ReadEInvoice["findings"][number], "term" | "index">;

export type SheetPart =
  | "invoice"
  | "seller"
  | "buyer"
  | "payee"
  | "taxRepresentative"
  | "references"
  | "precedingInvoices"
  | "notes"
  | "delivery"
  | "lines"
  | "allowances"
  | "vat"
  | "totals"
  | "payment"
  | "thirdParty"
  | "documents";

/** First and last number of a run of terms (BT) or groups (BG), and the part of the sheet that shows them (EN 16931-1, 6.3). */
type Run = readonly [first: number, last: number, part: SheetPart];

const terms: readonly Run[] = [
  [1, 9, "invoice"],
  [10, 19, "references"],
  [20, 20, "payment"],
  [21, 22, "notes"],
  [23, 24, "invoice"],
  [25, 26, "precedingInvoices"],
  [27, 43, "seller"],
  [44, 58, "buyer"],
  [59, 61, "payee"],
  [62, 69, "taxRepresentative"],
  [70, 80, "delivery"],
  [81, 91, "payment"],
  [92, 105, "allowances"],
  [106, 115, "totals"],
  [116, 121, "vat"],
  [122, 125, "documents"],
  [126, 161, "lines"],
  [162, 162, "seller"],
  [163, 163, "buyer"],
  [164, 164, "taxRepresentative"],
  [165, 165, "delivery"],
];

const groups: readonly Run[] = [
  [1, 1, "notes"],
  [2, 2, "invoice"],
  [3, 3, "precedingInvoices"],
  [4, 6, "seller"],
  [7, 9, "buyer"],
  [10, 10, "payee"],
  [11, 12, "taxRepresentative"],
  [13, 15, "delivery"],
  [16, 19, "payment"],
  [20, 21, "allowances"],
  [22, 22, "totals"],
  [23, 23, "vat"],
  [24, 24, "documents"],
  [25, 32, "lines"],
];

/** The part of the sheet that a term or a group belongs to; the head of the sheet for what nobody knows. */
export function partOf(term: SoughtPlace["term"]): SheetPart {
  if (term === "BG-DEX-01") return "lines";
  if (term.includes("-DEX-")) return "thirdParty";
  const number = Number(term.slice(3));
  const found = (term.startsWith("BT-") ? terms : groups).find(([first, last]) => number >= first && number <= last);
  return found?.[2] ?? "invoice";
}

/** The line a place is in, counted from 0; null where it is in none. */
export function lineOf({ term, index }: SoughtPlace): number | null {
  return partOf(term) === "lines" ? (index ?? 0) : null;
}

/** The row of a table: charges (BG-21, BT-99 to 105) stand below the allowances. */
function rowOf({ term, index = 0 }: SoughtPlace, allowances: number): number {
  const number = Number(term.slice(3));
  const isCharge = term === "BG-21" || (term.startsWith("BT-") && number >= 99 && number <= 105);
  return isCharge ? index + allowances : index;
}

/**
 * The element of the sheet that stands for a place: the term itself, else its row or its line, else its part, else the sheet's head.
 * Null only where the sheet is not drawn.
 */
export function elementAt(sheet: Element, place: SoughtPlace, allowances: number): HTMLElement | null {
  const find = (within: Element | null, selector: string, at = 0): HTMLElement | null =>
    within?.querySelectorAll<HTMLElement>(selector)[at] ?? null;
  const named = `[data-term="${place.term}"]`;
  const line = lineOf(place);
  const part = find(sheet, `[data-part="${partOf(place.term)}"]`);
  if (line !== null) {
    const row = find(part, `[data-line="${String(line)}"]`);
    return find(row?.nextElementSibling?.matches("[data-line]") === false ? row.nextElementSibling : null, named) ?? row ?? part;
  }
  return (
    find(part, named, place.index) ??
    find(part, named) ??
    find(part, "tbody > tr", rowOf(place, allowances)) ??
    part ??
    find(sheet, '[data-part="invoice"]')
  );
}
