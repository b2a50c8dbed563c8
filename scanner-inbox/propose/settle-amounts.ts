// Chooses among candidates the net, VAT and gross that prove one another; never reports a sum it could not check as sure.
import { sumCents, type Cents } from "../../shared/base/money.ts";
import { bestHit, fieldOf, roundConfidence, TO_BE_SEEN, withAlternatives, type DocumentText, type Hit } from "./document-text.ts";
import { findAmountCandidates, isTaxOf, type AmountCandidates, type AmountHit } from "./find-amounts.ts";
import type { InvoiceFields, ProposedField } from "./proposal.ts";
import { vatLinesOf } from "./vat-lines.ts";
import { amountsIn } from "../../shared/base/value-text.ts";

type Settled = Pick<InvoiceFields, "net" | "vat" | "gross" | "payable">;
export type AmountFields = Settled & Pick<InvoiceFields, "vatLines">;

type Candidate = { readonly value: Cents; readonly confidence: number; readonly hit: Hit<Cents> | null };

const TAX_FREE =
  /kleinunternehmer|nicht\s+(?:umsatz)?steuer(?:bar|pflichtig)|§\s*19\s*(?:abs\.?\s*1\s*)?ustg|umsatzsteuerfrei|steuerfrei|keine\s+umsatzsteuer|ohne\s+umsatzsteuer|§\s*4\s*(?:nr\.?|abs\.?)|reverse[-\s]charge|§\s*13b/iu;

/** The amounts of an invoice's text, each with what else its labels offered. */
export function findAmounts(document: DocumentText): AmountFields {
  const candidates = findAmountCandidates(document);
  const settled = settle(document, candidates);
  return {
    net: offered(settled.net, netCandidates(candidates)),
    vat: offered(settled.vat, vatCandidates(candidates)),
    gross: offered(settled.gross, grossCandidates(candidates)),
    payable: settled.payable,
    vatLines: vatLinesOf(candidates, settled),
  };
}

function offered(field: ProposedField<Cents> | null, others: readonly Candidate[]): ProposedField<Cents> | null {
  const hits = others.flatMap(({ hit }) => hit ?? []);
  return field === null ? null : withAlternatives(field, hits);
}

/** What a reminder asks for: an amount that an invoice has told apart already. */
export function findDemand(document: DocumentText): AmountFields {
  const demands = candidatesOf(findAmountCandidates(document).hits, ["gross", "payable"]);
  const [demand] = demands;
  return {
    net: null,
    vat: null,
    gross: demand?.hit ? offered(fieldOf({ ...demand.hit, confidence: Math.min(TO_BE_SEEN, demand.confidence) }), demands) : null,
    payable: null,
    vatLines: null,
  };
}

