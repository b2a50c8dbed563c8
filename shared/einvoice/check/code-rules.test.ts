// Each rule about codes, broken at every term it asks, and codes that have to be in the lists.
import { expect, test } from "vitest";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../testing/einvoice-builder.ts";
import {
  anAllowance,
  brokenOf,
  expected,
  missingWords,
  type Mutation,
  untested,
  withAllowance,
  withBreakdown,
  withBuyer,
  withCharge,
  withLine,
  withMeans,
  withRepresentative,
  withSeller,
  withTotals,
} from "../../testing/einvoice-mutations.ts";
import { units } from "../codes/units.ts";
import type { Delivery, Identifier, Item, Payee, SemanticInvoice, SupportingDocument } from "../model.ts";
import { checkInvoice } from "./check-invoice.ts";
import { codeRules } from "./code-rules.ts";

const wrong = "ÜÜ";
const id: Identifier = { id: "4711", scheme: wrong };
const address = { line1: null, line2: null, line3: null, city: null, postCode: null, subdivision: null, country: wrong };
const payee = (change: Partial<Payee>): SemanticInvoice =>
  aSemanticInvoice({ payee: { name: "Heide Factoring", identifier: null, registration: null, ...change } });
const delivery = (change: Partial<Delivery>): SemanticInvoice =>
  aSemanticInvoice({ delivery: { name: null, location: null, date: null, address: null, ...change } });
const attached = (mimeType: string): readonly SupportingDocument[] => [
  { reference: "Aufmaß", description: null, location: null, file: { base64: "", mimeType, name: "aufmass" } },
];
function item(change: Partial<Item>): SemanticInvoice {
  const right = anInvoiceLine().item;
  return withLine({ item: right === null ? null : { ...right, ...change } });
}
const dollar = { value: "0.00", currency: wrong };

const mutations: readonly Mutation[] = [
  { rule: "BR-CL-01", term: "BT-3", values: { stated: "999" }, invoice: aSemanticInvoice({ typeCode: "999" }) },
  { rule: "BR-CL-01", term: "BT-3", invoice: aSemanticInvoice({ typeCode: "381" }) },
  { rule: "BR-CL-01", term: "BT-3", invoice: aSemanticInvoice({ root: "creditNote" }) },
  { rule: "BR-CL-03", term: "BT-114", values: { stated: wrong }, invoice: withTotals({ rounding: dollar }) },
  { rule: "BR-CL-03", term: "BT-131", index: 1, invoice: withLine({ net: dollar }) },
  {
    rule: "BR-CL-03",
    term: "BT-146",
    index: 1,
    invoice: withLine({ price: { net: dollar, discount: null, gross: null, baseQuantity: null } }),
  },
  { rule: "BR-CL-04", term: "BT-5", invoice: aSemanticInvoice({ currency: "Euro" }) },
  { rule: "BR-CL-05", term: "BT-6", invoice: aSemanticInvoice({ vatCurrency: "€" }) },
  { rule: "BR-CL-06", term: "BT-8", invoice: aSemanticInvoice({ taxPointCode: "36" }) },
  { rule: "BR-CL-07", term: "BT-18", invoice: aSemanticInvoice({ object: id }) },
  { rule: "BR-CL-07", term: "BT-128", index: 1, invoice: withLine({ object: id }) },
  { rule: "BR-CL-08", term: "BT-21", index: 0, invoice: aSemanticInvoice({ notes: [{ subject: wrong, text: "Danke" }] }) },
  { rule: "BR-CL-10", term: "BT-29", index: 0, invoice: withSeller({ identifiers: [id] }) },
  { rule: "BR-CL-10", term: "BT-46", invoice: withBuyer({ identifier: id }) },
  { rule: "BR-CL-10", term: "BT-60", invoice: payee({ identifier: id }) },
  { rule: "BR-CL-11", term: "BT-30", invoice: withSeller({ registration: id }) },
  { rule: "BR-CL-11", term: "BT-47", invoice: withBuyer({ registration: id }) },
  { rule: "BR-CL-11", term: "BT-61", invoice: payee({ registration: id }) },
  { rule: "BR-CL-13", term: "BT-158", index: 1, invoice: item({ classifications: [id] }) },
  { rule: "BR-CL-14", term: "BT-40", invoice: withSeller({ address }) },
  { rule: "BR-CL-14", term: "BT-55", invoice: withBuyer({ address }) },
  { rule: "BR-CL-14", term: "BT-69", invoice: withRepresentative({ address }) },
  { rule: "BR-CL-14", term: "BT-80", invoice: delivery({ address }) },
  { rule: "BR-CL-15", term: "BT-159", index: 1, invoice: item({ originCountry: "EL" }) },
  { rule: "BR-CL-16", term: "BT-81", index: 1, invoice: withMeans({ code: "71" }) },
  { rule: "BR-CL-17", term: "BT-95", index: 0, invoice: withAllowance({ vatCategory: "X" }) },
  { rule: "BR-CL-17", term: "BT-102", index: 0, invoice: withCharge({ vatCategory: "X" }) },
  { rule: "BR-CL-17", term: "BT-118", index: 0, invoice: withBreakdown({ category: "X" }) },
  { rule: "BR-CL-18", term: "BT-151", index: 1, invoice: withLine({ vat: { category: "s", rate: "19" } }) },
  { rule: "BR-CL-19", term: "BT-98", index: 0, invoice: withAllowance({ reasonCode: "43" }) },
  { rule: "BR-CL-19", term: "BT-140", index: 1, invoice: withLine({ allowances: [anAllowance({ reasonCode: "FC" })] }) },
  { rule: "BR-CL-20", term: "BT-105", index: 0, invoice: withCharge({ reasonCode: "95" }) },
  { rule: "BR-CL-20", term: "BT-145", index: 1, invoice: withLine({ charges: [anAllowance({ reasonCode: wrong })] }) },
  { rule: "BR-CL-21", term: "BT-157", index: 1, severity: "warning", invoice: item({ standardId: id }) },
  { rule: "BR-CL-22", term: "BT-121", index: 0, invoice: withBreakdown({ exemptionCode: "VATEX-DE" }) },
  { rule: "BR-CL-23", term: "BT-130", index: 1, severity: "warning", invoice: withLine({ quantity: { value: "1", unit: "Stück" } }) },
  {
    rule: "BR-CL-23",
    term: "BT-150",
    severity: "warning",
    index: 1,
    invoice: withLine({
      price: { net: euro("0"), discount: null, gross: null, baseQuantity: { value: "1", unit: "XX" } },
    }),
  },
  {
    rule: "BR-CL-23",
    term: "BT-130",
    index: 1,
    severity: "warning",
    invoice: withLine({ subLines: [anInvoiceLine({ quantity: { value: "1", unit: wrong } })] }),
  },
  { rule: "BR-CL-24", term: "BT-125", index: 0, invoice: aSemanticInvoice({ supportingDocuments: attached("application/xml") }) },
  { rule: "BR-CL-25", term: "BT-34", invoice: withSeller({ electronicAddress: id }) },
  { rule: "BR-CL-25", term: "BT-49", invoice: withBuyer({ electronicAddress: id }) },
  { rule: "BR-CL-26", term: "BT-71", invoice: delivery({ location: id }) },
];

