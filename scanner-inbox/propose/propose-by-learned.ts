// What a supplier's earlier papers teach about this one: the learned places are looked at first, and what a person confirms teaches anew. Pure.
import { isTrusted } from "../../shared/domain/supplier/learn.ts";
import type { FoundPlace, LearnedPlace } from "../../shared/domain/supplier/schema.ts";
import { fieldOf, roundConfidence, type DocumentText } from "./document-text.ts";
import { isLearnable, leadsTo, placeOfValue, valueAt } from "./learned-place.ts";
import type { InvoiceFields, OtherValue, ProposedField } from "./proposal.ts";

type AnyField = ProposedField<string | number>;

/** How sure a place makes a value, after one invoice never so sure that a person need not look: more with every invoice that it was right for, less with every one that it misled on. */
export function trustIn({ right, wrong }: Pick<LearnedPlace, "right" | "wrong">): number {
  return (0.95 - 0.4 / (right + 1)) * (right / (right + wrong));
}

/** The value at the best learned place of each field, with how often that was right. `places` come the best first. */
export function proposeByLearned(
  document: DocumentText,
  places: readonly LearnedPlace[],
): ReadonlyMap<string, AnyField & { readonly right: number }> {
  const found = new Map<string, AnyField & { readonly right: number }>();
  for (const place of places) {
    if (found.has(place.field) || !isTrusted(place) || !isLearnable(place.field)) continue;
    const hit = valueAt(document, place);
    const field = fieldOf(hit === null ? null : { ...hit, confidence: trustIn(place) });
    if (field !== null) found.set(place.field, { ...field, learned: true, right: place.right });
  }
  return found;
}

/**
 * The fields with what was learned before what the general rules found. Where both agree the value is surer than either; where they
 * contradict the learned one stands, the less sure the younger it is, and the other is kept beside it.
 */
export function withLearned(fields: InvoiceFields, document: DocumentText, places: readonly LearnedPlace[]): InvoiceFields {
  const general = new Map(Object.entries(fields));
  const taught = [...proposeByLearned(document, places)].flatMap(([name, { right, ...learned }]): [string, AnyField][] => {
    const other = general.get(name);
    if (other === undefined || (other !== null && !isSingle(other))) return [];
    if (other === null) return [[name, learned]];
    if (other.value === learned.value)
      return [[name, { ...other, learned: true, confidence: roundConfidence(Math.max(other.confidence, learned.confidence)) }]];
    const beside: OtherValue<string | number>[] = [
      alternativeOf(other),
      ...(other.alternatives ?? []).filter(({ value }) => value !== learned.value),
    ];
    const confidence = roundConfidence(learned.confidence * (1 - 0.3 / (right + 1)));
    return [[name, { ...learned, confidence, alternatives: beside.slice(0, 4) }]];
  });
  const next: InvoiceFields = { ...fields, ...Object.fromEntries(taught) };
  // What is written on the transfer follows the number where the paper says nothing else.
  const derived = next.remittance?.source === "derived" && next.number !== null && next.number.value !== next.remittance.value;
  return derived && next.remittance !== null ? { ...next, remittance: { ...next.remittance, value: next.number.value } } : next;
}

/** Tables have no place that is learned. */
function isSingle(field: ProposedField<unknown>): field is AnyField {
  return typeof field.value === "string" || typeof field.value === "number";
}

function alternativeOf({ value, confidence, page, box, excerpt }: AnyField): OtherValue<string | number> {
  return {
    value,
    confidence,
    ...(page === undefined ? {} : { page }),
    ...(box === undefined ? {} : { box }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
}

/** What a document teaches whose values a person has given or let stand. */
export interface Lesson {
  readonly right: readonly FoundPlace[];
  /** Ids of learned places where something else stood. */
  readonly wrong: readonly string[];
}

/** `confirmed` by field; `learned` by id is what the supplier's papers have taught so far. */
export function lessonOf(
  document: DocumentText,
  confirmed: Readonly<Record<string, string | number | null>>,
  learned: Readonly<Record<string, LearnedPlace>>,
): Lesson {
  const right: FoundPlace[] = [];
  const wrong: string[] = [];
  for (const [field, value] of Object.entries(confirmed)) {
    if (value === null || !isLearnable(field)) continue;
    const known = Object.entries(learned).filter(([, place]) => place.field === field);
    const led = known.map(([id, place]) => ({ id, place, right: leadsTo(document, place, value) }));
    wrong.push(...led.filter((one) => one.right === false).map(({ id }) => id));
    const proven = led.filter((one) => one.right === true).map(({ place }) => foundPlaceOf(place));
    const found = proven.length > 0 ? undefined : placeOfValue(document, field, value);
    right.push(...proven, ...(found === undefined ? [] : [found]));
  }
  return { right, wrong };
}

/** The place alone, without what it has been through. */
function foundPlaceOf({ field, page, fromEnd, label, where, box }: LearnedPlace): FoundPlace {
  return { field, page, fromEnd, label, where, box };
}
