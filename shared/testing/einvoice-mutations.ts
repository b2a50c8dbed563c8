// Semantic invoices with one thing changed, and what a rule has to say about them; a test that names a rule names its mutation.
import type {
  AllowanceOrCharge,
  Buyer,
  InvoiceLine,
  PaymentMeans,
  Seller,
  SemanticInvoice,
  TaxRepresentative,
  Totals,
  VatBreakdown,
} from "../einvoice/model.ts";
import type { Finding, Place, Rule } from "../einvoice/check/rule.ts";
import { sentenceOf } from "../text/einvoice-text.ts";
import { aSemanticInvoice, anInvoiceLine, euro } from "./einvoice-builder.ts";

/** An invoice that breaks a rule, where, and how much that weighs (fatal unless said). */
export type Mutation = {
  readonly rule: string;
  readonly invoice: SemanticInvoice;
  readonly term: Finding["term"];
  readonly index?: number;
  readonly severity?: Finding["severity"];
  readonly values?: Readonly<Record<string, string>>;
};

/** The finding that a mutation has to lead to, for `toContainEqual(expect.objectContaining(…))`. */
export function expected({ rule, term, index, severity = "fatal", values }: Mutation): Partial<Finding> {
  return { rule, term, severity, ...(index === undefined ? {} : { index }), ...(values === undefined ? {} : { values }) };
}

/** Rules that no mutation names. */
export function untested(rules: readonly Rule[], mutations: readonly Mutation[]): readonly string[] {
  const named = new Set(mutations.map(({ rule }) => rule));
  return rules.map(({ id }) => id).filter((id) => !named.has(id));
}

/** Words that a sentence wants filled in and a finding does not bring, as `BR-CO-10 computed`. */
export function missingWords(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ rule, values }) =>
    [...(sentenceOf(rule) ?? "").matchAll(/\{\{(\w+)\}\}/gu)]
      .map(([, word]) => word ?? "")
      .filter((word) => values?.[word] === undefined)
      .map((word) => `${rule} ${word}`),
  );
}

/** What some rules alone find, with their names. */
export function brokenOf(rules: readonly Rule[], invoice: SemanticInvoice): readonly (Place & { readonly rule: string })[] {
  return rules.flatMap(({ id, broken }) => broken(invoice).map((place) => ({ rule: id, ...place })));
}

export function withSeller(change: Partial<Seller>): SemanticInvoice {
  const invoice = aSemanticInvoice();
  return { ...invoice, seller: { ...invoice.seller, ...change } };
}

export function withBuyer(change: Partial<Buyer>): SemanticInvoice {
  const invoice = aSemanticInvoice();
  return { ...invoice, buyer: { ...invoice.buyer, ...change } };
}

/** With a tax representative that lacks nothing but what is changed. */
export function withRepresentative(change: Partial<TaxRepresentative>): SemanticInvoice {
  const address = aSemanticInvoice().seller.address;
  return aSemanticInvoice({ taxRepresentative: { name: "Steuerbüro Birke", vatId: "DE987654321", address, ...change } });
}

export function withTotals(change: Partial<Totals>): SemanticInvoice {
  const invoice = aSemanticInvoice();
  return { ...invoice, totals: { ...invoice.totals, ...change } };
}

/** With one way to pay after the one that is right. */
export function withMeans(change: Partial<PaymentMeans>): SemanticInvoice {
  const right = aSemanticInvoice().paymentMeans;
  return aSemanticInvoice({
    paymentMeans: [...right, { code: "58", text: null, remittance: null, creditTransfers: [], card: null, directDebit: null, ...change }],
  });
}

export function withBreakdown(change: Partial<VatBreakdown>): SemanticInvoice {
  const invoice = aSemanticInvoice();
  return { ...invoice, vatBreakdown: invoice.vatBreakdown.map((group) => ({ ...group, ...change })) };
}

/** With a second line, which is free of charge but for what is changed. */
export function withLine(change: Partial<InvoiceLine>): SemanticInvoice {
  const free = anInvoiceLine({
    id: "2",
    net: euro("0.00"),
    price: { net: euro("0.00"), discount: null, gross: null, baseQuantity: null },
  });
  return aSemanticInvoice({ lines: [anInvoiceLine(), { ...free, ...change }] });
}

/** Nothing taken off or put on, for a reason. */
export function anAllowance(change: Partial<AllowanceOrCharge> = {}): AllowanceOrCharge {
  return {
    amount: euro("0.00"),
    base: null,
    percent: null,
    vatCategory: "S",
    vatRate: "19",
    reason: "Nachlass",
    reasonCode: null,
    ...change,
  };
}

/** With an allowance of the document. */
export function withAllowance(change: Partial<AllowanceOrCharge>): SemanticInvoice {
  return { ...withTotals({ allowances: euro("0.00") }), allowances: [anAllowance(change)] };
}

/** With a charge of the document. */
export function withCharge(change: Partial<AllowanceOrCharge>): SemanticInvoice {
  return { ...withTotals({ charges: euro("0.00") }), charges: [anAllowance(change)] };
}
