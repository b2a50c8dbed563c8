// The XML of an electronic invoice after EN 16931 in both syntaxes, as German offices get it: UBL 2.1 and UN/CEFACT CII.
import XMLBuilder from "fast-xml-builder";
import { townAddress } from "../words/places.ts";
import type { InvoiceFacts } from "./invoice-facts.ts";

const xrechnung = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
const peppol = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

type Node = { readonly [name: string]: Value };
type Value = string | number | undefined | Node | readonly Value[];

function xmlOf(root: Node): string {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    textNodeName: "#",
    format: true,
    suppressEmptyNode: true,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`;
}

/** Cents as the decimal that XML wants. */
function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

const amount = (cents: number): Node => ({ "@currencyID": "EUR", "#": decimal(cents) });
const category = (rate: number): string => (rate === 0 ? "Z" : "S");

const unitCodes: Readonly<Record<string, string>> = {
  kWh: "KWH",
  Monat: "MON",
  "Std.": "HUR",
  t: "TNE",
  m: "MTR",
  "m²": "MTK",
  "m³": "MTQ",
  km: "KMT",
  l: "LTR",
  Tag: "DAY",
  Jahr: "ANN",
};

const unitCode = (unit: string): string => unitCodes[unit] ?? "C62";

/** BT-20: due date in words and the discount in the form XRechnung prescribes. */
function termsText({ dueDate, discount }: InvoiceFacts): string | undefined {
  if (dueDate === null) return undefined;
  const skonto = discount === null ? "" : `#SKONTO#TAGE=${discount.days}#PROZENT=${discount.percent.toFixed(2)}#\n`;
  return `${skonto}Zahlbar bis ${dueDate}`;
}

type Party = Readonly<{ name: string; street: string; postalCode: string; city: string; email: string }>;

const buyer: Party = {
  email: "rechnung@bevensen-ebstorf.example",
  name: townAddress.name,
  street: townAddress.street,
  postalCode: townAddress.postalCode,
  city: townAddress.city,
};

function ublParty(party: Party, more: Node = {}): Node {
  const { taxes, contact, id } = more;
  return {
    "cbc:EndpointID": { "@schemeID": "EM", "#": party.email },
    "cac:PartyIdentification": id === undefined ? undefined : { "cbc:ID": id },
    "cac:PartyName": { "cbc:Name": party.name },
    "cac:PostalAddress": {
      "cbc:StreetName": party.street,
      "cbc:CityName": party.city,
      "cbc:PostalZone": party.postalCode,
      "cac:Country": { "cbc:IdentificationCode": "DE" },
    },
    "cac:PartyTaxScheme": taxes,
    "cac:PartyLegalEntity": { "cbc:RegistrationName": party.name },
    "cac:Contact": contact,
  };
}

