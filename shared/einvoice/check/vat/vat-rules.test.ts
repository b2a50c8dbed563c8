// For each VAT category an invoice that is right, and that invoice broken once for each of its rules.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../../base/must.ts";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../../testing/einvoice-builder.ts";
import { anAllowance, brokenOf, expected, missingWords, type Mutation, untested } from "../../../testing/einvoice-mutations.ts";
import type { SemanticInvoice, VatBreakdown } from "../../model.ts";
import { checkInvoice } from "../check-invoice.ts";
import { vatFamilies, type VatFamily } from "./families.ts";
import { vatRules } from "./vat-rules.ts";

const rates: Readonly<Record<VatFamily["rate"], string | null>> = { aboveZero: "19", zero: "0", notNegative: "7", none: null };
const rateOf = ({ rate }: VatFamily): string | null => rates[rate];

/** A line of 100, a charge of 5 and an allowance of 10 in one category, each of which may be left out. */
function invoiceOf(
  family: VatFamily,
  parts: readonly ("line" | "allowance" | "charge")[] = ["line", "allowance", "charge"],
): SemanticInvoice {
  const [rate, { code, reason, names }] = [rateOf(family), family];
  const of = (part: (typeof parts)[number]): { category: string | null; rate: string | null } =>
    parts.includes(part) ? { category: code, rate } : { category: null, rate: null };
  const { seller, buyer, totals, delivery } = aSemanticInvoice();
  const tax = { "19": "18.05", "7": "6.65" }[rate ?? ""] ?? "0.00";
  const gross = { "19": "113.05", "7": "101.65" }[rate ?? ""] ?? "95.00";
  const amount = (value: string, part: "allowance" | "charge") =>
    anAllowance({ amount: euro(value), vatCategory: of(part).category, vatRate: of(part).rate });
  return aSemanticInvoice({
    specification: "urn:cen.eu:en16931:2017",
    seller: { ...seller, vatId: names === "nobody" ? null : "DE123456789", registration: { id: "HRB 1", scheme: null } },
    buyer: { ...buyer, vatId: names === "sellerTaxAndBuyer" || names === "sellerVatAndBuyerVat" ? "FR12345678901" : null },
    delivery: { name: null, location: null, date: delivery?.date ?? null, address: buyer.address },
    lines: [anInvoiceLine({ vat: of("line") })],
    allowances: [amount("10.00", "allowance")],
    charges: [amount("5.00", "charge")],
    vatBreakdown: [
      {
        base: euro("95.00"),
        amount: euro(tax),
        category: code,
        rate,
        exemptionReason: reason ? "Die Leistung ist von der Steuer ausgenommen." : null,
        exemptionCode: null,
      },
    ],
    totals: {
      ...totals,
      allowances: euro("10.00"),
      charges: euro("5.00"),
      net: euro("95.00"),
      vat: euro(tax),
      gross: euro(gross),
      payable: euro(gross),
    },
  });
}

function withGroup(invoice: SemanticInvoice, change: Partial<VatBreakdown>): SemanticInvoice {
  return { ...invoice, vatBreakdown: invoice.vatBreakdown.map((group) => ({ ...group, ...change })) };
}

function mutationsOf(family: VatFamily): readonly Mutation[] {
  const { letters, code, rate, reason, byRate, names } = family;
  const right = invoiceOf(family);
  const [line, allowance, charge] = (["line", "allowance", "charge"] as const).map((part) => invoiceOf(family, [part]));
  const wrongRate = { aboveZero: "0", zero: "19", notNegative: "-1", none: "0" }[rate];
  const unnamed = (invoice: SemanticInvoice | undefined): SemanticInvoice => {
    const { seller } = invoice ?? right;
    const vatId = names === "nobody" ? "DE123456789" : null;
    return { ...(invoice ?? right), seller: { ...seller, vatId, taxNumber: names === "sellerVat" ? "12/345/67890" : null } };
  };
  const wrong = (number: string, term: Mutation["term"], invoice: SemanticInvoice, index?: number): Mutation =>
    index === undefined ? { rule: `BR-${letters}-${number}`, term, invoice } : { rule: `BR-${letters}-${number}`, term, invoice, index };
  return [
    wrong("01", "BG-23", { ...right, vatBreakdown: [] }),
    wrong("02", "BT-31", unnamed(line)),
    wrong("03", "BT-31", unnamed(allowance)),
    wrong("04", "BT-31", unnamed(charge)),
    wrong("05", "BT-152", { ...right, lines: [anInvoiceLine({ vat: { category: code, rate: wrongRate } })] }, 0),
    wrong("06", "BT-96", { ...right, allowances: right.allowances.map((each) => ({ ...each, vatRate: wrongRate })) }, 0),
    wrong("07", "BT-103", { ...right, charges: right.charges.map((each) => ({ ...each, vatRate: wrongRate })) }, 0),
    wrong("08", "BT-116", withGroup(right, { base: euro(byRate ? "96.00" : "95.01") }), 0),
    wrong("09", "BT-117", withGroup(right, { amount: euro(byRate ? "20.00" : "0.01") }), 0),
    wrong("10", "BT-120", withGroup(right, { exemptionReason: reason ? null : "Befreit" }), 0),
  ];
}

