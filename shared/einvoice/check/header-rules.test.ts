// Each rule about the document as a whole, broken once.
import { expect, test } from "vitest";
import { aSemanticInvoice, euro } from "../../testing/einvoice-builder.ts";
import { brokenOf, expected, missingWords, type Mutation, untested, withTotals } from "../../testing/einvoice-mutations.ts";
import { checkInvoice } from "./check-invoice.ts";
import { headerRules } from "./header-rules.ts";

const address = { line1: null, line2: null, line3: null, city: "Musterau", postCode: "29549", subdivision: null, country: null };

const mutations: readonly Mutation[] = [
  { rule: "BR-01", term: "BT-24", invoice: aSemanticInvoice({ specification: null }) },
  { rule: "BR-02", term: "BT-1", invoice: aSemanticInvoice({ number: " " }) },
  { rule: "BR-03", term: "BT-2", invoice: aSemanticInvoice({ issueDate: null }) },
  { rule: "BR-04", term: "BT-3", invoice: aSemanticInvoice({ typeCode: null }) },
  { rule: "BR-05", term: "BT-5", invoice: aSemanticInvoice({ currency: null }) },
  { rule: "BR-16", term: "BG-25", invoice: aSemanticInvoice({ lines: [] }) },
  {
    rule: "BR-29",
    term: "BT-74",
    values: { start: "2026-10-02", end: "2026-10-01" },
    invoice: aSemanticInvoice({ period: { start: "2026-10-02", end: "2026-10-01" } }),
  },
  {
    rule: "BR-52",
    term: "BT-122",
    index: 1,
    invoice: aSemanticInvoice({
      supportingDocuments: [
        { reference: "Aufmaß", description: null, location: null, file: null },
        { reference: null, description: "Foto", location: null, file: null },
      ],
    }),
  },
  { rule: "BR-53", term: "BT-111", invoice: aSemanticInvoice({ vatCurrency: "SEK" }) },
  {
    rule: "BR-55",
    term: "BT-25",
    index: 0,
    invoice: aSemanticInvoice({ precedingInvoices: [{ number: null, issueDate: "2026-10-01" }] }),
  },
  { rule: "BR-57", term: "BT-80", invoice: aSemanticInvoice({ delivery: { name: null, location: null, date: null, address } }) },
  { rule: "BR-CO-03", term: "BT-8", invoice: aSemanticInvoice({ taxPointDate: "2026-10-30", taxPointCode: "35" }) },
  { rule: "BR-CO-19", term: "BG-14", invoice: aSemanticInvoice({ period: { start: null, end: null } }) },
];

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(headerRules, mutations)).toEqual([]);
});

test.each([
  ["a period of one day", aSemanticInvoice({ period: { start: "2026-10-01", end: "2026-10-01" } })],
  ["a period that has begun", aSemanticInvoice({ period: { start: "2026-10-01", end: null } })],
  ["days that nobody could read", aSemanticInvoice({ period: { start: "2. Oktober", end: "1. Oktober" } })],
  ["BT-8 inside of an empty period", aSemanticInvoice({ period: { start: null, end: null }, taxPointCode: "35" })],
  ["VAT in another currency", { ...withTotals({ vatInAccountingCurrency: { value: "215.30", currency: "SEK" } }), vatCurrency: "SEK" }],
  ["VAT in the currency of the invoice", { ...withTotals({ vat: euro("19.00") }), vatCurrency: "EUR" }],
])("%s is right", (_, invoice) => {
  expect(brokenOf(headerRules, invoice)).toEqual([]);
});
