import { describe, expect, it } from "vitest";
import { proposeInvoice } from "../propose/propose-invoice.ts";
import { drawPdf } from "./pdf-for-tests.ts";
import { readFileBytes } from "./read-file-bytes.ts";
import { defaultReadLimits, type ReadFailureCode, type Reading, type ReadLimits } from "./reading.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(bytes: Uint8Array): Promise<Reading> {
  const result = await readFileBytes(bytes);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

async function failureOf(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<ReadFailureCode | null> {
  const result = await readFileBytes(bytes, { ...defaultReadLimits, ...limits });
  return result.ok ? null : result.error.code;
}

const UBL = `<?xml version="1.0" encoding="UTF-8"?>
<i:Invoice xmlns:i="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <ID> H&amp;K-77 </ID><IssueDate>2026-10-05+02:00</IssueDate><InvoiceTypeCode>380</InvoiceTypeCode><DocumentCurrencyCode>EUR</DocumentCurrencyCode>
  <BuyerReference>04011000-1234512345-06</BuyerReference>
  <a:AccountingSupplierParty><a:Party>
    <a:PartyName><Name>Hof &amp; Korn</Name></a:PartyName>
    <a:PartyTaxScheme><CompanyID>47/201/03345</CompanyID><a:TaxScheme><ID>FC</ID></a:TaxScheme></a:PartyTaxScheme>
    <a:PartyTaxScheme><CompanyID>DE136695976</CompanyID><a:TaxScheme><ID>VAT</ID></a:TaxScheme></a:PartyTaxScheme>
    <a:PartyLegalEntity><RegistrationName><![CDATA[Hof & Korn GmbH]]></RegistrationName></a:PartyLegalEntity>
  </a:Party></a:AccountingSupplierParty>
  <a:PaymentMeans><PaymentMeansCode>58</PaymentMeansCode><a:PayeeFinancialAccount><ID>DE89 3704 0044 0532 0130 00</ID></a:PayeeFinancialAccount></a:PaymentMeans>
  <a:PaymentTerms><Note>#SKONTO#TAGE=8#PROZENT=2.00#
Zahlbar innerhalb von 21 Tagen.</Note></a:PaymentTerms>
  <a:TaxTotal><TaxAmount currencyID="DKK">141.70</TaxAmount></a:TaxTotal>
  <a:TaxTotal><TaxAmount currencyID="EUR">19</TaxAmount></a:TaxTotal>
  <a:LegalMonetaryTotal><TaxExclusiveAmount>100.0</TaxExclusiveAmount><TaxInclusiveAmount>119.00</TaxInclusiveAmount><PayableAmount>119.00</PayableAmount></a:LegalMonetaryTotal>
</i:Invoice>`;

const CII = (
  typeCode: string,
): string => `<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:r="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">
<ExchangedDocument><r:ID>C-9</r:ID><r:TypeCode>${typeCode}</r:TypeCode><r:IssueDateTime><DateTimeString format="102">20261101</DateTimeString></r:IssueDateTime></ExchangedDocument>
<SupplyChainTradeTransaction><r:ApplicableHeaderTradeAgreement><r:SellerTradeParty><r:Name>Tischlerei Ohm</r:Name></r:SellerTradeParty></r:ApplicableHeaderTradeAgreement>
<r:ApplicableHeaderTradeSettlement><r:InvoiceCurrencyCode>EUR</r:InvoiceCurrencyCode>
<r:SpecifiedTradeSettlementHeaderMonetarySummation><r:TaxBasisTotalAmount>10</r:TaxBasisTotalAmount><r:TaxTotalAmount currencyID="EUR">1.90</r:TaxTotalAmount><r:GrandTotalAmount>11.90</r:GrandTotalAmount><r:DuePayableAmount>11.90</r:DuePayableAmount></r:SpecifiedTradeSettlementHeaderMonetarySummation>
</r:ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction></CrossIndustryInvoice>`;

describe("invoice XML", () => {
  it("reads UBL whatever its prefixes are", async () => {
    const reading = await read(utf8(UBL));
    expect(reading).toMatchObject({ format: "ubl-invoice", invoiceOrigin: { kind: "file" }, pageCount: 0 });
    const { fields, checks, kind } = proposeInvoice(reading);
    const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field?.value ?? null]));
    expect(kind).toBe("invoice");
    expect(values).toMatchObject({
      number: "H&K-77",
      issueDate: "2026-10-05",
      dueDate: "2026-10-26",
      supplier: "Hof & Korn GmbH",
      supplierVatId: "DE136695976",
      supplierTaxNumber: "47/201/03345",
      buyerReference: "04011000-1234512345-06",
      iban: "DE89370400440532013000",
      net: 10000,
      vat: 1900,
      gross: 11900,
      payable: null,
    });
    expect(fields.dueDate?.source).toBe("derived");
    expect(checks.filter(({ severity }) => severity !== "ok")).toEqual([]);
  });

  it("reads CII, and its credit notes as such", async () => {
    const invoice = proposeInvoice(await read(utf8(CII("380"))));
    expect(invoice).toMatchObject({
      kind: "invoice",
      fields: { number: { value: "C-9", source: "xml" }, issueDate: { value: "2026-11-01" }, gross: { value: 1190 } },
    });
    expect(proposeInvoice(await read(utf8(CII("381")))).kind).toBe("creditNote");
  });

  it("reads other encodings than UTF-8", async () => {
    const text = CII("380").replace("Tischlerei Ohm", "Gärtnerei Öhm");
    const utf16 = new Uint8Array(2 + text.length * 2);
    utf16.set([0xff, 0xfe]);
    for (let index = 0; index < text.length; index += 1)
      utf16.set([text.charCodeAt(index) & 0xff, text.charCodeAt(index) >> 8], 2 + index * 2);
    const latin = Uint8Array.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, (character) => character.charCodeAt(0));
    for (const bytes of [utf16, latin]) expect((await read(bytes)).invoice?.sellerName).toBe("Gärtnerei Öhm");
  });

  it("leaves other XML alone", async () => {
    expect(await read(utf8("<Invoice><ID>1</ID></Invoice>"))).toMatchObject({ format: "xml", invoice: null });
  });

  it.each<readonly [ReadFailureCode, string]>([
    ["xml-forbidden", `<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/hostname">]><Invoice>&x;</Invoice>`],
    ["xml-forbidden", `<a><!ENTITY lol "lol"></a>`],
    ["xml-too-deep", `${"<a>".repeat(500)}${"</a>".repeat(500)}`],
    ["xml-giant-attribute", `<a b="${"x".repeat(100_000)}"/>`],
    ["xml-too-many-elements", `<a>${"<b/>".repeat(400_001)}</a>`],
    ["xml-malformed", `<a><b></a></b>`],
    ["xml-malformed", `<a><b>`],
    ["xml-malformed", `<a/><a/>`],
    ["xml-malformed", `<a b="<"/>`],
    ["empty", ""],
  ])("refuses with %s", async (code, text) => {
    expect(await failureOf(utf8(text))).toBe(code);
  });

  it("refuses what is larger than its limit before it parses", async () => {
    expect(await failureOf(utf8(UBL), { xmlBytes: 100 })).toBe("xml-too-large");
    expect(await failureOf(utf8(UBL), { fileBytes: 100 })).toBe("too-large");
  });
});

