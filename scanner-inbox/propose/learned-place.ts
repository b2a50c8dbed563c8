// A place where a field of one supplier's papers stands: found on a page where the value is known, looked at on the next one. Pure.
// Must never put a value into a place: of what is written there only a label's words are kept, none with a digit.
import type { FoundPlace } from "../../shared/domain/supplier/schema.ts";
import type { TextCell } from "../read/reading.ts";
import type { DocumentLine, DocumentText, Hit } from "./document-text.ts";
import { underOrOver } from "./find-labelled.ts";
import { boxOfValue } from "./place-of-value.ts";
import { amountsIn, datesIn, leadingDate } from "../../shared/base/value-text.ts";

type Value = string | number;

/** Fields whose place is learned: those that stand somewhere else on every supplier's paper. Whose paper it is the list says. */
const learnable: Readonly<Record<string, "text" | "date" | "amount">> = {
  number: "text",
  issueDate: "date",
  dueDate: "date",
  deliveryDate: "date",
  orderReference: "text",
  customerNumber: "text",
  buyerReference: "text",
  remittance: "text",
  net: "amount",
  vat: "amount",
  gross: "amount",
};

export function isLearnable(field: string): boolean {
  return Object.hasOwn(learnable, field);
}

const longestLabel = 60;
const longestText = 40;
/** A paper is never laid out to the millimetre twice: so far off, in fractions of the page, a place is still that place. */
const shift = 0.02;

/** Words of a text without those that hold a digit, as labels are compared. */
function labelIn(text: string): string {
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word) && !/\p{N}/u.test(word));
  return words
    .join(" ")
    .replace(/[\s:=–—-]+$/u, "")
    .slice(0, longestLabel)
    .trim();
}

function isLabel(text: string, label: string): boolean {
  return label !== "" && labelIn(text).toLowerCase() === label.toLowerCase();
}

/** What a cell says before its first word with a digit, and from there on. */
function splitCell(text: string): { readonly before: string; readonly rest: string } {
  const at = /(?<!\S)\S*\p{N}/u.exec(text)?.index ?? text.length;
  return { before: text.slice(0, at), rest: text.slice(at).trim() };
}

/** Reads a value of the field at the beginning of a text; null where none stands there. */
function valueIn(field: string, text: string): Value | null {
  const form = learnable[field];
  if (form === "date") return leadingDate(text);
  if (form === "amount") return amountsIn(text)[0]?.cents ?? null;
  const plain = text.trim();
  if (!/\p{N}/u.test(plain)) return null;
  // A number may be written in groups; a day beside it is not part of it.
  const [token = ""] = plain.split(/\s+/u).filter((word) => /\p{N}/u.test(word));
  return plain.length <= longestText && datesIn(plain).length === 0 && labelIn(plain) === "" ? plain : token.replace(/[,;:.]+$/u, "");
}

function isSame(field: string, one: Value, other: Value): boolean {
  if (learnable[field] === "amount") return Math.abs(Number(one)) === Math.abs(Number(other));
  const plain = (value: Value): string => String(value).toLowerCase().replaceAll(/\s/gu, "");
  return plain(one) === plain(other);
}

type At = { readonly line: DocumentLine; readonly cell: TextCell };

/** The cells of a document with a place of this kind, each with the value that stands there. */
function cellsAt(document: DocumentText, place: FoundPlace): readonly (At & { readonly value: Value })[] {
  const page = pageOf(document, place);
  const all = document.lines.flatMap((line) => line.cells.map((cell, position): At & { position: number } => ({ line, cell, position })));
  // A total moves to the next page where there is more to pay for; what has no label is only looked for where it was.
  const here = all.filter(({ line }) => line.page === page);
  const found = (among: readonly (At & { readonly position: number })[]) => among.flatMap((at) => valuesFrom(document, place, at));
  const first = found(here);
  return first.length > 0 || place.where === "box" ? first : found(all.filter(({ line }) => line.page !== page));
}

function valuesFrom(
  document: DocumentText,
  { field, label, where, box }: FoundPlace,
  { line, cell, position }: At & { readonly position: number },
): readonly (At & { readonly value: Value })[] {
  const read = (at: At | undefined, text: string): readonly (At & { readonly value: Value })[] => {
    const value = at === undefined ? null : valueIn(field, text);
    return at === undefined || value === null ? [] : [{ ...at, value }];
  };
  if (where === "box") {
    const own = boxOfCell(line, cell);
    return own !== null && isNear(own, box) ? read({ line, cell }, cell.text) : [];
  }
  const { before, rest } = splitCell(cell.text);
  if (where === "behind") return isLabel(before, label) ? read({ line, cell }, rest) : [];
  if (!isLabel(cell.text, label)) return [];
  if (where === "right") {
    const next = line.cells[position + 1];
    return next === undefined ? [] : read({ line, cell: next }, next.text);
  }
  for (const distance of [1, 2]) {
    const below = underOrOver(document, line, cell, distance);
    const found = below === null ? [] : read(below, below.cell.text);
    if (found.length > 0) return found;
  }
  return [];
}

