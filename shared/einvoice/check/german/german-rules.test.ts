// Each German rule, broken once in an XRechnung that is right but for that.
import { expect, test } from "vitest";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../../testing/einvoice-builder.ts";
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
  withLine,
  withSeller,
  withTotals,
} from "../../../testing/einvoice-mutations.ts";
import type { Address, Item, PaymentMeans, SemanticInvoice, SupportingDocument } from "../../model.ts";
import { checkInvoice } from "../check-invoice.ts";
import { germanRules } from "./german-rules.ts";

const { seller, buyer, specification } = aSemanticInvoice();
const at = (address: Address | null, change: Partial<Address>): Address | null => (address === null ? null : { ...address, ...change });
const contact = (change: Partial<NonNullable<typeof seller.contact>>): SemanticInvoice =>
  withSeller({ contact: seller.contact === null ? null : { ...seller.contact, ...change } });

function paid(code: string, change: Partial<PaymentMeans> = {}): SemanticInvoice {
  const none = { text: null, remittance: null, creditTransfers: [], card: null, directDebit: null };
  return aSemanticInvoice({ paymentMeans: [{ code, ...none, ...change }] });
}
const account = { account: "DE02120300000000202051", accountName: null, bic: null };
const card = { number: "1234", holder: null };
const debit = { mandate: "M-1", creditor: "DE98ZZZ09999999999", account: "DE02120300000000202051" };

const delivered = (change: Partial<Address>): SemanticInvoice =>
  aSemanticInvoice({ delivery: { name: null, location: null, date: "2026-10-30", address: at(seller.address, change) } });

const attached = (...documents: readonly Partial<SupportingDocument>[]): SemanticInvoice =>
  aSemanticInvoice({
    supportingDocuments: documents.map((each, index) => ({
      reference: String(index),
      description: null,
      location: null,
      file: null,
      ...each,
    })),
  });
const file = (name: string): SupportingDocument["file"] => ({ base64: "", mimeType: "application/pdf", name });

const discount = (paymentTerms: string): SemanticInvoice => aSemanticInvoice({ paymentTerms });

const vehicle: Item = {
  name: "Bus",
  description: null,
  sellerId: null,
  buyerId: null,
  standardId: null,
  classifications: [{ id: "M3", scheme: "CVD" }],
  originCountry: null,
  attributes: [{ name: "cva", value: "zero-emission" }],
};
const vehicles = (item: Item, change: Partial<SemanticInvoice> = {}): SemanticInvoice =>
  aSemanticInvoice({
    specification: `${specification ?? ""}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`,
    contract: "V-1",
    tender: "L-1",
    lines: [anInvoiceLine({ item })],
    ...change,
  });

