// Which supplier of the list a paper comes from, by what was read from it, and what contradicts the list. Pure; it never changes a field.
import type { InvoiceFields } from "../invoice/schema.ts";
import { isSlipOf, plainMark, plainName } from "./names.ts";
import type { Supplier } from "./schema.ts";

/** What of an invoice tells whose it is. */
export type SupplierMarks = Pick<InvoiceFields, "supplier" | "supplierVatId" | "supplierTaxNumber" | "iban">;

/** What of a supplier is compared. */
export type Matchable = Pick<Supplier, "fields" | "ibans" | "state" | "withdrawn">;
export interface Candidate {
  readonly id: string;
  readonly supplier: Matchable;
}

/** How one was recognised, the surest first: each says more than all behind it. */
export const matchedBy = ["vatId", "iban", "taxNumber", "name", "similarName"] as const;
export type MatchedBy = (typeof matchedBy)[number];

const confidenceOf: Readonly<Record<MatchedBy, number>> = { vatId: 0.98, iban: 0.95, taxNumber: 0.92, name: 0.85, similarName: 0.7 };

export const supplierFindings = [
  /** VAT id and account belong to two suppliers. */
  "supplier-ids-differ",
  /** The account is none of those the list knows for this supplier. */
  "supplier-iban-new",
  /** The list knows the account, but no second person has confirmed it. */
  "supplier-iban-unconfirmed",
  /** Another VAT id than the list knows. */
  "supplier-vat-id-differs",
  "supplier-blocked",
] as const;
export type SupplierFinding = (typeof supplierFindings)[number];

export interface SupplierMatch {
  readonly id: string;
  readonly by: MatchedBy;
  /** 0 to 1; an order of trust, not a probability. */
  readonly confidence: number;
}

/** How grave what contradicts the list is. */
export function severityOf(finding: SupplierFinding): "warning" | "error" {
  return finding === "supplier-ids-differ" ? "error" : "warning";
}

/** The keys under which a supplier is found: one for each id, account and spelling. One that was withdrawn is not found. */
export function keysOfSupplier({ fields, ibans, withdrawn }: Matchable): readonly string[] {
  if (withdrawn === true) return [];
  const names = [fields.name, ...fields.otherNames].map((name) => keyOf("name", plainName(name)));
  const accounts = ibans.map(({ iban }) => keyOf("iban", plainMark(iban)));
  return [
    ...new Set([
      keyOf("vatId", plainMark(fields.vatId ?? "")),
      keyOf("taxNumber", plainMark(fields.taxNumber ?? "")),
      ...accounts,
      ...names,
    ]),
  ].filter((key) => key !== "");
}

/** The keys to look for, by what was read. */
export function keysOfMarks(marks: SupplierMarks): readonly string[] {
  return exact.map((by) => keyOf(by, markOf(marks, by))).filter((key) => key !== "");
}

const exact = ["vatId", "iban", "taxNumber", "name"] as const;
type Exact = (typeof exact)[number];

function keyOf(by: Exact, mark: string): string {
  return mark === "" ? "" : `${by}:${mark}`;
}

function markOf(marks: SupplierMarks, by: Exact): string {
  if (by === "name") return plainName(marks.supplier ?? "");
  return plainMark((by === "vatId" ? marks.supplierVatId : by === "iban" ? marks.iban : marks.supplierTaxNumber) ?? "");
}

/**
 * The supplier a paper comes from among `candidates`; undefined where none is, or where the surest mark names several. By the name
 * alone it is none where VAT ids contradict: two firms may have one name.
 */
export function matchSupplier(marks: SupplierMarks, candidates: readonly Candidate[]): SupplierMatch | undefined {
  const listed = candidates.filter(({ supplier }) => supplier.withdrawn !== true);
  for (const by of matchedBy) {
    const found = listed.filter((candidate) => isFoundBy(marks, candidate, by));
    const [only] = found;
    if (only === undefined) continue;
    return found.length > 1 ? undefined : { id: only.id, by, confidence: confidenceOf[by] };
  }
  return undefined;
}

function isFoundBy(marks: SupplierMarks, { supplier }: Candidate, by: MatchedBy): boolean {
  if (by === "similarName") {
    const read = plainName(marks.supplier ?? "");
    return !vatIdDiffers(marks, supplier) && namesOf(supplier).some((name) => isSlipOf(read, name));
  }
  const key = keyOf(by, markOf(marks, by));
  return key !== "" && keysOfSupplier(supplier).includes(key) && !(by === "name" && vatIdDiffers(marks, supplier));
}

function namesOf({ fields }: Matchable): readonly string[] {
  return [fields.name, ...fields.otherNames].map(plainName);
}

function vatIdDiffers(marks: SupplierMarks, { fields }: Matchable): boolean {
  const [read, known] = [markOf(marks, "vatId"), plainMark(fields.vatId ?? "")];
  return read !== "" && known !== "" && read !== known;
}

/** What contradicts the list where the paper is taken for this supplier's; `candidates` may hold it and others. */
export function contradictions(marks: SupplierMarks, id: string, candidates: readonly Candidate[]): readonly SupplierFinding[] {
  const supplier = candidates.find((one) => one.id === id)?.supplier;
  if (supplier === undefined) return [];
  const iban = markOf(marks, "iban");
  const others = candidates.filter((one) => one.id !== id);
  const anothers = (by: "vatId" | "iban"): boolean => others.some((candidate) => isFoundBy(marks, candidate, by));
  const isNew = iban !== "" && !supplier.ibans.some((account) => plainMark(account.iban) === iban);
  const elsewhere = (isNew && anothers("iban")) || (vatIdDiffers(marks, supplier) && anothers("vatId"));
  const found: Readonly<Record<SupplierFinding, boolean>> = {
    "supplier-ids-differ": elsewhere,
    "supplier-iban-new": isNew && !elsewhere,
    "supplier-iban-unconfirmed": supplier.ibans.some((account) => plainMark(account.iban) === iban && account.unconfirmed === true),
    "supplier-vat-id-differs": vatIdDiffers(marks, supplier) && !elsewhere,
    "supplier-blocked": supplier.state === "blocked",
  };
  return supplierFindings.filter((finding) => found[finding]);
}
