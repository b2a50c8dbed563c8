// What only CII writes: payment terms once for all means, dates by format, the names of ZUGFeRD 1.0, what profiles beyond the norm have.
import { expect, it } from "vitest";
import type { SemanticInvoice } from "../../shared/einvoice/model.ts";
import { readInvoiceXml } from "./read-invoice-xml.ts";
import { defaultReadLimits } from "./reading.ts";

function readXml(xml: string): SemanticInvoice {
  const { semantic } = readInvoiceXml(new TextEncoder().encode(xml), defaultReadLimits);
  if (semantic === null) throw new Error("no invoice");
  return semantic;
}

type Parts = Readonly<Partial<Record<"document" | "lines" | "agreement" | "delivery" | "settlement", string>>>;

const read = ({ document = "", lines = "", agreement = "", delivery = "", settlement = "" }: Parts): SemanticInvoice =>
  readXml(
    `<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"><ExchangedDocument>${document}</ExchangedDocument><SupplyChainTradeTransaction>${lines}<ApplicableHeaderTradeAgreement>${agreement}</ApplicableHeaderTradeAgreement><ApplicableHeaderTradeDelivery>${delivery}</ApplicableHeaderTradeDelivery><ApplicableHeaderTradeSettlement>${settlement}</ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction></CrossIndustryInvoice>`,
  );

const means = (code: string, inner = ""): string =>
  `<SpecifiedTradeSettlementPaymentMeans><TypeCode>${code}</TypeCode>${inner}</SpecifiedTradeSettlementPaymentMeans>`;
const mandate = "<SpecifiedTradePaymentTerms><DirectDebitMandateID>M-1</DirectDebitMandateID></SpecifiedTradePaymentTerms>";

it("an empty document has no term at all, and no group either", () => {
  expect(read({})).toMatchObject({ number: null, payee: null, delivery: null, period: null, paymentMeans: [], lines: [], notes: [] });
});

it("mandate and creditor stand at the direct debit, wherever among the means that is", () => {
  const { paymentMeans } = read({ settlement: `<CreditorReferenceID>DE98</CreditorReferenceID>${means("58")}${means("59")}${mandate}` });
  expect(paymentMeans.map(({ directDebit }) => directDebit)).toEqual([null, { mandate: "M-1", creditor: "DE98", account: null }]);
});

it("a creditor beside a credit transfer is told there, so that a rule sees it", () => {
  const { paymentMeans } = read({ settlement: `<CreditorReferenceID>DE98</CreditorReferenceID>${means("58")}` });
  expect(paymentMeans).toMatchObject([{ code: "58", directDebit: { mandate: null, creditor: "DE98", account: null } }]);
});

it("what is said of payment without any means is not lost", () => {
  const { paymentMeans } = read({ settlement: "<PaymentReference>R-1</PaymentReference>" });
  expect(paymentMeans).toEqual([{ code: null, text: null, remittance: "R-1", creditTransfers: [], card: null, directDebit: null }]);
});

it("an account that is no IBAN, and references by type code", () => {
  const reference = (number: string, code: string): string =>
    `<AdditionalReferencedDocument><IssuerAssignedID>${number}</IssuerAssignedID><TypeCode>${code}</TypeCode></AdditionalReferencedDocument>`;
  const invoice = read({
    agreement: reference("Los 3", "50") + reference("Zähler 7", "130") + reference("Anlage", "916"),
    settlement: means("30", "<PayeePartyCreditorFinancialAccount><ProprietaryID>4711</ProprietaryID></PayeePartyCreditorFinancialAccount>"),
  });
  expect(invoice).toMatchObject({ tender: "Los 3", object: { id: "Zähler 7", scheme: null } });
  expect(invoice.supportingDocuments.map(({ reference: number }) => number)).toEqual(["Anlage"]);
  expect(invoice.paymentMeans[0]?.creditTransfers).toEqual([{ account: "4711", accountName: null, bic: null }]);
});

it.each([
  ['format="102">20261101', "2026-11-01"],
  [">2026-11-01", "2026-11-01"],
  ['format="203">202611011330', "2026-11-01"],
  ['format="610">202611', "202611"],
  ['format="102">20261301', "20261301"],
])("the date %s", (written, day) => {
  expect(read({ document: `<IssueDateTime><DateTimeString ${written}</DateTimeString></IssueDateTime>` }).issueDate).toBe(day);
});

it("a party's own number comes before one of a scheme; the seller has all of them", () => {
  const party = '<GlobalID schemeID="0088">4000001000005</GlobalID><ID>10233</ID>';
  const { seller, buyer } = read({ agreement: `<SellerTradeParty>${party}</SellerTradeParty><BuyerTradeParty>${party}</BuyerTradeParty>` });
  expect(seller.identifiers.length).toBe(2);
  expect(buyer.identifier).toEqual({ id: "10233", scheme: null });
});

const line = (id: string, more = ""): string =>
  `<IncludedSupplyChainTradeLineItem><AssociatedDocumentLineDocument><LineID>${id}</LineID>${more}</AssociatedDocumentLineDocument></IncludedSupplyChainTradeLineItem>`;
const below = (id: string, parent: string): string => line(id, `<ParentLineID>${parent}</ParentLineID>`);

it("lines that name a parent before them stand below it, all others beside it", () => {
  const { lines } = read({ lines: line("1") + below("1.1", "1") + below("1.1.1", "1.1") + below("2", "3") + below("3", "3") + line("4") });
  expect(lines).toMatchObject([{ id: "1", subLines: [{ id: "1.1", subLines: [{ id: "1.1.1" }] }] }, { id: "2" }, { id: "3" }, { id: "4" }]);
});