const mutations: readonly Mutation[] = [
  { rule: "BR-DE-1", term: "BG-16", invoice: aSemanticInvoice({ paymentMeans: [] }) },
  { rule: "BR-DE-2", term: "BG-6", invoice: withSeller({ contact: null }) },
  { rule: "BR-DE-3", term: "BT-37", invoice: withSeller({ address: at(seller.address, { city: null }) }) },
  { rule: "BR-DE-4", term: "BT-38", invoice: withSeller({ address: at(seller.address, { postCode: " " }) }) },
  { rule: "BR-DE-5", term: "BT-41", invoice: contact({ name: null }) },
  { rule: "BR-DE-6", term: "BT-42", invoice: contact({ phone: null }) },
  { rule: "BR-DE-7", term: "BT-43", invoice: contact({ email: null }) },
  { rule: "BR-DE-8", term: "BT-52", invoice: withBuyer({ address: at(buyer.address, { city: null }) }) },
  { rule: "BR-DE-9", term: "BT-53", invoice: withBuyer({ address: at(buyer.address, { postCode: null }) }) },
  { rule: "BR-DE-10", term: "BT-77", invoice: delivered({ city: null }) },
  { rule: "BR-DE-11", term: "BT-78", invoice: delivered({ postCode: null }) },
  { rule: "BR-DE-14", term: "BT-119", index: 0, invoice: withBreakdown({ rate: null }) },
  { rule: "BR-DE-15", term: "BT-10", invoice: aSemanticInvoice({ buyerReference: null }) },
  { rule: "BR-DE-16", term: "BT-31", invoice: withSeller({ vatId: null }) },
  { rule: "BR-DE-17", term: "BT-3", severity: "warning", values: { stated: "82" }, invoice: aSemanticInvoice({ typeCode: "82" }) },
  { rule: "BR-DE-18", term: "BT-20", invoice: discount("#SKONTO#TAGE=14#PROZENT=2#\n") },
  { rule: "BR-DE-18", term: "BT-20", invoice: discount("#SKONTO#TAGE=14#PROZENT=2.00#") },
  { rule: "BR-DE-18", term: "BT-20", invoice: discount("#Skonto#TAGE=14#PROZENT=2.00#\n") },
  {
    rule: "BR-DE-19",
    term: "BT-84",
    index: 0,
    severity: "warning",
    invoice: paid("58", { creditTransfers: [{ ...account, account: "DE02120300000000202052" }] }),
  },
  {
    rule: "BR-DE-20",
    term: "BT-91",
    index: 0,
    severity: "warning",
    invoice: paid("59", { directDebit: { ...debit, account: "DE00" } }),
  },
  {
    rule: "BR-DE-21",
    term: "BT-24",
    severity: "warning",
    invoice: aSemanticInvoice({ specification: specification?.replace("3.0", "2.3") ?? "" }),
  },
  { rule: "BR-DE-22", term: "BT-125", index: 1, invoice: attached({ file: file("a.pdf") }, { file: file("a.pdf") }) },
  { rule: "BR-DE-23-a", term: "BG-17", index: 0, invoice: paid("30") },
  { rule: "BR-DE-23-b", term: "BG-16", index: 0, invoice: paid("58", { creditTransfers: [account], card }) },
  { rule: "BR-DE-24-a", term: "BG-18", index: 0, invoice: paid("48") },
  { rule: "BR-DE-24-b", term: "BG-16", index: 0, invoice: paid("54", { card, creditTransfers: [account] }) },
  { rule: "BR-DE-25-a", term: "BG-19", index: 0, invoice: paid("59") },
  { rule: "BR-DE-25-b", term: "BG-16", index: 0, invoice: paid("59", { directDebit: debit, creditTransfers: [account] }) },
  { rule: "BR-DE-26", term: "BG-3", severity: "warning", invoice: aSemanticInvoice({ typeCode: "384" }) },
  { rule: "BR-DE-27", term: "BT-42", severity: "warning", invoice: contact({ phone: "k. A." }) },
  { rule: "BR-DE-28", term: "BT-43", severity: "warning", invoice: contact({ email: "heide@" }) },
  { rule: "BR-DE-30", term: "BT-90", index: 0, invoice: paid("59", { directDebit: { ...debit, creditor: null } }) },
  { rule: "BR-DE-31", term: "BT-91", index: 0, invoice: paid("59", { directDebit: { ...debit, account: null } }) },
  { rule: "BR-DE-TMP-32", term: "BT-72", severity: "information", invoice: aSemanticInvoice({ delivery: null }) },
  { rule: "BR-TMP-2", term: "BT-124", index: 0, severity: "warning", invoice: attached({ location: "akte/plan.pdf" }) },
  { rule: "BR-DE-CVD-01", term: "BT-12", invoice: vehicles(vehicle, { contract: null }) },
  { rule: "BR-DE-CVD-02", term: "BT-17", invoice: vehicles(vehicle, { tender: null }) },
  { rule: "BR-DE-CVD-03", term: "BT-158", invoice: vehicles({ ...vehicle, attributes: [], classifications: [] }) },
  {
    rule: "BR-DE-CVD-04",
    term: "BT-158",
    index: 0,
    values: { stated: "L7" },
    invoice: vehicles({ ...vehicle, classifications: [{ id: "L7", scheme: "CVD" }] }),
  },
  {
    rule: "BR-DE-CVD-05",
    term: "BT-161",
    index: 0,
    values: { stated: "Diesel" },
    invoice: vehicles({ ...vehicle, attributes: [{ name: "cva", value: "Diesel" }] }),
  },
  { rule: "BR-DE-CVD-06-a", term: "BT-160", index: 0, invoice: vehicles({ ...vehicle, attributes: [] }) },
  { rule: "BR-DE-CVD-06-b", term: "BT-158", index: 0, invoice: vehicles({ ...vehicle, classifications: [] }) },
  { rule: "PEPPOL-EN16931-R001", term: "BT-23", invoice: aSemanticInvoice({ businessProcess: null }) },
  { rule: "PEPPOL-EN16931-R005", term: "BT-6", invoice: aSemanticInvoice({ vatCurrency: "EUR" }) },
  { rule: "PEPPOL-EN16931-R010", term: "BT-49", invoice: withBuyer({ electronicAddress: null }) },
  { rule: "PEPPOL-EN16931-R020", term: "BT-34", invoice: withSeller({ electronicAddress: null }) },
  {
    rule: "PEPPOL-EN16931-R040",
    term: "BT-92",
    index: 0,
    values: { stated: "10", computed: "9" },
    invoice: withAllowance({ amount: euro("10.00"), base: euro("90.00"), percent: "10" }),
  },
  { rule: "PEPPOL-EN16931-R041", term: "BT-93", index: 0, invoice: withAllowance({ percent: "10" }) },
  { rule: "PEPPOL-EN16931-R042", term: "BT-143", index: 1, invoice: withLine({ charges: [anAllowance({ base: euro("90.00") })] }) },
  {
    rule: "PEPPOL-EN16931-R046",
    term: "BT-146",
    index: 1,
    invoice: withLine({ price: { net: euro("0.00"), gross: euro("5.00"), discount: euro("1.00"), baseQuantity: null } }),
  },
  { rule: "PEPPOL-EN16931-R055", term: "BT-111", invoice: withTotals({ vatInAccountingCurrency: { value: "-20.00", currency: "CHF" } }) },
  { rule: "PEPPOL-EN16931-R061", term: "BT-89", index: 0, invoice: paid("59", { directDebit: { ...debit, mandate: null } }) },
  {
    rule: "PEPPOL-EN16931-R110",
    term: "BT-134",
    index: 1,
    invoice: { ...withLine({ period: { start: "2026-09-30", end: null } }), period: { start: "2026-10-01", end: "2026-10-31" } },
  },
  {
    rule: "PEPPOL-EN16931-R111",
    term: "BT-135",
    index: 1,
    invoice: { ...withLine({ period: { start: null, end: "2026-11-01" } }), period: { start: "2026-10-01", end: "2026-10-31" } },
  },
  {
    rule: "PEPPOL-EN16931-R120",
    term: "BT-131",
    index: 0,
    severity: "warning",
    values: { stated: "100", computed: "150" },
    invoice: aSemanticInvoice({ lines: [anInvoiceLine({ quantity: { value: "3", unit: "HUR" } })] }),
  },
  {
    rule: "PEPPOL-EN16931-R121",
    term: "BT-149",
    index: 1,
    invoice: withLine({ price: { net: euro("0.00"), gross: null, discount: null, baseQuantity: { value: "0", unit: null } } }),
  },
  {
    rule: "PEPPOL-EN16931-R130",
    term: "BT-150",
    index: 1,
    values: { stated: "DAY", wanted: "HUR" },
    invoice: withLine({ price: { net: euro("0.00"), gross: null, discount: null, baseQuantity: { value: "1", unit: "DAY" } } }),
  },
];

