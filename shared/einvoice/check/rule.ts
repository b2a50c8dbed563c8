// What a business rule is: a pure function of the invoice with a name, a weight and a place; its German sentence is found in shared/text by its id.
// Must never know a syntax: a rule speaks of business terms.
import type { SemanticInvoice } from "../model.ts";

/** `fatal`: the invoice does not conform. `warning`: it does, but something is off. `information`: a hint. As the publishers of the rules say. */
export type Severity = "fatal" | "warning" | "information";

/** Where a rule is broken: the term, and where that stands in a list its place there, counted from 0 (the line, the VAT group, …). */
export type Place = {
  readonly term: `BT-${string}` | `BG-${string}`;
  readonly index?: number;
  /** Words of the rule's sentence: what stands there, what would be right. */
  readonly values?: Readonly<Record<string, string>>;
};

export type Rule = {
  /** As published: `BR-CO-10`, `BR-DE-1`. */
  readonly id: string;
  readonly severity: Severity;
  /** Every place at which the invoice breaks the rule; none where it holds or does not apply. */
  readonly broken: (invoice: SemanticInvoice) => readonly Place[];
};

export type Finding = Place & { readonly rule: string; readonly severity: Severity };

/** One place or none: for rules about the invoice as a whole. */
export function unless(holds: boolean, term: Place["term"], values?: Place["values"]): readonly Place[] {
  return holds ? [] : [values === undefined ? { term } : { term, values }];
}

/** The places in a list that break a rule. */
export function eachOf<T>(list: readonly T[], term: Place["term"], holds: (entry: T, index: number) => boolean): readonly Place[] {
  return list.flatMap((entry, index) => (holds(entry, index) ? [] : [{ term, index }]));
}