/** XRechnung in UBL: `Invoice`, or `CreditNote` for a credit note. */
export function ublOf(facts: InvoiceFacts): string {
  const { supplier } = facts;
  const isCredit = facts.kind === "creditNote";
  const taxes = [
    { "cbc:CompanyID": supplier.vatId, "cac:TaxScheme": { "cbc:ID": "VAT" } },
    { "cbc:CompanyID": supplier.taxNumber, "cac:TaxScheme": { "cbc:ID": "FC" } },
  ];
  const contact = { "cbc:Name": "Rechnungswesen", "cbc:Telephone": supplier.phone, "cbc:ElectronicMail": supplier.email };
  const root: Node = {
    "@xmlns": `urn:oasis:names:specification:ubl:schema:xsd:${isCredit ? "CreditNote" : "Invoice"}-2`,
    "@xmlns:cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "@xmlns:cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cbc:CustomizationID": xrechnung,
    "cbc:ProfileID": peppol,
    "cbc:ID": facts.number,
    "cbc:IssueDate": facts.issueDate,
    "cbc:DueDate": isCredit ? undefined : (facts.dueDate ?? undefined),
    [isCredit ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode"]: isCredit ? "381" : "380",
    "cbc:DocumentCurrencyCode": "EUR",
    "cbc:BuyerReference": facts.buyerReference ?? undefined,
    "cac:OrderReference": facts.orderReference === null ? undefined : { "cbc:ID": facts.orderReference },
    "cac:BillingReference":
      facts.precedingNumber === null ? undefined : { "cac:InvoiceDocumentReference": { "cbc:ID": facts.precedingNumber } },
    "cac:AccountingSupplierParty": { "cac:Party": ublParty(supplier, { taxes, contact }) },
    "cac:AccountingCustomerParty": { "cac:Party": ublParty(buyer, { id: facts.customerNumber }) },
    "cac:Delivery": { "cbc:ActualDeliveryDate": facts.deliveryDate },
    "cac:PaymentMeans": {
      "cbc:PaymentMeansCode": "58",
      "cbc:PaymentID": facts.remittance,
      "cac:PayeeFinancialAccount": {
        "cbc:ID": supplier.iban,
        "cbc:Name": supplier.name,
        "cac:FinancialInstitutionBranch": { "cbc:ID": supplier.bic },
      },
    },
    "cac:PaymentTerms": isCredit ? undefined : { "cbc:Note": termsText(facts) },
    "cac:TaxTotal": {
      "cbc:TaxAmount": amount(facts.vat),
      "cac:TaxSubtotal": facts.vatSums.map((sum) => ({
        "cbc:TaxableAmount": amount(sum.net),
        "cbc:TaxAmount": amount(sum.vat),
        "cac:TaxCategory": { "cbc:ID": category(sum.rate), "cbc:Percent": sum.rate, "cac:TaxScheme": { "cbc:ID": "VAT" } },
      })),
    },
    "cac:LegalMonetaryTotal": {
      "cbc:LineExtensionAmount": amount(facts.net),
      "cbc:TaxExclusiveAmount": amount(facts.net),
      "cbc:TaxInclusiveAmount": amount(facts.gross),
      "cbc:PayableAmount": amount(facts.gross),
    },
    [isCredit ? "cac:CreditNoteLine" : "cac:InvoiceLine"]: facts.lines.map((line, index) => ({
      "cbc:ID": index + 1,
      [isCredit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity"]: { "@unitCode": unitCode(line.unit), "#": decimal(line.quantity) },
      "cbc:LineExtensionAmount": amount(line.net),
      "cac:Item": {
        "cbc:Name": line.text,
        "cac:ClassifiedTaxCategory": { "cbc:ID": category(line.rate), "cbc:Percent": line.rate, "cac:TaxScheme": { "cbc:ID": "VAT" } },
      },
      "cac:Price": { "cbc:PriceAmount": amount(line.unitPrice) },
    })),
  };
  return xmlOf({ [isCredit ? "CreditNote" : "Invoice"]: root });
}

const ciiDate = (date: string): Node => ({ "udt:DateTimeString": { "@format": "102", "#": date.replaceAll("-", "") } });

function ciiParty(party: Party, more: Node = {}): Node {
  const { contact, taxes, id } = more;
  return {
    "ram:ID": id,
    "ram:Name": party.name,
    "ram:DefinedTradeContact": contact,
    "ram:PostalTradeAddress": {
      "ram:PostcodeCode": party.postalCode,
      "ram:LineOne": party.street,
      "ram:CityName": party.city,
      "ram:CountryID": "DE",
    },
    "ram:URIUniversalCommunication": { "ram:URIID": { "@schemeID": "EM", "#": party.email } },
    "ram:SpecifiedTaxRegistration": taxes,
  };
}

/** CII, either alone as an XRechnung or inside a PDF as Factur-X / ZUGFeRD. */
export function ciiOf(facts: InvoiceFacts, profile: "xrechnung" | "en16931"): string {
  const { supplier } = facts;
  const tax = (rate: number): Node => ({ "ram:TypeCode": "VAT", "ram:CategoryCode": category(rate), "ram:RateApplicablePercent": rate });
  const lines = facts.lines.map((line, index) => ({
    "ram:AssociatedDocumentLineDocument": { "ram:LineID": index + 1 },
    "ram:SpecifiedTradeProduct": { "ram:Name": line.text },
    "ram:SpecifiedLineTradeAgreement": { "ram:NetPriceProductTradePrice": { "ram:ChargeAmount": decimal(line.unitPrice) } },
    "ram:SpecifiedLineTradeDelivery": { "ram:BilledQuantity": { "@unitCode": unitCode(line.unit), "#": decimal(line.quantity) } },
    "ram:SpecifiedLineTradeSettlement": {
      "ram:ApplicableTradeTax": tax(line.rate),
      "ram:SpecifiedTradeSettlementLineMonetarySummation": { "ram:LineTotalAmount": decimal(line.net) },
    },
  }));
  const terms = termsText(facts);
  const contact = {
    "ram:PersonName": "Rechnungswesen",
    "ram:TelephoneUniversalCommunication": { "ram:CompleteNumber": supplier.phone },
    "ram:EmailURIUniversalCommunication": { "ram:URIID": supplier.email },
  };
  const taxes = [{ "ram:ID": { "@schemeID": "VA", "#": supplier.vatId } }, { "ram:ID": { "@schemeID": "FC", "#": supplier.taxNumber } }];
  const guideline = profile === "xrechnung" ? xrechnung : "urn:cen.eu:en16931:2017";
  const root: Node = {
    "@xmlns:rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "@xmlns:ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "@xmlns:udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "rsm:ExchangedDocumentContext": {
      "ram:BusinessProcessSpecifiedDocumentContextParameter": { "ram:ID": peppol },
      "ram:GuidelineSpecifiedDocumentContextParameter": { "ram:ID": guideline },
    },
    "rsm:ExchangedDocument": {
      "ram:ID": facts.number,
      "ram:TypeCode": facts.kind === "creditNote" ? "381" : "380",
      "ram:IssueDateTime": ciiDate(facts.issueDate),
    },
    "rsm:SupplyChainTradeTransaction": {
      "ram:IncludedSupplyChainTradeLineItem": lines,
      "ram:ApplicableHeaderTradeAgreement": {
        "ram:BuyerReference": facts.buyerReference ?? undefined,
        "ram:SellerTradeParty": ciiParty(supplier, { contact, taxes }),
        "ram:BuyerTradeParty": ciiParty(buyer, { id: facts.customerNumber }),
        "ram:BuyerOrderReferencedDocument": facts.orderReference === null ? undefined : { "ram:IssuerAssignedID": facts.orderReference },
      },
      "ram:ApplicableHeaderTradeDelivery": {
        "ram:ActualDeliverySupplyChainEvent": { "ram:OccurrenceDateTime": ciiDate(facts.deliveryDate) },
      },
      "ram:ApplicableHeaderTradeSettlement": {
        "ram:PaymentReference": facts.remittance,
        "ram:InvoiceCurrencyCode": "EUR",
        "ram:SpecifiedTradeSettlementPaymentMeans": {
          "ram:TypeCode": "58",
          "ram:PayeePartyCreditorFinancialAccount": { "ram:IBANID": supplier.iban, "ram:AccountName": supplier.name },
          "ram:PayeeSpecifiedCreditorFinancialInstitution": { "ram:BICID": supplier.bic },
        },
        "ram:ApplicableTradeTax": facts.vatSums.map((sum) => ({
          "ram:CalculatedAmount": decimal(sum.vat),
          "ram:TypeCode": "VAT",
          "ram:BasisAmount": decimal(sum.net),
          "ram:CategoryCode": category(sum.rate),
          "ram:RateApplicablePercent": sum.rate,
        })),
        "ram:SpecifiedTradePaymentTerms":
          terms === undefined || facts.dueDate === null
            ? // CII asks for terms of a credit note too (BR-CO-25).
              { "ram:Description": "Der Betrag wird verrechnet." }
            : { "ram:Description": terms, "ram:DueDateDateTime": ciiDate(facts.dueDate) },
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation": {
          "ram:LineTotalAmount": decimal(facts.net),
          "ram:TaxBasisTotalAmount": decimal(facts.net),
          "ram:TaxTotalAmount": { "@currencyID": "EUR", "#": decimal(facts.vat) },
          "ram:GrandTotalAmount": decimal(facts.gross),
          "ram:DuePayableAmount": decimal(facts.gross),
        },
        "ram:InvoiceReferencedDocument": facts.precedingNumber === null ? undefined : { "ram:IssuerAssignedID": facts.precedingNumber },
      },
    },
  };
  return xmlOf({ "rsm:CrossIndustryInvoice": root });
}

/** The XMP packet by which a PDF says that it carries a Factur-X invoice. */
export function facturXMetadata(title: string): string {
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>',
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title.replace(/[<&]/gu, " ")}</rdf:li></rdf:Alt></dc:title></rdf:Description>`,
    "</rdf:RDF></x:xmpmeta>",
    '<?xpacket end="w"?>',
  ].join("\n");
}