function boxOfCell(line: DocumentLine, cell: TextCell): FoundPlace["box"] | null {
  return boxOfValue({ ...line, cells: [cell], text: cell.text }, cell.text);
}

function isNear(one: FoundPlace["box"], other: FoundPlace["box"]): boolean {
  const middle = (box: FoundPlace["box"]): number => box.y + box.height / 2;
  const apart = Math.max(one.x, other.x) - Math.min(one.x + one.width, other.x + other.width);
  return apart <= shift && Math.abs(middle(one) - middle(other)) <= shift;
}

const pagesOf = ({ lines }: DocumentText): readonly number[] => [...new Set(lines.map(({ page }) => page))];

function pageOf(document: DocumentText, { page, fromEnd }: Pick<FoundPlace, "page" | "fromEnd">): number | undefined {
  return pagesOf(document).at(fromEnd ? -page : page - 1);
}

/** What stands in the place on this document, the nearest to where it stood; null where nothing does. */
export function valueAt(document: DocumentText, place: FoundPlace): Hit<Value> | null {
  const distance = ({ line, cell }: At): number => {
    const box = boxOfCell(line, cell);
    return box === null ? 1 : Math.hypot(box.x - place.box.x, box.y - place.box.y);
  };
  const [nearest] = [...cellsAt(document, place)].sort((one, other) => distance(one) - distance(other));
  return nearest === undefined ? null : { value: nearest.value, confidence: 1, line: nearest.line };
}

/** Whether the place leads to this very value. */
export function leadsTo(document: DocumentText, place: FoundPlace, value: Value): boolean | undefined {
  const hit = valueAt(document, place);
  return hit === null ? undefined : isSame(place.field, hit.value, value);
}

/**
 * Where a value stands, so that looking there would find it: by a label before it, left of it or over it, else by its place alone.
 * Undefined where it stands nowhere, or where no such place leads back to it.
 */
export function placeOfValue(document: DocumentText, field: string, value: Value): FoundPlace | undefined {
  if (!isLearnable(field)) return undefined;
  const pages = pagesOf(document);
  const holding = document.lines.flatMap((line) =>
    line.cells.flatMap((cell, position) => (holds(field, cell.text, value) ? [{ line, cell, position }] : [])),
  );
  const places = holding.flatMap(({ line, cell, position }): readonly FoundPlace[] => {
    const box = boxOfCell(line, cell);
    if (box === null) return [];
    const index = pages.indexOf(line.page);
    const fromEnd = index > 0 && index === pages.length - 1;
    const base = { field, page: fromEnd ? 1 : index + 1, fromEnd, box: { x: box.x, y: box.y, width: box.width, height: box.height } };
    const above = [-1, -2]
      .map((distance) => underOrOver(document, line, cell, distance)?.cell.text ?? "")
      .find((text) => labelIn(text) !== "");
    const labels = [
      { where: "behind", label: labelIn(splitCell(cell.text).before) },
      { where: "right", label: labelIn(line.cells[position - 1]?.text ?? "") },
      { where: "below", label: labelIn(above ?? "") },
    ] as const;
    return [
      ...labels.filter(({ label }) => /\p{L}{2}/u.test(label)).map((one) => ({ ...base, ...one })),
      { ...base, where: "box", label: "" },
    ];
  });
  // Of several places the one with a label: it holds where the paper grows.
  const sorted = [...places].sort((one, other) => rank[one.where] - rank[other.where]);
  return sorted.find((place) => leadsTo(document, place, value) === true);
}

const rank: Readonly<Record<FoundPlace["where"], number>> = { behind: 0, right: 0, below: 1, box: 2 };

function holds(field: string, text: string, value: Value): boolean {
  const form = learnable[field];
  if (form === "date") return datesIn(text).some(({ date }) => date === value);
  if (form === "amount") return amountsIn(text).some(({ cents }) => isSame(field, cents, value));
  const plain = (one: string): string => one.toLowerCase().replaceAll(/\s/gu, "");
  return String(value) !== "" && /\p{N}/u.test(String(value)) && plain(text).includes(plain(String(value)));
}
