// Whose paper it is and what is known of that one, out of the suppliers that may be meant. Pure: desk and server find these by means of their own.
import { placesToLookAt } from "./learn.ts";
import { contradictions, matchSupplier, type SupplierFinding, type SupplierMarks, type SupplierMatch } from "./match.ts";
import type { LearnedPlace, Supplier } from "./schema.ts";

export interface ListedSupplier {
  readonly id: string;
  readonly supplier: Supplier;
}

/** A supplier as the list knows it. */
export interface RecognisedSupplier extends SupplierMatch {
  readonly name: string;
  /** What of the paper contradicts the list. */
  readonly findings: readonly SupplierFinding[];
  /** Where its fields stand, the best place first. */
  readonly learned: readonly LearnedPlace[];
}

/** The one of these that a paper with these marks comes from; null where there is none. */
export function recogniseAmong(marks: SupplierMarks, candidates: readonly ListedSupplier[]): RecognisedSupplier | null {
  const match = matchSupplier(marks, candidates);
  const supplier = candidates.find(({ id }) => id === match?.id)?.supplier;
  if (match === undefined || supplier === undefined) return null;
  const findings = contradictions(marks, match.id, candidates);
  return { ...match, name: supplier.fields.name, findings, learned: placesToLookAt(supplier.learned) };
}
