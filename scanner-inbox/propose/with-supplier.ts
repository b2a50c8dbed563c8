// A proposal whose paper was recognised as one of the list's suppliers: the list's name, and what contradicts the list. Pure.
import { severityOf, type SupplierMarks } from "../../shared/domain/supplier/match.ts";
import type { RecognisedSupplier } from "../../shared/domain/supplier/recognise.ts";
import { MOST_RECOGNISED } from "./document-text.ts";
import type { InvoiceProposal, ProposedField } from "./proposal.ts";

/** What of a proposal tells whose paper it is. */
export function marksOf({ fields }: Pick<InvoiceProposal, "fields">): SupplierMarks {
  const { supplier, supplierVatId, supplierTaxNumber, iban } = fields;
  return {
    supplier: supplier?.value ?? null,
    supplierVatId: supplierVatId?.value ?? null,
    supplierTaxNumber: supplierTaxNumber?.value ?? null,
    iban: iban?.value ?? null,
  };
}

/**
 * The proposal with the name as the list has it, as sure as what the supplier was recognised by; what the paper says stays beside it.
 * Each contradiction is a check of its own.
 */
export function withSupplier(proposal: InvoiceProposal, { id, name, confidence, findings }: RecognisedSupplier) {
  const checks = [
    ...proposal.checks.filter(({ code }) => code !== "supplier-missing"),
    ...findings.map((code) => ({ code, severity: severityOf(code) })),
  ];
  return {
    ...proposal,
    fields: { ...proposal.fields, supplier: named(proposal.fields.supplier, name, confidence) },
    checks,
    supplierId: id,
  };
}

function named(read: ProposedField<string> | null, name: string, confidence: number): ProposedField<string> {
  if (read === null) return { value: name, source: "derived", confidence };
  if (read.value === name) return { ...read, confidence: surer(read, confidence) };
  const { value, confidence: before, page, box, excerpt } = read;
  const place = {
    ...(page === undefined ? {} : { page }),
    ...(box === undefined ? {} : { box }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
  const alternatives = [{ value, confidence: before, ...place }, ...(read.alternatives ?? []).filter((one) => one.value !== name)];
  return { ...read, value: name, confidence: surer(read, confidence), alternatives: alternatives.slice(0, 4) };
}

/** What was recognised in a picture stays for a person to look at, whoever the list takes it for. */
function surer({ source, confidence }: ProposedField<string>, matched: number): number {
  const best = Math.max(confidence, matched);
  return source === "ocr" ? Math.min(MOST_RECOGNISED, best) : best;
}
