// What only UBL writes: the credit note's own places, references by type code, two totals of VAT, lines below lines, payments of others.
import { expect, it } from "vitest";
import type { SemanticInvoice } from "../../shared/einvoice/model.ts";
import { readSemanticInvoice } from "./read-invoice-xml.ts";
import { defaultReadLimits } from "./reading.ts";

function read(inner: string, name = "Invoice"): SemanticInvoice {
  const xml = `<${name} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${name}-2">${inner}</${name}>`;
  const invoice = readSemanticInvoice(new TextEncoder().encode(xml), defaultReadLimits);
  if (invoice === null) throw new Error("no invoice");
  return invoice;
}

it("an empty document has no term at all, and no group either", () => {
  expect(read("")).toMatchObject({
    number: null,
    seller: { name: null, identifiers: [], address: null, contact: null },
    payee: null,
    taxRepresentative: null,
    delivery: null,
    period: null,
    paymentMeans: [],
    totals: { lines: null, payable: null },
    lines: [],
  });
});

it("a credit note has type, due date, project and lines in places of its own", () => {
  const note = read(
    `<CreditNoteTypeCode>381</CreditNoteTypeCode><PaymentMeans><PaymentMeansCode>58</PaymentMeansCode><PaymentDueDate>2026-12-01</PaymentDueDate></PaymentMeans>
<AdditionalDocumentReference><ID>P-5</ID><DocumentTypeCode>50</DocumentTypeCode></AdditionalDocumentReference>
<AdditionalDocumentReference><ID>Anlage</ID></AdditionalDocumentReference>
<CreditNoteLine><ID>1</ID><CreditedQuantity unitCode="C62">3</CreditedQuantity><SubCreditNoteLine><ID>1.1</ID></SubCreditNoteLine></CreditNoteLine>`,
    "CreditNote",
  );
  expect(note).toMatchObject({ root: "creditNote", typeCode: "381", dueDate: "2026-12-01", project: "P-5" });
  expect(note.supportingDocuments.map(({ reference }) => reference)).toEqual(["Anlage"]);
  expect(note.lines).toMatchObject([{ quantity: { value: "3", unit: "C62" }, subLines: [{ id: "1.1" }] }]);
});

it("an invoice's own reference of type 50 is a paper beside it, one of type 130 the object", () => {
  const { object, project, supportingDocuments } = read(
    `<AdditionalDocumentReference><ID>50er</ID><DocumentTypeCode>50</DocumentTypeCode></AdditionalDocumentReference>
<AdditionalDocumentReference><ID schemeID="ABZ">Zähler 7</ID><DocumentTypeCode>130</DocumentTypeCode></AdditionalDocumentReference>`,
  );
  expect(object).toEqual({ id: "Zähler 7", scheme: "ABZ" });
  expect(project).toBeNull();
  expect(supportingDocuments.map(({ reference }) => reference)).toEqual(["50er"]);
});

const total = (currency: string, amount: string, group = ""): string =>
  `<TaxTotal><TaxAmount currencyID="${currency}">${amount}</TaxAmount>${group}</TaxTotal>`;
const group = (net: string, vat: string): string =>
  `<TaxSubtotal><TaxableAmount>${net}</TaxableAmount><TaxAmount>${vat}</TaxAmount></TaxSubtotal>`;

it.each([
  [
    "the accounting currency first",
    "<TaxCurrencyCode>SEK</TaxCurrencyCode>",
    total("SEK", "200") + total("EUR", "19", group("100", "19")),
    "19",
    "200",
    1,
  ],
  ["both currencies the same", "<TaxCurrencyCode>EUR</TaxCurrencyCode>", total("EUR", "19") + total("EUR", "19.0"), "19", "19.0", 0],
  ["the accounting currency alone", "<TaxCurrencyCode>SEK</TaxCurrencyCode>", total("SEK", "200"), null, "200", 0],
  ["another currency than the invoice's, and none named", "", total("SEK", "200", group("1000", "200")), "200", null, 1],
  ["a total a rate", "", total("EUR", "19", group("100", "19")) + total("EUR", "7", group("100", "7")), "19", null, 2],
])("VAT totals: %s", (_, code, totals, vat, accounting, groups) => {
  const invoice = read(`<DocumentCurrencyCode>EUR</DocumentCurrencyCode>${code}${totals}`);
  expect(invoice.totals.vat?.value ?? null).toBe(vat);
  expect(invoice.totals.vatInAccountingCurrency?.value ?? null).toBe(accounting);
  expect(invoice.vatBreakdown.length).toBe(groups);
});

