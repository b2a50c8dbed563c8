// Delivery, customer number, discounts and VAT per rate out of both XML syntaxes, where they may stand.
import { expect, it } from "vitest";
import { readFileBytes } from "../read/read-file-bytes.ts";
import type { InvoiceProposal } from "./proposal.ts";
import { proposeInvoice } from "./propose-invoice.ts";

async function proposalOf(xml: string): Promise<InvoiceProposal> {
  const read = await readFileBytes(new TextEncoder().encode(xml));
  if (!read.ok) throw new Error(read.error.code);
  return proposeInvoice(read.value);
}

const ubl = (inner: string): string =>
  `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID><IssueDate>2026-11-05</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>${inner}</Invoice>`;

const cii = (delivery: string, settlement: string): string =>
  `<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"><ExchangedDocument><ID>1</ID><IssueDateTime><DateTimeString>20261105</DateTimeString></IssueDateTime></ExchangedDocument><SupplyChainTradeTransaction><ApplicableHeaderTradeAgreement><BuyerTradeParty><ID>K-7</ID><Name>Samtgemeinde</Name></BuyerTradeParty></ApplicableHeaderTradeAgreement><ApplicableHeaderTradeDelivery>${delivery}</ApplicableHeaderTradeDelivery><ApplicableHeaderTradeSettlement>${settlement}</ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction></CrossIndustryInvoice>`;

const day = (name: string, digits: string): string => `<${name}><DateTimeString format="102">${digits}</DateTimeString></${name}>`;

it("UBL: the day of delivery before the end of the period, every note of the terms, each rate", async () => {
  const { fields, checks } = await proposalOf(
    ubl(`<InvoicePeriod><StartDate>2026-10-01</StartDate><EndDate>2026-10-31</EndDate></InvoicePeriod>
<AccountingCustomerParty><Party><PartyIdentification><ID>10233</ID></PartyIdentification></Party></AccountingCustomerParty>
<Delivery><ActualDeliveryDate>2026-11-03</ActualDeliveryDate></Delivery>
<PaymentTerms><Note>#SKONTO#TAGE=7#PROZENT=3.00#
#SKONTO#TAGE=14#PROZENT=2.25#
Zahlbar bis 05.12.2026</Note></PaymentTerms>
<TaxTotal><TaxAmount currencyID="EUR">20.40</TaxAmount>
<TaxSubtotal><TaxableAmount>20.00</TaxableAmount><TaxAmount>1.40</TaxAmount><TaxCategory><ID>S</ID><Percent>7</Percent></TaxCategory></TaxSubtotal>
<TaxSubtotal><TaxableAmount>100.00</TaxableAmount><TaxAmount>19.00</TaxAmount><TaxCategory><ID>S</ID><Percent>19.00</Percent></TaxCategory></TaxSubtotal></TaxTotal>
<LegalMonetaryTotal><TaxExclusiveAmount>120.00</TaxExclusiveAmount><TaxInclusiveAmount>140.40</TaxInclusiveAmount></LegalMonetaryTotal>`),
  );
  expect(fields).toMatchObject({
    deliveryDate: { value: "2026-11-03", source: "xml", confidence: 1 },
    customerNumber: { value: "10233" },
    dueDate: { value: "2026-12-05" },
    discounts: {
      source: "derived",
      reason: "termOfPayment",
      value: [
        { rate: 300, until: "2026-11-12" },
        { rate: 225, until: "2026-11-19" },
      ],
    },
    vatLines: {
      value: [
        { rate: 1900, net: 10_000, vat: 1_900 },
        { rate: 700, net: 2_000, vat: 140 },
      ],
    },
  });
  for (const code of ["vat-lines-sum", "vat-lines-rate", "discount-before-due"]) expect(checks).toContainEqual({ code, severity: "ok" });
});

it("a breakdown that contradicts the sums or itself is told as an error", async () => {
  const subtotal = (net: string, vat: string): string =>
    `<TaxTotal><TaxAmount currencyID="EUR">19.00</TaxAmount><TaxSubtotal><TaxableAmount>${net}</TaxableAmount><TaxAmount>${vat}</TaxAmount><TaxCategory><Percent>19</Percent></TaxCategory></TaxSubtotal></TaxTotal><LegalMonetaryTotal><TaxExclusiveAmount>100.00</TaxExclusiveAmount><TaxInclusiveAmount>119.00</TaxInclusiveAmount></LegalMonetaryTotal>`;
  expect((await proposalOf(ubl(subtotal("90.00", "17.10")))).checks).toContainEqual({ code: "vat-lines-sum", severity: "error" });
  const { checks } = await proposalOf(ubl(subtotal("100.00", "19.00").replace("<Percent>19", "<Percent>7")));
  expect(checks).toContainEqual({ code: "vat-lines-rate", severity: "error" });
});

it("CII: the period where no day is given, discounts in elements of their own", async () => {
  const { fields } = await proposalOf(
    cii(
      "",
      `<InvoiceCurrencyCode>EUR</InvoiceCurrencyCode><BillingSpecifiedPeriod>${day("StartDateTime", "20261001")}${day("EndDateTime", "20261031")}</BillingSpecifiedPeriod><SpecifiedTradePaymentTerms><ApplicableTradePaymentDiscountTerms><BasisPeriodMeasure unitCode="DAY">10</BasisPeriodMeasure><CalculationPercent>2.00</CalculationPercent></ApplicableTradePaymentDiscountTerms></SpecifiedTradePaymentTerms>`,
    ),
  );
  expect(fields.deliveryDate?.value).toBe("2026-10-31");
  expect(fields.customerNumber?.value).toBe("K-7");
  expect(fields.discounts).toMatchObject({ source: "xml", value: [{ rate: 200, until: "2026-11-15" }] });
});

it("CII: prose in BT-20, and the day of delivery", async () => {
  const delivered = `<ActualDeliverySupplyChainEvent>${day("OccurrenceDateTime", "20261102")}</ActualDeliverySupplyChainEvent>`;
  const terms =
    "<SpecifiedTradePaymentTerms><Description>2 % Skonto bei Zahlung innerhalb von 14 Tagen, 30 Tage netto</Description></SpecifiedTradePaymentTerms>";
  const { fields } = await proposalOf(cii(delivered, terms));
  expect(fields.deliveryDate?.value).toBe("2026-11-02");
  expect(fields.discounts?.value).toEqual([{ rate: 200, until: "2026-11-19" }]);
  expect(fields.dueDate?.value).toBe("2026-12-05");
});
