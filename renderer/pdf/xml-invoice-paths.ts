// Where the two syntaxes of EN 16931 keep what a person wants to see. Must never hold more than this table.
import type { xmlInvoiceLabels } from "../../shared/text/de/screens-viewer.ts";

type Label = keyof typeof xmlInvoiceLabels;
type Row = readonly [Label, string];

export interface InvoicePaths {
  readonly currency: string;
  readonly sections: readonly { readonly title: Label; readonly below: string; readonly rows: readonly Row[] }[];
  readonly lines: {
    readonly below: readonly string[];
    readonly position: string;
    readonly item: readonly string[];
    readonly quantity: readonly string[];
    readonly price: string;
    readonly rate: string;
    readonly amount: string;
  };
  readonly taxes: { readonly below: string; readonly rate: string; readonly amount: string };
  readonly totals: readonly Row[];
}

const ciiTransaction = "SupplyChainTradeTransaction";
const ciiAgreement = `${ciiTransaction}/ApplicableHeaderTradeAgreement`;
const ciiSettlement = `${ciiTransaction}/ApplicableHeaderTradeSettlement`;
const ciiSums = `${ciiSettlement}/SpecifiedTradeSettlementHeaderMonetarySummation`;
const ciiParty: readonly Row[] = [
  ["name", "Name"],
  ["street", "PostalTradeAddress/LineOne"],
  ["town", "PostalTradeAddress/PostcodeCode"],
  ["town", "PostalTradeAddress/CityName"],
  ["vatId", "SpecifiedTaxRegistration/ID"],
  ["contact", "DefinedTradeContact/PersonName"],
  ["phone", "DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber"],
  ["email", "DefinedTradeContact/EmailURIUniversalCommunication/URIID"],
];

/** UN/CEFACT Cross Industry Invoice D16B. */
export const ciiPaths: InvoicePaths = {
  currency: `${ciiSettlement}/InvoiceCurrencyCode`,
  sections: [
    {
      title: "document",
      below: "",
      rows: [
        ["number", "ExchangedDocument/ID"],
        ["type", "ExchangedDocument/TypeCode"],
        ["issueDate", "ExchangedDocument/IssueDateTime/DateTimeString"],
        [
          "deliveryDate",
          `${ciiTransaction}/ApplicableHeaderTradeDelivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString`,
        ],
        ["dueDate", `${ciiSettlement}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString`],
        ["buyerReference", `${ciiAgreement}/BuyerReference`],
        ["order", `${ciiAgreement}/BuyerOrderReferencedDocument/IssuerAssignedID`],
        ["contract", `${ciiAgreement}/ContractReferencedDocument/IssuerAssignedID`],
        ["note", "ExchangedDocument/IncludedNote/Content"],
      ],
    },
    { title: "seller", below: `${ciiAgreement}/SellerTradeParty`, rows: ciiParty },
    { title: "buyer", below: `${ciiAgreement}/BuyerTradeParty`, rows: ciiParty },
    {
      title: "payment",
      below: ciiSettlement,
      rows: [
        ["iban", "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"],
        ["bic", "SpecifiedTradeSettlementPaymentMeans/PayeeSpecifiedCreditorFinancialInstitution/BICID"],
        ["reference", "PaymentReference"],
        ["terms", "SpecifiedTradePaymentTerms/Description"],
      ],
    },
  ],
  lines: {
    below: [`${ciiTransaction}/IncludedSupplyChainTradeLineItem`],
    position: "AssociatedDocumentLineDocument/LineID",
    item: ["SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"],
    quantity: ["SpecifiedLineTradeDelivery/BilledQuantity"],
    price: "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
    rate: "SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent",
    amount: "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
  },
  taxes: { below: `${ciiSettlement}/ApplicableTradeTax`, rate: "RateApplicablePercent", amount: "CalculatedAmount" },
  totals: [
    ["lineTotal", `${ciiSums}/LineTotalAmount`],
    ["allowances", `${ciiSums}/AllowanceTotalAmount`],
    ["charges", `${ciiSums}/ChargeTotalAmount`],
    ["net", `${ciiSums}/TaxBasisTotalAmount`],
    ["vat", `${ciiSums}/TaxTotalAmount`],
    ["gross", `${ciiSums}/GrandTotalAmount`],
    ["prepaid", `${ciiSums}/TotalPrepaidAmount`],
    ["payable", `${ciiSums}/DuePayableAmount`],
  ],
};

const ublParty: readonly Row[] = [
  ["name", "PartyLegalEntity/RegistrationName"],
  ["street", "PostalAddress/StreetName"],
  ["town", "PostalAddress/PostalZone"],
  ["town", "PostalAddress/CityName"],
  ["vatId", "PartyTaxScheme/CompanyID"],
  ["contact", "Contact/Name"],
  ["phone", "Contact/Telephone"],
  ["email", "Contact/ElectronicMail"],
];

/** UBL 2.1, Invoice and CreditNote. */
export const ublPaths: InvoicePaths = {
  currency: "DocumentCurrencyCode",
  sections: [
    {
      title: "document",
      below: "",
      rows: [
        ["number", "ID"],
        ["type", "InvoiceTypeCode"],
        ["type", "CreditNoteTypeCode"],
        ["issueDate", "IssueDate"],
        ["deliveryDate", "Delivery/ActualDeliveryDate"],
        ["dueDate", "DueDate"],
        ["buyerReference", "BuyerReference"],
        ["order", "OrderReference/ID"],
        ["contract", "ContractDocumentReference/ID"],
        ["note", "Note"],
      ],
    },
    { title: "seller", below: "AccountingSupplierParty/Party", rows: ublParty },
    { title: "buyer", below: "AccountingCustomerParty/Party", rows: ublParty },
    {
      title: "payment",
      below: "",
      rows: [
        ["iban", "PaymentMeans/PayeeFinancialAccount/ID"],
        ["bic", "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID"],
        ["reference", "PaymentMeans/PaymentID"],
        ["terms", "PaymentTerms/Note"],
      ],
    },
  ],
  lines: {
    below: ["InvoiceLine", "CreditNoteLine"],
    position: "ID",
    item: ["Item/Name", "Item/Description"],
    quantity: ["InvoicedQuantity", "CreditedQuantity"],
    price: "Price/PriceAmount",
    rate: "Item/ClassifiedTaxCategory/Percent",
    amount: "LineExtensionAmount",
  },
  taxes: { below: "TaxTotal/TaxSubtotal", rate: "TaxCategory/Percent", amount: "TaxAmount" },
  totals: [
    ["lineTotal", "LegalMonetaryTotal/LineExtensionAmount"],
    ["allowances", "LegalMonetaryTotal/AllowanceTotalAmount"],
    ["charges", "LegalMonetaryTotal/ChargeTotalAmount"],
    ["net", "LegalMonetaryTotal/TaxExclusiveAmount"],
    ["vat", "TaxTotal/TaxAmount"],
    ["gross", "LegalMonetaryTotal/TaxInclusiveAmount"],
    ["prepaid", "LegalMonetaryTotal/PrepaidAmount"],
    ["payable", "LegalMonetaryTotal/PayableAmount"],
  ],
};
