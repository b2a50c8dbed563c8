// Chooses among candidates the net, VAT and gross that prove one another; never reports a sum it could not check as sure.
import { sumCents, type Cents } from "../../shared/base/money.ts";
import { bestHit, fieldOf, roundConfidence, withAlternatives, type DocumentText, type Hit } from "./document-text.ts";
import { findAmountCandidates, isTaxOf, type AmountCandidates, type AmountHit } from "./find-amounts.ts";
import type { InvoiceFields, ProposedField } from "./proposal.ts";
import { amountsIn } from "../../shared/base/value-text.ts";

export type AmountFields = Pick<InvoiceFields, "net" | "vat" | "gross" | "payable">;

type Candidate = { readonly value: Cents; readonly confidence: number; readonly hit: Hit<Cents> | null };

const TAX_FREE =
  /kleinunternehmer|nicht\s+(?:umsatz)?steuer(?:bar|pflichtig)|§\s*19\s*(?:abs\.?\s*1\s*)?ustg|umsatzsteuerfrei|steuerfrei|keine\s+umsatzsteuer|ohne\s+umsatzsteuer|§\s*4\s*(?:nr\.?|abs\.?)|reverse[-\s]charge|§\s*13b/iu;

/** The amounts of an invoice's text, each with what else its labels offered. */
export function findAmounts(document: DocumentText): AmountFields {
  const candidates = findAmountCandidates(document);
  const chosen = chosenAmounts(document, candidates);
  const offered = (field: ProposedField<Cents> | null, others: readonly Candidate[]): ProposedField<Cents> | null =>
    field === null
      ? null
      : withAlternatives(
          field,
          others.flatMap(({ hit }) => (hit === null ? [] : [hit])),
        );
  return {
    net: offered(chosen.net, netCandidates(candidates)),
    vat: offered(chosen.vat, vatCandidates(candidates)),
    gross: offered(chosen.gross, candidatesOf(candidates.hits, ["gross", "payable"])),
    payable: chosen.payable,
  };
}

function chosenAmounts(document: DocumentText, candidates: AmountCandidates): AmountFields {
  const grosses = candidatesOf(candidates.hits, ["gross", "payable"]);
  const nets = netCandidates(candidates);
  const vats = vatCandidates(candidates);
  const proved = proveSum(grosses, nets, vats);
  const payable = payableField(candidates.hits, proved?.gross.value ?? grosses[0]?.value ?? null);
  if (proved) return { net: candidateField(proved.net), vat: candidateField(proved.vat), gross: candidateField(proved.gross), payable };
  const taxFree = document.lines.some((line) => TAX_FREE.test(line.text));
  const gross = grosses[0];
  if (!gross) return unlabelled(document, candidates);
  if (taxFree && vats.length === 0) {
    return { net: derived(gross.value, 0.75), vat: derived(0, 0.75), gross: fieldOf(gross.hit), payable };
  }
  return { ...(partsOfRates(gross, candidates.hits) ?? missingPart(gross, nets, vats)), payable };
}

/** Stronger labels first; among equals the later line, because totals stand at the end. */
function candidatesOf(hits: readonly AmountHit[], classes: readonly AmountHit["amountClass"][]): Candidate[] {
  const chosen = hits.filter((hit) => classes.includes(hit.amountClass));
  return chosen
    .map((hit) => ({ value: hit.value, confidence: hit.confidence, hit }))
    .sort((a, b) => b.confidence - a.confidence || b.hit.line.index - a.hit.line.index)
    .filter((candidate, index, all) => all.findIndex((other) => other.value === candidate.value) === index);
}

function netCandidates({ hits, rateLines }: AmountCandidates): Candidate[] {
  const labelled = candidatesOf(hits, ["net"]);
  if (rateLines.length === 0) return labelled;
  return [...labelled, { value: sumCents(rateLines.map(({ net }) => net)), confidence: 0.7, hit: null }];
}

/** Single VAT amounts, the sum of those of different rates, and the sum of the VAT table. */
function vatCandidates({ hits, rateLines }: AmountCandidates): Candidate[] {
  const single = candidatesOf(hits, ["vat"]);
  const combined: Candidate[] = [];
  if (rateLines.length > 0) combined.push({ value: sumCents(rateLines.map(({ vat }) => vat)), confidence: 0.85, hit: null });
  if (single.length > 1) combined.push({ value: sumCents(single.map(({ value }) => value)), confidence: 0.75, hit: null });
  for (const [index, left] of single.entries()) {
    if (single.length > 2)
      for (const right of single.slice(index + 1)) combined.push({ value: left.value + right.value, confidence: 0.6, hit: null });
  }
  return [...single, ...combined];
}

