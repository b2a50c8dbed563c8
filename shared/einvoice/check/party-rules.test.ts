// Each rule about those who are named in an invoice, broken once.
import { expect, test } from "vitest";
import { aSemanticInvoice } from "../../testing/einvoice-builder.ts";
import {
  brokenOf,
  expected,
  missingWords,
  type Mutation,
  untested,
  withBuyer,
  withMeans,
  withRepresentative,
  withSeller,
} from "../../testing/einvoice-mutations.ts";
import { checkInvoice } from "./check-invoice.ts";
import { partyRules } from "./party-rules.ts";

const nowhere = { line1: null, line2: null, line3: null, city: "Musterau", postCode: "29549", subdivision: null, country: null };
const unknown = withSeller({ vatId: null, taxNumber: "12/345/67890" });

const mutations: readonly Mutation[] = [
  { rule: "BR-06", term: "BT-27", invoice: withSeller({ name: null }) },
  { rule: "BR-07", term: "BT-44", invoice: withBuyer({ name: null }) },
  { rule: "BR-08", term: "BG-5", invoice: withSeller({ address: null }) },
  { rule: "BR-09", term: "BT-40", invoice: withSeller({ address: nowhere }) },
  { rule: "BR-10", term: "BG-8", invoice: withBuyer({ address: null }) },
  { rule: "BR-11", term: "BT-55", invoice: withBuyer({ address: nowhere }) },
  { rule: "BR-17", term: "BT-59", invoice: aSemanticInvoice({ payee: { name: null, identifier: null, registration: null } }) },
  { rule: "BR-18", term: "BT-62", invoice: withRepresentative({ name: null }) },
  { rule: "BR-19", term: "BG-12", invoice: withRepresentative({ address: null }) },
  { rule: "BR-20", term: "BT-69", invoice: withRepresentative({ address: nowhere }) },
  { rule: "BR-56", term: "BT-63", invoice: withRepresentative({ vatId: null }) },
  { rule: "BR-62", term: "BT-34", invoice: withSeller({ electronicAddress: { id: "rechnung@heide.example", scheme: null } }) },
  { rule: "BR-63", term: "BT-49", invoice: withBuyer({ electronicAddress: { id: "rechnung@musterau.example", scheme: "" } }) },
  { rule: "BR-CO-09", term: "BT-31", values: { stated: "123456789" }, invoice: withSeller({ vatId: "123456789" }) },
  { rule: "BR-CO-09", term: "BT-48", invoice: withBuyer({ vatId: "de123456789" }) },
  { rule: "BR-CO-09", term: "BT-63", invoice: withRepresentative({ vatId: "QQ1" }) },
  { rule: "BR-CO-26", term: "BT-29", invoice: unknown },
];

test.each(mutations)("$rule is caught at $term", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(partyRules, mutations)).toEqual([]);
});

test.each(["DE123456789", "EL123456789", "XI123456789", "DE 123 456 789"])("%s has the prefix of a country", (vatId) => {
  expect(brokenOf(partyRules, withSeller({ vatId }))).toEqual([]);
});

test.each([
  ["an identifier", { ...unknown, seller: { ...unknown.seller, identifiers: [{ id: "4711", scheme: null }] } }],
  ["a registration", { ...unknown, seller: { ...unknown.seller, registration: { id: "HRB 4711", scheme: null } } }],
  [
    "the creditor of a direct debit",
    {
      ...withMeans({ code: "59", directDebit: { mandate: "M-1", creditor: "DE98ZZZ09999999999", account: "DE02120300000000202051" } }),
      seller: unknown.seller,
    },
  ],
])("%s tells who the seller is", (_, invoice) => {
  expect(brokenOf(partyRules, invoice)).toEqual([]);
});