test.each(mutations)("$rule is caught at $term", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(codeRules, mutations)).toEqual([]);
});

test.each([
  ["a credit note", aSemanticInvoice({ root: "creditNote", typeCode: "381" })],
  ["a credit note in CII", aSemanticInvoice({ syntax: "cii", typeCode: "381" })],
  ["a partial invoice", aSemanticInvoice({ typeCode: "326" })],
  ["an invoice of Northern Ireland", withBuyer({ address: { ...address, country: "XI" } })],
  ["an amount without a currency of its own", withTotals({ rounding: { value: "0", currency: null } })],
  ["a reason for exemption in small letters", withBreakdown({ exemptionCode: "vatex-eu-ae" })],
  ["the creditor identifier of the seller", withSeller({ identifiers: [{ id: "DE98ZZZ09999999999", scheme: "SEPA" }] })],
  ["the tax point in either list", aSemanticInvoice({ taxPointCode: "29" })],
  ["a Leitweg-ID as address", withBuyer({ electronicAddress: { id: "04011000-12345-03", scheme: "0204" } })],
])("%s is right", (_, invoice) => {
  expect(brokenOf(codeRules, invoice)).toEqual([]);
});

test("a scheme for clean vehicles is right in an invoice about them only", () => {
  const invoice = item({ classifications: [{ id: "M2", scheme: "CVD" }] });
  const specification = `${invoice.specification ?? ""}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`;
  expect(brokenOf(codeRules, invoice).map(({ rule }) => rule)).toEqual(["BR-CL-13"]);
  expect(brokenOf(codeRules, { ...invoice, specification })).toEqual([]);
});

test("the extension of the XRechnung has rules of its own for schemes and attachments", () => {
  const invoice = {
    ...withSeller({ electronicAddress: { id: "4711", scheme: "XR01" } }),
    specification:
      "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0",
    supportingDocuments: attached("application/xml"),
  };
  expect(brokenOf(codeRules, invoice)).toEqual([]);
});

test.each(["H87", "C62", "HUR", "DAY", "MTK", "XPX", "XPP", "X1", "LS", "KWH", "ANN", "MON"])("%s is a unit", (unit) => {
  expect(units.has(unit)).toBe(true);
});