function proveSum(
  grosses: readonly Candidate[],
  nets: readonly Candidate[],
  vats: readonly Candidate[],
): { readonly gross: Candidate; readonly net: Candidate; readonly vat: Candidate } | null {
  let best: { readonly gross: Candidate; readonly net: Candidate; readonly vat: Candidate } | null = null;
  let bestScore = 0;
  for (const gross of grosses) {
    for (const net of nets) {
      for (const vat of vats) {
        if (net.value + vat.value !== gross.value || net.value === 0) continue;
        // A larger total outweighs a subtotal of the same shape.
        const score = gross.confidence + net.confidence * 0.5 + vat.confidence * 0.5 + Math.log10(Math.abs(gross.value) + 1) * 0.05;
        if (score > bestScore) {
          bestScore = score;
          best = { gross: raised(gross), net: raised(net), vat: raised(vat) };
        }
      }
    }
  }
  return best;
}

function raised(candidate: Candidate): Candidate {
  return {
    ...candidate,
    confidence: Math.max(0.95, candidate.confidence),
    hit: candidate.hit ? { ...candidate.hit, confidence: Math.max(0.95, candidate.confidence) } : null,
  };
}

/** Only the taxes of several rates are named: each rate gives back its base, and all together make the gross. */
function partsOfRates(gross: Candidate, hits: readonly AmountHit[]): Pick<AmountFields, "net" | "vat" | "gross"> | null {
  const taxes = new Map<number, Cents>();
  for (const { amountClass, rates, value } of hits) {
    const rate = rates[0];
    if (amountClass === "vat" && rate !== undefined && rate > 0) taxes.set(rate, value);
  }
  if (taxes.size < 2) return null;
  const vat = sumCents([...taxes.values()]);
  let explained = vat;
  let tolerance = 1;
  for (const [rate, tax] of taxes) {
    explained += Math.round((tax * 10_000) / rate);
    tolerance += 5_000 / rate;
  }
  if (Math.abs(explained - gross.value) > tolerance) return null;
  return { gross: fieldOf(gross.hit), vat: derived(vat, 0.8), net: derived(gross.value - vat, 0.8) };
}

/** Gross with one of its parts: the other follows, if a German rate explains it. */
function missingPart(
  gross: Candidate,
  nets: readonly Candidate[],
  vats: readonly Candidate[],
): Pick<AmountFields, "net" | "vat" | "gross"> {
  const vat = vats.find(({ value }) => value === 0 || [700, 1900, 500, 1600].some((rate) => isTaxOf(gross.value - value, rate, value)));
  if (vat) return { gross: fieldOf(gross.hit), vat: candidateField(vat), net: derived(gross.value - vat.value, 0.8) };
  const net = nets.find(
    ({ value }) => value === gross.value || [700, 1900, 500, 1600].some((rate) => isTaxOf(value, rate, gross.value - value)),
  );
  if (net) return { gross: fieldOf(gross.hit), net: candidateField(net), vat: derived(gross.value - net.value, 0.75) };
  const weak = (candidate: Candidate | undefined): ProposedField<Cents> | null =>
    candidate ? candidateField({ ...candidate, confidence: Math.min(candidate.confidence, 0.5) }) : null;
  return {
    gross: fieldOf(gross.hit ? { ...gross.hit, confidence: gross.confidence * 0.9 } : null),
    net: weak(nets[0]),
    vat: weak(vats[0]),
  };
}

/** Without any label, three amounts of which two make the third are a total; else only the largest is worth showing. */
function unlabelled(document: DocumentText, { rateLines }: AmountCandidates): AmountFields {
  const all: Hit<Cents>[] = document.lines.flatMap((line) =>
    amountsIn(line.text).map(({ cents }) => ({ value: cents, confidence: 0.3, line })),
  );
  const values = new Set(all.map(({ value }) => value));
  const largest = bestHit(all.map((hit) => ({ ...hit, confidence: Math.abs(hit.value) })));
  for (const { net, vat, line } of rateLines) {
    if (values.has(net + vat))
      return {
        net: derived(net, 0.5),
        vat: derived(vat, 0.5),
        gross: fieldOf({ value: net + vat, confidence: 0.55, line }),
        payable: null,
      };
  }
  return { net: null, vat: null, gross: fieldOf(largest ? { ...largest, confidence: 0.3 } : null), payable: null };
}

function payableField(hits: readonly AmountHit[], gross: Cents | null): ProposedField<Cents> | null {
  const best = candidatesOf(hits, ["payable"])[0];
  return best && best.value !== gross ? fieldOf(best.hit) : null;
}

function candidateField(candidate: Candidate): ProposedField<Cents> {
  return (
    fieldOf(candidate.hit ? { ...candidate.hit, confidence: candidate.confidence } : null) ?? derived(candidate.value, candidate.confidence)
  );
}

function derived(value: Cents, confidence: number): ProposedField<Cents> {
  return { value, source: "derived", confidence: roundConfidence(confidence) };
}