it("lines that go on downwards without end do not nest without end", () => {
  const chain = Array.from({ length: 3000 }, (_, index) => below(String(index + 1), String(index)));
  const { lines } = read({ lines: line("0") + chain.join("") });
  const depth = (found: SemanticInvoice["lines"]): number => found.reduce((most, { subLines }) => Math.max(most, 1 + depth(subLines)), 0);
  const count = (found: SemanticInvoice["lines"]): number => found.reduce((sum, { subLines }) => sum + 1 + count(subLines), 0);
  expect(depth(lines)).toBeLessThan(30);
  expect(count(lines)).toBe(3001);
});

it("freight in an element of its own is a charge, and what third parties pay is told (extended profile)", () => {
  const { charges, thirdPartyPayments } = read({
    settlement:
      "<SpecifiedLogisticsServiceCharge><Description>Fracht</Description><AppliedAmount>9.90</AppliedAmount><AppliedTradeTax><CategoryCode>S</CategoryCode><RateApplicablePercent>19</RateApplicablePercent></AppliedTradeTax></SpecifiedLogisticsServiceCharge><SpecifiedFinancialAdjustment><ActualAmount>7.00</ActualAmount><Reason>Gebühr</Reason></SpecifiedFinancialAdjustment>",
  });
  expect(charges).toEqual([
    {
      amount: { value: "9.90", currency: null },
      base: null,
      percent: null,
      vatCategory: "S",
      vatRate: "19",
      reason: "Fracht",
      reasonCode: null,
    },
  ]);
  expect(thirdPartyPayments).toEqual([{ type: null, amount: { value: "7.00", currency: null }, description: "Gebühr" }]);
});

it("ZUGFeRD 1.0 is read by its own names", () => {
  const invoice = readXml(`<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0">
<rsm:SpecifiedExchangedDocumentContext><GuidelineSpecifiedDocumentContextParameter><ID>urn:ferd:CrossIndustryDocument:invoice:1p0:comfort</ID></GuidelineSpecifiedDocumentContextParameter></rsm:SpecifiedExchangedDocumentContext>
<rsm:HeaderExchangedDocument><ID>Z-1</ID><TypeCode>380</TypeCode><IssueDateTime><DateTimeString format="102">20161101</DateTimeString></IssueDateTime><IncludedNote><Content>Danke</Content></IncludedNote></rsm:HeaderExchangedDocument>
<rsm:SpecifiedSupplyChainTradeTransaction><ApplicableSupplyChainTradeAgreement><SellerTradeParty><Name>Ofenbau Glut</Name><DefinedTradeContact><EmailURIUniversalCommunication><CompleteNumber>glut@ofenbau.example</CompleteNumber></EmailURIUniversalCommunication></DefinedTradeContact></SellerTradeParty>
<BuyerOrderReferencedDocument><ID>B-1</ID></BuyerOrderReferencedDocument></ApplicableSupplyChainTradeAgreement>
<ApplicableSupplyChainTradeDelivery><ActualDeliverySupplyChainEvent><OccurrenceDateTime><DateTimeString format="102">20161030</DateTimeString></OccurrenceDateTime></ActualDeliverySupplyChainEvent></ApplicableSupplyChainTradeDelivery>
<ApplicableSupplyChainTradeSettlement><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode><ApplicableTradeTax><CalculatedAmount currencyID="EUR">19.00</CalculatedAmount><BasisAmount currencyID="EUR">100.00</BasisAmount><CategoryCode>S</CategoryCode><ApplicablePercent>19.00</ApplicablePercent></ApplicableTradeTax>
<SpecifiedTradeSettlementMonetarySummation><LineTotalAmount currencyID="EUR">100.00</LineTotalAmount><TaxTotalAmount currencyID="EUR">19.00</TaxTotalAmount><GrandTotalAmount currencyID="EUR">119.00</GrandTotalAmount></SpecifiedTradeSettlementMonetarySummation></ApplicableSupplyChainTradeSettlement>
<IncludedSupplyChainTradeLineItem><AssociatedDocumentLineDocument><LineID>1</LineID></AssociatedDocumentLineDocument><SpecifiedSupplyChainTradeAgreement><NetPriceProductTradePrice><ChargeAmount currencyID="EUR">50.00</ChargeAmount></NetPriceProductTradePrice></SpecifiedSupplyChainTradeAgreement>
<SpecifiedSupplyChainTradeDelivery><BilledQuantity unitCode="C62">2</BilledQuantity></SpecifiedSupplyChainTradeDelivery><SpecifiedSupplyChainTradeSettlement><ApplicableTradeTax><CategoryCode>S</CategoryCode><ApplicablePercent>19.00</ApplicablePercent></ApplicableTradeTax>
<SpecifiedTradeSettlementMonetarySummation><LineTotalAmount currencyID="EUR">100.00</LineTotalAmount></SpecifiedTradeSettlementMonetarySummation></SpecifiedSupplyChainTradeSettlement><SpecifiedTradeProduct><Name>Ofen</Name></SpecifiedTradeProduct></IncludedSupplyChainTradeLineItem></rsm:SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>`);
  expect(invoice).toMatchObject({
    specification: "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort",
    number: "Z-1",
    issueDate: "2016-11-01",
    purchaseOrder: "B-1",
    notes: [{ text: "Danke" }],
    seller: { name: "Ofenbau Glut", contact: { email: "glut@ofenbau.example" } },
    delivery: { date: "2016-10-30" },
    totals: { lines: { value: "100.00", currency: "EUR" }, vat: { value: "19.00" }, gross: { value: "119.00" } },
    vatBreakdown: [{ rate: "19.00", amount: { value: "19.00", currency: "EUR" } }],
    lines: [{ id: "1", quantity: { value: "2" }, net: { value: "100.00" }, price: { net: { value: "50.00" } }, vat: { rate: "19.00" } }],
  });
});