const familyOf = (letters: string): VatFamily =>
  must(
    vatFamilies.find((family) => family.letters === letters),
    letters,
  );
const outside = invoiceOf(familyOf("O"));
const standard = invoiceOf(familyOf("S"));
const withinCommunity = invoiceOf(familyOf("IC"));
const split = (country: string): SemanticInvoice => {
  const { seller, buyer } = standard;
  const at = <T extends { readonly address: SemanticInvoice["seller"]["address"] }>(party: T): T => ({
    ...party,
    address: party.address === null ? null : { ...party.address, country },
  });
  const lines = [anInvoiceLine({ vat: { category: "B", rate: "22" } })];
  return { ...withGroup(standard, { category: "B", rate: "22" }), lines, seller: at(seller), buyer: at(buyer) };
};

const mutations: readonly Mutation[] = [
  ...vatFamilies.flatMap(mutationsOf),
  { rule: "BR-IC-02", term: "BT-48", invoice: { ...withinCommunity, buyer: { ...withinCommunity.buyer, vatId: null } } },
  { rule: "BR-O-04", term: "BT-48", invoice: { ...outside, buyer: { ...outside.buyer, vatId: "FR12345678901" } } },
  { rule: "BR-Z-01", term: "BG-23", invoice: twice(invoiceOf(familyOf("Z"))) },
  { rule: "BR-IC-11", term: "BT-72", invoice: { ...withinCommunity, delivery: null } },
  { rule: "BR-IC-12", term: "BT-80", invoice: { ...withinCommunity, delivery: null } },
  { rule: "BR-O-11", term: "BT-118", index: 1, invoice: { ...outside, vatBreakdown: [...outside.vatBreakdown, ...standard.vatBreakdown] } },
  { rule: "BR-O-12", term: "BT-151", index: 1, invoice: { ...outside, lines: [...outside.lines, ...standard.lines] } },
  { rule: "BR-O-13", term: "BT-95", index: 0, invoice: { ...outside, allowances: standard.allowances } },
  { rule: "BR-O-14", term: "BT-102", index: 0, invoice: { ...outside, charges: standard.charges } },
  { rule: "BR-B-01", term: "BT-118", invoice: split("DE") },
  { rule: "BR-B-02", term: "BT-118", invoice: { ...split("IT"), allowances: standard.allowances } },
];

function twice(invoice: SemanticInvoice): SemanticInvoice {
  return { ...invoice, vatBreakdown: [...invoice.vatBreakdown, ...invoice.vatBreakdown] };
}

describe.each(vatFamilies)("category $code", (family) => {
  test("an invoice in it that is right breaks no rule", () => {
    expect(checkInvoice(invoiceOf(family))).toEqual([]);
  });

  test("lines, allowances and charges in any order are the same invoice", () => {
    const invoice = invoiceOf(family);
    const lines = ["1.10", "20.20", "78.70"].map((net, index) =>
      anInvoiceLine({ id: String(index + 1), net: euro(net), vat: { category: family.code, rate: rateOf(family) } }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(brokenOf(vatRules, { ...invoice, lines: shuffled })).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});

test.each(mutations)("$rule is caught at $term", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(vatRules, mutations)).toEqual([]);
});

test("two rates of one category have a group each, and one written 19 is that of lines written 19.00", () => {
  const invoice = standard;
  const lines = [anInvoiceLine({ vat: { category: "S", rate: "19.00" } }), anInvoiceLine({ id: "2", vat: { category: "S", rate: "7" } })];
  const reduced = { ...must(invoice.vatBreakdown[0], "one group"), base: euro("100.00"), amount: euro("7.00"), rate: "7.0" };
  expect(brokenOf(vatRules, { ...invoice, lines, vatBreakdown: [...invoice.vatBreakdown, reduced] })).toEqual([]);
});