const sepa = (party: string): string =>
  `<${party}><PartyIdentification><ID schemeID="SEPA">DE98ZZZ09999999999</ID></PartyIdentification></${party}>`;

it("a creditor identifier belongs to the direct debit, be it the seller's or the payee's", () => {
  const debit = "<PaymentMeans><PaymentMeansCode>59</PaymentMeansCode></PaymentMeans>";
  for (const party of [`<AccountingSupplierParty>${sepa("Party")}</AccountingSupplierParty>`, sepa("PayeeParty")]) {
    const { seller, payee, paymentMeans } = read(`${party}${debit}`);
    expect(paymentMeans[0]?.directDebit).toEqual({ mandate: null, creditor: "DE98ZZZ09999999999", account: null });
    expect([seller.identifiers, payee]).toEqual([[], null]);
  }
});

it("a creditor identifier without a direct debit stays with its party", () => {
  const transfer = "<PaymentMeans><PaymentMeansCode>58</PaymentMeansCode></PaymentMeans>";
  const { seller, paymentMeans } = read(`<AccountingSupplierParty>${sepa("Party")}</AccountingSupplierParty>${transfer}`);
  expect(paymentMeans[0]?.directDebit).toBeNull();
  expect(seller.identifiers).toEqual([{ id: "DE98ZZZ09999999999", scheme: "SEPA" }]);
});

it.each([
  ["#AAI#Text", "AAI", "Text"],
  ["Text", null, "Text"],
  ["#Text#", null, "#Text#"],
  ["#ABC#", "ABC", null],
  ["Nr. #123#", null, "Nr. #123#"],
])("the note %s", (written, subject, text) => {
  expect(read(`<Note>${written}</Note>`).notes).toEqual([{ subject, text }]);
});

it("a charge is what says so, an allowance everything else", () => {
  const entry = (indicator: string, amount: string): string =>
    `<AllowanceCharge><ChargeIndicator>${indicator}</ChargeIndicator><Amount currencyID="EUR">${amount}</Amount></AllowanceCharge>`;
  const { allowances, charges } = read(entry("true", "1") + entry("false", "2") + entry("1", "3") + entry("0", "4"));
  expect(allowances.map(({ amount }) => amount?.value)).toEqual(["2", "4"]);
  expect(charges.map(({ amount }) => amount?.value)).toEqual(["1", "3"]);
});

it("lines below lines and payments of third parties are read (extension of XRechnung)", () => {
  const { lines, thirdPartyPayments } = read(
    `<PrepaidPayment><ID>1</ID><PaidAmount currencyID="EUR">10.50</PaidAmount><InstructionID>Zuzahlung</InstructionID></PrepaidPayment>
<InvoiceLine><ID>1</ID><SubInvoiceLine><ID>1.1</ID><SubInvoiceLine><ID>1.1.1</ID><LineExtensionAmount currencyID="EUR">9</LineExtensionAmount></SubInvoiceLine></SubInvoiceLine></InvoiceLine>`,
  );
  expect(thirdPartyPayments).toEqual([{ type: "1", amount: { value: "10.50", currency: "EUR" }, description: "Zuzahlung" }]);
  expect(lines).toMatchObject([{ id: "1", subLines: [{ id: "1.1", subLines: [{ id: "1.1.1", net: { value: "9" } }] }] }]);
});

it("what is no day or no number stays as it was written", () => {
  const { issueDate, dueDate, totals } = read(
    "<IssueDate>31.10.2026</IssueDate><DueDate>2026-02-30</DueDate><LegalMonetaryTotal><PayableAmount>1.234,50</PayableAmount></LegalMonetaryTotal>",
  );
  expect([issueDate, dueDate, totals.payable?.value]).toEqual(["31.10.2026", "2026-02-30", "1.234,50"]);
});
