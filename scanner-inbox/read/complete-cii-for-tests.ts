// The invoice of `completeUbl` in CII: every business term of EN 16931 once. Amounts have no currency there but those of VAT.
import { timeSheet } from "./complete-ubl-for-tests.ts";

const day = (name: string, digits: string): string =>
  `<ram:${name}><udt:DateTimeString format="102">${digits}</udt:DateTimeString></ram:${name}>`;

const address = (prefix: string, country: string): string => `<ram:PostalTradeAddress><ram:PostcodeCode>${prefix} PLZ</ram:PostcodeCode>
<ram:LineOne>${prefix} Straße 1</ram:LineOne><ram:LineTwo>${prefix} Hinterhaus</ram:LineTwo><ram:LineThree>${prefix} 3. Stock</ram:LineThree><ram:CityName>${prefix} Ort</ram:CityName>
<ram:CountryID>${country}</ram:CountryID><ram:CountrySubDivisionName>${prefix} Land</ram:CountrySubDivisionName></ram:PostalTradeAddress>`;

const contact = (name: string, phone: string, email: string): string => `<ram:DefinedTradeContact><ram:PersonName>${name}</ram:PersonName>
<ram:TelephoneUniversalCommunication><ram:CompleteNumber>${phone}</ram:CompleteNumber></ram:TelephoneUniversalCommunication>
<ram:EmailURIUniversalCommunication><ram:URIID>${email}</ram:URIID></ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>`;

const tax = (id: string, scheme: string): string =>
  `<ram:SpecifiedTaxRegistration><ram:ID schemeID="${scheme}">${id}</ram:ID></ram:SpecifiedTaxRegistration>`;

const reduction = (charge: boolean, amount: string, base: string, percent: string, reason: string, code: string, rate = ""): string =>
  `<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>${String(charge)}</udt:Indicator></ram:ChargeIndicator>
<ram:CalculationPercent>${percent}</ram:CalculationPercent><ram:BasisAmount>${base}</ram:BasisAmount><ram:ActualAmount>${amount}</ram:ActualAmount><ram:ReasonCode>${code}</ram:ReasonCode><ram:Reason>${reason}</ram:Reason>
${rate === "" ? "" : `<ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>${rate}</ram:RateApplicablePercent></ram:CategoryTradeTax>`}</ram:SpecifiedTradeAllowanceCharge>`;

const paper = (name: string, number: string): string => `<ram:${name}><ram:IssuerAssignedID>${number}</ram:IssuerAssignedID></ram:${name}>`;

