// Where the values of a business term stand in an invoice, and the two shapes that most rules have: something is missing, something is wrong.
// Must never judge a value that is not there: that it is missing is another rule's matter.
import type { InvoiceLine, SemanticInvoice } from "../model.ts";
import { eachOf, type Place, type Rule, type Severity, unless } from "./rule.ts";

/** A value and its place; the place of what stands below a line is that of the line. */
export type Found<T> = { readonly value: T; readonly index?: number };

/** A business term and how all its values are found. */
export type Term<T> = { readonly name: Place["term"]; readonly all: (invoice: SemanticInvoice) => readonly Found<T>[] };

type Maybe<T> = T | null | undefined;

/** A term that the document has once. */
export function once<T>(name: Place["term"], read: (invoice: SemanticInvoice) => Maybe<T>): Term<T> {
  return {
    name,
    all: (invoice) => {
      const value = read(invoice);
      return isThere(value) ? [{ value }] : [];
    },
  };
}

/** A term of a group that may be there several times. */
export function ofEach<E, T>(name: Place["term"], list: (invoice: SemanticInvoice) => readonly E[], read: (entry: E) => Maybe<T>): Term<T> {
  return { name, all: (invoice) => list(invoice).flatMap((entry, index) => found(read(entry), index)) };
}

/** A term of the lines, where each may have several. */
export function ofLines<T>(name: Place["term"], read: (line: InvoiceLine) => readonly Maybe<T>[]): Term<T> {
  return { name, all: ({ lines }) => lines.flatMap((line, index) => read(line).flatMap((value) => found(value, index))) };
}

/** `ofLines`, with the lines below a line. */
export function ofAllLines<T>(name: Place["term"], read: (line: InvoiceLine) => readonly Maybe<T>[]): Term<T> {
  return ofLines(name, function deep(line): readonly Maybe<T>[] {
    return line.subLines.length === 0 ? read(line) : [...read(line), ...line.subLines.flatMap(deep)];
  });
}

function found<T>(value: Maybe<T>, index: number): readonly Found<T>[] {
  return isThere(value) ? [{ value, index }] : [];
}

function isThere<T>(value: Maybe<T>): value is T {
  return value !== null && value !== undefined && (typeof value !== "string" || value.trim() !== "");
}

/** More than blanks. */
export function given(text: Maybe<string>): boolean {
  return text !== null && text !== undefined && text.trim() !== "";
}

/** The document has to have something. */
export function required(id: string, term: Place["term"], has: (invoice: SemanticInvoice) => boolean): Rule {
  return { id, severity: "fatal", broken: (invoice) => unless(has(invoice), term) };
}

/** Each group of a kind has to have something, if there is any. */
export function requiredOfEach<E>(
  id: string,
  term: Place["term"],
  groups: (invoice: SemanticInvoice) => readonly E[],
  has: (group: E) => boolean,
): Rule {
  return { id, severity: "fatal", broken: (invoice) => eachOf(groups(invoice), term, has) };
}

/** A group that is there once or not at all has to have something. */
export function requiredIf<E>(
  id: string,
  term: Place["term"],
  group: (invoice: SemanticInvoice) => E | null,
  has: (group: E) => boolean,
): Rule {
  return required(id, term, (invoice) => {
    const there = group(invoice);
    return there === null || has(there);
  });
}

/** Each value of some terms has to be right; the sentence may say what stands there as `{{stated}}`. */
export function right<T>(
  id: string,
  terms: readonly Term<T>[],
  isRight: (value: T, invoice: SemanticInvoice) => boolean,
  said: (value: T) => string,
  severity: Severity = "fatal",
): Rule {
  return {
    id,
    severity,
    broken: (invoice) =>
      terms.flatMap(({ name, all }) =>
        all(invoice)
          .filter(({ value }) => !isRight(value, invoice))
          .map(({ value, index }): Place => {
            const values = { stated: said(value) };
            return index === undefined ? { term: name, values } : { term: name, index, values };
          }),
      ),
  };
}
