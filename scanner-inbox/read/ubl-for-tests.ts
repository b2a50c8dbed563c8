// A right XRechnung in UBL for tests, with as many lines as wanted; used by tests only, never by the program.

export interface UblForTests {
  readonly number?: string;
  /** Lines of one hour at 1 euro each, taxed at 19 %. */
  readonly lines?: number;
  /** Written as the sum of the lines in the place of what they come to. */
  readonly lineSum?: string;
  readonly iban?: string;
}

const money = (name: string, value: string): string => `<cbc:${name} currencyID="EUR">${value}</cbc:${name}>`;

function party(mail: string, more: string): string {
  return `<cac:Party>
    <cbc:EndpointID schemeID="EM">${mail}</cbc:EndpointID>
    <cac:PostalAddress><cbc:StreetName>Heideweg 1</cbc:StreetName><cbc:CityName>Musterau</cbc:CityName><cbc:PostalZone>29549</cbc:PostalZone>
      <cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    ${more}
  </cac:Party>`;
}

function line(number: number): string {
  return `<cac:InvoiceLine>
    <cbc:ID>${number}</cbc:ID><cbc:InvoicedQuantity unitCode="HUR">1</cbc:InvoicedQuantity>${money("LineExtensionAmount", "1.00")}
    <cac:Item><cbc:Name>Baumpflege, Stunde ${number}</cbc:Name>
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price>${money("PriceAmount", "1.00")}</cac:Price>
  </cac:InvoiceLine>`;
}

/** The XML as bytes in UTF-8. */
export function ublForTests({ number = "R-4711", lines = 100, lineSum, iban = "DE02120300000000202051" }: UblForTests = {}): Uint8Array {
  const net = lines.toFixed(2);
  const vat = (lines * 0.19).toFixed(2);
  const total = (lines * 1.19).toFixed(2);
  const seller = `<cac:PartyTaxScheme><cbc:CompanyID>DE123456789</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Gartenbau Heide GmbH</cbc:RegistrationName></cac:PartyLegalEntity>
    <cac:Contact><cbc:Name>Frau Heide</cbc:Name><cbc:Telephone>+49 5821 1234</cbc:Telephone><cbc:ElectronicMail>info@heide.example</cbc:ElectronicMail></cac:Contact>`;
  const buyer = `<cac:PartyLegalEntity><cbc:RegistrationName>Samtgemeinde Musterau</cbc:RegistrationName></cac:PartyLegalEntity>`;
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-11-02</cbc:IssueDate>
  <cbc:DueDate>2026-12-02</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>04011000-12345-03</cbc:BuyerReference>
  <cac:AdditionalDocumentReference><cbc:ID>Stundenzettel</cbc:ID><cac:Attachment>
    <cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="stunden.csv">QTtCO0MK</cbc:EmbeddedDocumentBinaryObject>
  </cac:Attachment></cac:AdditionalDocumentReference>
  <cac:AccountingSupplierParty>${party("rechnung@heide.example", seller)}</cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>${party("rechnung@musterau.example", buyer)}</cac:AccountingCustomerParty>
  <cac:Delivery><cbc:ActualDeliveryDate>2026-10-30</cbc:ActualDeliveryDate></cac:Delivery>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>${number}</cbc:PaymentID>
    <cac:PayeeFinancialAccount><cbc:ID>${iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:TaxTotal>${money("TaxAmount", vat)}
    <cac:TaxSubtotal>${money("TaxableAmount", net)}${money("TaxAmount", vat)}
      <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
    </cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    ${money("LineExtensionAmount", lineSum ?? net)}${money("TaxExclusiveAmount", net)}${money("TaxInclusiveAmount", total)}${money("PayableAmount", total)}
  </cac:LegalMonetaryTotal>
  ${Array.from({ length: lines }, (_none, index) => line(index + 1)).join("\n")}
</Invoice>`);
}