export const completeCii = `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter>
<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>G-2026-17</ram:ID><ram:TypeCode>380</ram:TypeCode>${day("IssueDateTime", "20261102")}
<ram:IncludedNote><ram:Content>Pflege der Linden am Markt.
Mit Hubsteiger.</ram:Content><ram:SubjectCode>AAI</ram:SubjectCode></ram:IncludedNote><ram:IncludedNote><ram:Content>Nr. #7 im Plan</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID><ram:IncludedNote><ram:Content>zwei Tage</ram:Content></ram:IncludedNote></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:GlobalID schemeID="0160">4000001000036</ram:GlobalID><ram:SellerAssignedID>V-155</ram:SellerAssignedID><ram:BuyerAssignedID>E-156</ram:BuyerAssignedID><ram:Name>Baumpflege</ram:Name><ram:Description>Krone auslichten</ram:Description>
<ram:ApplicableProductCharacteristic><ram:Description>Höhe</ram:Description><ram:Value>18 m</ram:Value></ram:ApplicableProductCharacteristic>
<ram:DesignatedProductClassification><ram:ClassCode listID="STI" listVersionID="2008">77211500</ram:ClassCode></ram:DesignatedProductClassification><ram:DesignatedProductClassification><ram:ClassCode listID="TST">77340000</ram:ClassCode></ram:DesignatedProductClassification>
<ram:OriginTradeCountry><ram:ID>NL</ram:ID></ram:OriginTradeCountry></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:BuyerOrderReferencedDocument><ram:LineID>13.1</ram:LineID></ram:BuyerOrderReferencedDocument>
<ram:GrossPriceProductTradePrice><ram:ChargeAmount>42.50</ram:ChargeAmount><ram:AppliedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>2.50</ram:ActualAmount></ram:AppliedTradeAllowanceCharge></ram:GrossPriceProductTradePrice>
<ram:NetPriceProductTradePrice><ram:ChargeAmount>40.00</ram:ChargeAmount><ram:BasisQuantity unitCode="HUR">1</ram:BasisQuantity></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="HUR">2.0</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:BillingSpecifiedPeriod>${day("StartDateTime", "20261012")}${day("EndDateTime", "20261013")}</ram:BillingSpecifiedPeriod>
${reduction(false, "4.00", "80.00", "5.0", "Treue", "100")}${reduction(true, "24.00", "240.00", "10.0", "Nachtarbeit", "ABK")}
<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>Linde 4</ram:IssuerAssignedID><ram:TypeCode>130</ram:TypeCode><ram:ReferenceTypeCode>ABZ</ram:ReferenceTypeCode></ram:AdditionalReferencedDocument>
<ram:ReceivableSpecifiedTradeAccountingAccount><ram:ID>55100.4212</ram:ID></ram:ReceivableSpecifiedTradeAccountingAccount></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement><ram:BuyerReference>04011000-12345-03</ram:BuyerReference>
<ram:SellerTradeParty><ram:ID>K-29</ram:ID><ram:GlobalID schemeID="0088">4000001000005</ram:GlobalID><ram:Name>Baumhof &amp; Söhne GmbH</ram:Name><ram:Description>Amtsgericht Musterstadt</ram:Description>
<ram:SpecifiedLegalOrganization><ram:ID schemeID="0198">HRB 30</ram:ID><ram:TradingBusinessName>Baumhof</ram:TradingBusinessName></ram:SpecifiedLegalOrganization>${contact("Frau Linde", "05821 42", "linde@baumhof.example")}
${address("Seller", "DE")}<ram:URIUniversalCommunication><ram:URIID schemeID="EM">rechnung@baumhof.example</ram:URIID></ram:URIUniversalCommunication>${tax("47/201/03345", "FC")}${tax("DE123456789", "VA")}</ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:ID>10233</ram:ID><ram:Name>Samtgemeinde Musterau</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0204">04011000-12345-03</ram:ID><ram:TradingBusinessName>Rathaus</ram:TradingBusinessName></ram:SpecifiedLegalOrganization>
${contact("Bauhof", "05821 57", "bauhof@musterau.example")}${address("Buyer", "DE")}<ram:URIUniversalCommunication><ram:URIID schemeID="EM">rechnung@musterau.example</ram:URIID></ram:URIUniversalCommunication>${tax("DE987654321", "VA")}</ram:BuyerTradeParty>
<ram:SellerTaxRepresentativeTradeParty><ram:Name>Steuerbüro Kranich</ram:Name>${address("Tax", "DK")}${tax("DE111111125", "VA")}</ram:SellerTaxRepresentativeTradeParty>
${paper("SellerOrderReferencedDocument", "A-14")}${paper("BuyerOrderReferencedDocument", "B-13")}${paper("ContractReferencedDocument", "V-12")}
<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>Anlage 1</ram:IssuerAssignedID><ram:URIID>https://baumhof.example/stunden</ram:URIID><ram:TypeCode>916</ram:TypeCode><ram:Name>Stunden</ram:Name><ram:AttachmentBinaryObject mimeCode="text/csv" filename="stunden.csv">${timeSheet}</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>
<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>Los 17</ram:IssuerAssignedID><ram:TypeCode>50</ram:TypeCode></ram:AdditionalReferencedDocument>
<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>Baum 18</ram:IssuerAssignedID><ram:TypeCode>130</ram:TypeCode></ram:AdditionalReferencedDocument>
<ram:SpecifiedProcuringProject><ram:ID>P-11</ram:ID><ram:Name>Project reference</ram:Name></ram:SpecifiedProcuringProject></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ShipToTradeParty><ram:GlobalID schemeID="0088">4000001000029</ram:GlobalID><ram:Name>Grundschule am Markt</ram:Name>${address("Delivery", "DE")}</ram:ShipToTradeParty>
<ram:ActualDeliverySupplyChainEvent>${day("OccurrenceDateTime", "20261030")}</ram:ActualDeliverySupplyChainEvent>${paper("DespatchAdviceReferencedDocument", "L-16")}${paper("ReceivingAdviceReferencedDocument", "W-15")}</ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:CreditorReferenceID>DE98ZZZ09999999999</ram:CreditorReferenceID><ram:PaymentReference>G-2026-17 / 10233</ram:PaymentReference><ram:TaxCurrencyCode>DKK</ram:TaxCurrencyCode><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:PayeeTradeParty><ram:GlobalID schemeID="0088">4000001000012</ram:GlobalID><ram:Name>Abrechnung Nord eG</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0198">GnR 61</ram:ID></ram:SpecifiedLegalOrganization></ram:PayeeTradeParty>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:Information>Überweisung</ram:Information><ram:ApplicableTradeSettlementFinancialCard><ram:ID>1234</ram:ID><ram:CardholderName>Kämmerei</ram:CardholderName></ram:ApplicableTradeSettlementFinancialCard>
<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE02120300000000202051</ram:IBANID><ram:AccountName>Baumhof Konto</ram:AccountName></ram:PayeePartyCreditorFinancialAccount><ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>BYLADEM1001</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>59</ram:TypeCode><ram:PayerPartyDebtorFinancialAccount><ram:IBANID>DE02500105170137075030</ram:IBANID></ram:PayerPartyDebtorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:ApplicableTradeTax><ram:CalculatedAmount>19.38</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:ExemptionReason>Ein Grund</ram:ExemptionReason><ram:BasisAmount>102.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:ExemptionReasonCode>VATEX-EU-O</ram:ExemptionReasonCode>
<ram:TaxPointDate><udt:DateString format="102">20261031</udt:DateString></ram:TaxPointDate><ram:DueDateTypeCode>35</ram:DueDateTypeCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:BillingSpecifiedPeriod>${day("StartDateTime", "20261001")}${day("EndDateTime", "20261031")}</ram:BillingSpecifiedPeriod>
${reduction(false, "5.00", "100.00", "5", "Rabatt", "95", "19")}${reduction(true, "7.00", "70.00", "10", "Anfahrt", "FC", "19.00")}
<ram:SpecifiedTradePaymentTerms><ram:Description>#SKONTO#TAGE=7#PROZENT=2.00#
</ram:Description>${day("DueDateDateTime", "20261202")}<ram:DirectDebitMandateID>M-89</ram:DirectDebitMandateID></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount><ram:ChargeTotalAmount>7.00</ram:ChargeTotalAmount><ram:AllowanceTotalAmount>5.00</ram:AllowanceTotalAmount><ram:TaxBasisTotalAmount>102.00</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="DKK">144.69</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="EUR">19.38</ram:TaxTotalAmount><ram:RoundingAmount>-0.38</ram:RoundingAmount><ram:GrandTotalAmount>121.38</ram:GrandTotalAmount><ram:TotalPrepaidAmount>21.00</ram:TotalPrepaidAmount><ram:DuePayableAmount>100.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>G-2026-11</ram:IssuerAssignedID><ram:FormattedIssueDateTime><qdt:DateTimeString format="102">20260901</qdt:DateTimeString></ram:FormattedIssueDateTime></ram:InvoiceReferencedDocument>
<ram:ReceivableSpecifiedTradeAccountingAccount><ram:ID>Kst. 4711</ram:ID></ram:ReceivableSpecifiedTradeAccountingAccount></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;