describe("PDF", () => {
  it.each(["factur-x.xml", "ZUGFeRD-invoice.xml", "XRechnung.XML", "rechnung-4711.xml"])(
    "finds the invoice in %s, and it wins over the text",
    async (name) => {
      const pdf = await drawPdf({
        pages: [
          [
            [50, 60, "Rechnung Nr. C-9 vom 02.11.2026"],
            [50, 90, "Netto 10,08 €"],
            [50, 105, "MwSt 19 % 1,92 €"],
            [50, 120, "Gesamtbetrag 12,00 €"],
          ],
        ],
        attachments: [
          { name: "daten.xml", content: "<Artikel/>" },
          { name, content: CII("380") },
          { name: "agb.txt", content: "AGB" },
        ],
      });
      const reading = await read(pdf);
      expect(reading.invoiceOrigin).toEqual({ kind: "attachment", name });
      const { fields } = proposeInvoice(reading);
      expect(fields.issueDate).toEqual({ value: "2026-11-01", source: "xml", confidence: 1 });
      expect(fields.gross?.value).toBe(1190);
    },
  );

  it("goes on with the text when the XML inside is hostile, and says so", async () => {
    const pdf = await drawPdf({
      pages: [
        [
          [50, 60, "Rechnung Nr. A-1 vom 02.11.2026"],
          [50, 90, "Rechnungsbetrag 119,00 €"],
        ],
      ],
      attachments: [{ name: "factur-x.xml", content: `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>` }],
    });
    const { fields, checks } = proposeInvoice(await read(pdf));
    expect(fields.gross).toMatchObject({ value: 11900, source: "text", page: 1 });
    expect(checks).toContainEqual({ code: "attachment-refused", severity: "warning" });
  });

  it("offers a picture's pages and nothing else", async () => {
    const proposal = proposeInvoice(await read(await drawPdf({ pages: [[], [[280, 820, "Seite 2"]]] })));
    expect(proposal).toMatchObject({
      kind: "picture",
      readState: "notReadYet",
      pageCount: 2,
      checks: [{ code: "pages-without-text", severity: "warning" }],
    });
  });

  it("counts all pages but reads no more than allowed", async () => {
    const pdf = await drawPdf({ pages: Array.from({ length: 5 }, (_, index) => [[50, 50, `Seite ${index}`]] as const) });
    const result = await readFileBytes(pdf, { ...defaultReadLimits, textPages: 2 });
    expect(result).toMatchObject({ ok: true, value: { pageCount: 5, problems: [{ code: "pages-cut" }] } });
    expect(await failureOf(pdf, { milliseconds: -1 })).toBe("timed-out");
  });

  it("says that a damaged one is damaged, and leaves the caller's bytes alone", async () => {
    const bytes = utf8(`%PDF-1.7\n${"x".repeat(500)}`);
    expect(await failureOf(bytes)).toBe("pdf-damaged");
    expect(bytes.length).toBe(509);
  });
});

describe("pictures and strangers", () => {
  it("knows them by their bytes", async () => {
    const tiff = new Uint8Array(64);
    tiff.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0]);
    tiff.set([1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], 30);
    expect(await read(tiff)).toMatchObject({ format: "tiff", pageCount: 2 });
    expect(await read(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toMatchObject({ format: "jpeg", pageCount: 1 });
    const strange = await read(utf8("PK\u0003\u0004 ein Paket"));
    expect(strange.format).toBe("unknown");
    expect(proposeInvoice(strange).kind).toBe("other");
    // A chain of directories that leads back to its beginning ends all the same.
    tiff.set([8, 0, 0, 0], 44);
    expect(await read(tiff)).toMatchObject({ pageCount: 2 });
  });
});