function settle(document: DocumentText, candidates: AmountCandidates): Settled {
  const grosses = grossCandidates(candidates);
  const nets = netCandidates(candidates);
  const vats = vatCandidates(candidates);
  const proved = proveSum(grosses, nets, vats);
  const payable = payableField(candidates.hits, proved?.gross.value ?? grosses[0]?.value ?? null);
  if (proved) return { net: candidateField(proved.net), vat: candidateField(proved.vat), gross: candidateField(proved.gross), payable };
  const taxFree = document.lines.some((line) => TAX_FREE.test(line.text));
  const triple = taxFree ? null : unlabelledProof(document, candidates);
  if (triple) return { ...triple, payable: payableField(candidates.hits, triple.gross?.value ?? null) };
  const gross = grosses[0];
  if (!gross) return unlabelled(document, candidates);
  if (taxFree && vats.length === 0) {
    return { net: derived(gross.value, 0.75, "taxFree"), vat: derived(0, 0.75, "taxFree"), gross: fieldOf(gross.hit), payable };
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

/** Labelled totals, and the total that a table of the rates gives in its own column. */
function grossCandidates({ hits, rateLines }: AmountCandidates): Candidate[] {
  const labelled = candidatesOf(hits, ["gross", "payable"]);
  const totals = rateLines.flatMap(({ gross }) => gross ?? []);
  const [only] = rateLines;
  if (only === undefined || totals.length < rateLines.length) return labelled;
  const value = sumCents(totals);
  if (labelled.some((candidate) => candidate.value === value)) return labelled;
  const hit = rateLines.length === 1 ? { value, confidence: 0.7, line: only.line } : null;
  return [...labelled, { value, confidence: 0.7, hit }];
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
function partsOfRates(gross: Candidate, hits: readonly AmountHit[]): Pick<Settled, "net" | "vat" | "gross"> | null {
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
function missingPart(gross: Candidate, nets: readonly Candidate[], vats: readonly Candidate[]): Pick<Settled, "net" | "vat" | "gross"> {
  const vat = vats.find(({ value }) => value === 0 || [700, 1900, 500, 1600].some((rate) => isTaxOf(gross.value - value, rate, value)));
  if (vat) return { gross: fieldOf(gross.hit), vat: candidateField(vat), net: derived(gross.value - vat.value, 0.8) };
  const net = nets.find(
    ({ value }) => value === gross.value || [700, 1900, 500, 1600].some((rate) => isTaxOf(value, rate, gross.value - value)),
  );
  if (net) return { gross: fieldOf(gross.hit), net: candidateField(net), vat: derived(gross.value - net.value, 0.75) };
  const weak = (candidate: Candidate | undefined): ProposedField<Cents> | null =>
    candidate ? candidateField({ ...candidate, confidence: Math.min(candidate.confidence, 0.5) }) : null;
  return {
    // A total that nothing bears out is for a person to confirm.
    gross: fieldOf(gross.hit ? { ...gross.hit, confidence: Math.min(TO_BE_SEEN, gross.confidence * 0.9) } : null),
    net: weak(nets[0]),
    vat: weak(vats[0]),
  };
}

/** Rates that invoices of these years have: 16 and 5 % were those of late 2020. */
const USUAL_RATES = [1900, 700, 1600, 500];
/** Small amounts add up by chance. */
const LEAST_PROVING = 500;

/** Where labels lead nowhere: net, tax at a usual rate and their sum all stand on the paper. The largest such total, and surer the more of it is labelled. */
function unlabelledProof(document: DocumentText, { hits }: AmountCandidates): Pick<Settled, "net" | "vat" | "gross"> | null {
  const found = new Map<Cents, Hit<Cents>>();
  for (const line of document.lines) {
    for (const { cents } of amountsIn(line.text))
      if (Math.abs(cents) >= LEAST_PROVING) found.set(cents, { value: cents, confidence: TO_BE_SEEN, line });
  }
  let best: { readonly net: Cents; readonly vat: Cents } | null = null;
  for (const net of found.keys()) {
    for (const rate of USUAL_RATES) {
      const around = Math.round((net * rate) / 10_000);
      const vat = [around, around - 1, around + 1].find((tax) => found.has(tax) && found.has(net + tax) && isTaxOf(net, rate, tax));
      if (vat !== undefined && (best === null || Math.abs(net + vat) > Math.abs(best.net + best.vat))) best = { net, vat };
    }
  }
  if (best === null) return null;
  const { net, vat } = best;
  const labelled = (value: Cents): boolean => hits.some((hit) => hit.value === value);
  const sure = [net, vat, net + vat].filter(labelled).length >= 2 ? 0.85 : TO_BE_SEEN;
  const field = (value: Cents): ProposedField<Cents> | null => {
    const hit = found.get(value);
    return hit ? fieldOf({ ...hit, confidence: sure }) : null;
  };
  return { net: field(net), vat: field(vat), gross: field(net + vat) };
}

/** Without any label, three amounts of which two make the third are a total; else only the largest is worth showing. */
function unlabelled(document: DocumentText, { rateLines }: AmountCandidates): Settled {
  const all: Hit<Cents>[] = document.lines.flatMap((line) =>
    amountsIn(line.text).map(({ cents }) => ({ value: cents, confidence: 0.3, line })),
  );
  const values = new Set(all.map(({ value }) => value));
  const largest = bestHit(all.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value)));
  for (const { net, vat, line } of rateLines) {
    if (values.has(net + vat))
      return {
        net: derived(net, 0.5),
        vat: derived(vat, 0.5),
        gross: fieldOf({ value: net + vat, confidence: 0.55, line }),
        payable: null,
      };
  }
  return { net: null, vat: null, gross: fieldOf(largest), payable: null };
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

function derived(value: Cents, confidence: number, reason: "amounts" | "taxFree" = "amounts"): ProposedField<Cents> {
  return { value, source: "derived", reason, confidence: roundConfidence(confidence) };
}