test.each(mutations)("$rule is caught at $term", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(germanRules, mutations)).toEqual([]);
});

test.each([
  [
    "two discounts with a word before them",
    discount("Zahlbar in 30 Tagen\n#SKONTO#TAGE=14#PROZENT=2.00#\n#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=90.00#\n"),
  ],
  ["a direct debit", paid("59", { directDebit: debit })],
  ["a card", paid("54", { card })],
  ["a SEPA transfer written in groups", paid("58", { creditTransfers: [{ ...account, account: "DE02 1203 0000 0000 2020 51" }] })],
  ["an account abroad without IBAN, where no SEPA transfer is wanted", paid("30", { creditTransfers: [{ ...account, account: "12345" }] })],
  ["a period in place of the day of delivery", aSemanticInvoice({ delivery: null, period: { start: "2026-10-01", end: "2026-10-31" } })],
  [
    "a price for a hundred, rounded",
    withLine({
      quantity: { value: "3", unit: "H87" },
      net: euro("0.04"),
      price: { net: euro("1.25"), gross: null, discount: null, baseQuantity: { value: "100", unit: "H87" } },
    }),
  ],
  ["a clean vehicle", vehicles(vehicle)],
])("%s is right", (_, invoice) => {
  expect(brokenOf(germanRules, invoice)).toEqual([]);
});

test("quantity times price is asked of UBL alone", () => {
  const lines = [anInvoiceLine({ quantity: { value: "3", unit: "HUR" } })];
  expect(brokenOf(germanRules, aSemanticInvoice({ syntax: "cii", lines }))).toEqual([]);
});
