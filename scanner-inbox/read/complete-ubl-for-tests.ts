// A UBL invoice in which every business term of EN 16931 stands once; all names are made up. The same as `completeCii`.

/** The file that both texts embed: "Stundenzettel". */
export const timeSheet = "U3R1bmRlbnpldHRlbA==";

const address = (prefix: string, country: string): string => `<cbc:StreetName>${prefix} Straße 1</cbc:StreetName>
<cbc:AdditionalStreetName>${prefix} Hinterhaus</cbc:AdditionalStreetName><cbc:CityName>${prefix} Ort</cbc:CityName><cbc:PostalZone>${prefix} PLZ</cbc:PostalZone>
<cbc:CountrySubentity>${prefix} Land</cbc:CountrySubentity><cac:AddressLine><cbc:Line>${prefix} 3. Stock</cbc:Line></cac:AddressLine>
<cac:Country><cbc:IdentificationCode>${country}</cbc:IdentificationCode></cac:Country>`;

const tax = (id: string, scheme: string): string =>
  `<cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>${scheme}</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`;

const reduction = (charge: boolean, amount: string, base: string, percent: string, reason: string, code: string, vat = ""): string =>
  `<cac:AllowanceCharge><cbc:ChargeIndicator>${String(charge)}</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>${code}</cbc:AllowanceChargeReasonCode>
<cbc:AllowanceChargeReason>${reason}</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>${percent}</cbc:MultiplierFactorNumeric>
<cbc:Amount currencyID="EUR">${amount}</cbc:Amount><cbc:BaseAmount currencyID="EUR">${base}</cbc:BaseAmount>${vat}</cac:AllowanceCharge>`;

const category = (rate: string): string =>
  `<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>${rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>`;

export const completeUbl = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID> G-2026-17 </cbc:ID><cbc:IssueDate>2026-11-02</cbc:IssueDate><cbc:DueDate>2026-12-02+01:00</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:Note>#AAI#Pflege der Linden am Markt.
Mit Hubsteiger.</cbc:Note><cbc:Note>Nr. #7 im Plan</cbc:Note>
<cbc:TaxPointDate>2026-10-31</cbc:TaxPointDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>DKK</cbc:TaxCurrencyCode>
<cbc:AccountingCost>Kst. 4711</cbc:AccountingCost><cbc:BuyerReference>04011000-12345-03</cbc:BuyerReference>
<cac:InvoicePeriod><cbc:StartDate>2026-10-01</cbc:StartDate><cbc:EndDate>2026-10-31</cbc:EndDate><cbc:DescriptionCode>35</cbc:DescriptionCode></cac:InvoicePeriod>
<cac:OrderReference><cbc:ID>B-13</cbc:ID><cbc:SalesOrderID>A-14</cbc:SalesOrderID></cac:OrderReference>
<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>G-2026-11</cbc:ID><cbc:IssueDate>2026-09-01</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>
<cac:DespatchDocumentReference><cbc:ID>L-16</cbc:ID></cac:DespatchDocumentReference><cac:ReceiptDocumentReference><cbc:ID>W-15</cbc:ID></cac:ReceiptDocumentReference>
<cac:OriginatorDocumentReference><cbc:ID>Los 17</cbc:ID></cac:OriginatorDocumentReference><cac:ContractDocumentReference><cbc:ID>V-12</cbc:ID></cac:ContractDocumentReference>
<cac:AdditionalDocumentReference><cbc:ID>Baum 18</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>
<cac:AdditionalDocumentReference><cbc:ID>Anlage 1</cbc:ID><cbc:DocumentDescription>Stunden</cbc:DocumentDescription><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="stunden.csv">
${timeSheet}
</cbc:EmbeddedDocumentBinaryObject><cac:ExternalReference><cbc:URI>https://baumhof.example/stunden</cbc:URI></cac:ExternalReference></cac:Attachment></cac:AdditionalDocumentReference>
<cac:ProjectReference><cbc:ID>P-11</cbc:ID></cac:ProjectReference>
<cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="EM">rechnung@baumhof.example</cbc:EndpointID>
<cac:PartyIdentification><cbc:ID>K-29</cbc:ID></cac:PartyIdentification><cac:PartyIdentification><cbc:ID schemeID="0088">4000001000005</cbc:ID></cac:PartyIdentification>
<cac:PartyIdentification><cbc:ID schemeID="SEPA">DE98ZZZ09999999999</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name>Baumhof</cbc:Name></cac:PartyName><cac:PostalAddress>${address("Seller", "DE")}</cac:PostalAddress>
${tax("DE123456789", "VAT")}${tax("47/201/03345", "FC")}
<cac:PartyLegalEntity><cbc:RegistrationName>Baumhof &amp; Söhne GmbH</cbc:RegistrationName><cbc:CompanyID schemeID="0198">HRB 30</cbc:CompanyID><cbc:CompanyLegalForm>Amtsgericht Musterstadt</cbc:CompanyLegalForm></cac:PartyLegalEntity>
<cac:Contact><cbc:Name>Frau Linde</cbc:Name><cbc:Telephone>05821 42</cbc:Telephone><cbc:ElectronicMail>linde@baumhof.example</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="EM">rechnung@musterau.example</cbc:EndpointID><cac:PartyIdentification><cbc:ID>10233</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name>Rathaus</cbc:Name></cac:PartyName><cac:PostalAddress>${address("Buyer", "DE")}</cac:PostalAddress>${tax("DE987654321", "VAT")}
<cac:PartyLegalEntity><cbc:RegistrationName>Samtgemeinde Musterau</cbc:RegistrationName><cbc:CompanyID schemeID="0204">04011000-12345-03</cbc:CompanyID></cac:PartyLegalEntity>
<cac:Contact><cbc:Name>Bauhof</cbc:Name><cbc:Telephone>05821 57</cbc:Telephone><cbc:ElectronicMail>bauhof@musterau.example</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingCustomerParty>
<cac:PayeeParty><cac:PartyIdentification><cbc:ID schemeID="0088">4000001000012</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>Abrechnung Nord eG</cbc:Name></cac:PartyName><cac:PartyLegalEntity><cbc:CompanyID schemeID="0198">GnR 61</cbc:CompanyID></cac:PartyLegalEntity></cac:PayeeParty>
<cac:TaxRepresentativeParty><cac:PartyName><cbc:Name>Steuerbüro Kranich</cbc:Name></cac:PartyName><cac:PostalAddress>${address("Tax", "DK")}</cac:PostalAddress>${tax("DE111111125", "VAT")}</cac:TaxRepresentativeParty>
<cac:Delivery><cbc:ActualDeliveryDate>2026-10-30</cbc:ActualDeliveryDate><cac:DeliveryLocation><cbc:ID schemeID="0088">4000001000029</cbc:ID><cac:Address>${address("Delivery", "DE")}</cac:Address></cac:DeliveryLocation>
<cac:DeliveryParty><cac:PartyName><cbc:Name>Grundschule am Markt</cbc:Name></cac:PartyName></cac:DeliveryParty></cac:Delivery>
<cac:PaymentMeans><cbc:PaymentMeansCode name="Überweisung">58</cbc:PaymentMeansCode><cbc:PaymentID>G-2026-17 / 10233</cbc:PaymentID>
<cac:CardAccount><cbc:PrimaryAccountNumberID>1234</cbc:PrimaryAccountNumberID><cbc:NetworkID>VISA</cbc:NetworkID><cbc:HolderName>Kämmerei</cbc:HolderName></cac:CardAccount>
<cac:PayeeFinancialAccount><cbc:ID>DE02120300000000202051</cbc:ID><cbc:Name>Baumhof Konto</cbc:Name><cac:FinancialInstitutionBranch><cbc:ID>BYLADEM1001</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:PaymentMeans><cbc:PaymentMeansCode>59</cbc:PaymentMeansCode><cbc:PaymentID>G-2026-17 / 10233</cbc:PaymentID>
<cac:PaymentMandate><cbc:ID>M-89</cbc:ID><cac:PayerFinancialAccount><cbc:ID>DE02500105170137075030</cbc:ID></cac:PayerFinancialAccount></cac:PaymentMandate></cac:PaymentMeans>
<cac:PaymentTerms><cbc:Note>#SKONTO#TAGE=7#PROZENT=2.00#
</cbc:Note></cac:PaymentTerms>
${reduction(false, "5.00", "100.00", "5", "Rabatt", "95", category("19"))}${reduction(true, "7.00", "70.00", "10", "Anfahrt", "FC", category("19.00"))}
<cac:TaxTotal><cbc:TaxAmount currencyID="DKK">144.69</cbc:TaxAmount></cac:TaxTotal>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.38</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">102.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">19.38</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cbc:TaxExemptionReasonCode>VATEX-EU-O</cbc:TaxExemptionReasonCode><cbc:TaxExemptionReason>Ein Grund</cbc:TaxExemptionReason><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="EUR">102.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">121.38</cbc:TaxInclusiveAmount>
<cbc:AllowanceTotalAmount currencyID="EUR">5.00</cbc:AllowanceTotalAmount><cbc:ChargeTotalAmount currencyID="EUR">7.00</cbc:ChargeTotalAmount><cbc:PrepaidAmount currencyID="EUR">21.00</cbc:PrepaidAmount><cbc:PayableRoundingAmount currencyID="EUR">-0.38</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID="EUR">100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:Note>zwei Tage</cbc:Note><cbc:InvoicedQuantity unitCode="HUR">2.0</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cbc:AccountingCost>55100.4212</cbc:AccountingCost>
<cac:InvoicePeriod><cbc:StartDate>2026-10-12</cbc:StartDate><cbc:EndDate>2026-10-13</cbc:EndDate></cac:InvoicePeriod><cac:OrderLineReference><cbc:LineID>13.1</cbc:LineID></cac:OrderLineReference>
<cac:DocumentReference><cbc:ID schemeID="ABZ">Linde 4</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>
${reduction(false, "4.00", "80.00", "5.0", "Treue", "100")}${reduction(true, "24.00", "240.00", "10.0", "Nachtarbeit", "ABK")}
<cac:Item><cbc:Description>Krone auslichten</cbc:Description><cbc:Name>Baumpflege</cbc:Name><cac:BuyersItemIdentification><cbc:ID>E-156</cbc:ID></cac:BuyersItemIdentification><cac:SellersItemIdentification><cbc:ID>V-155</cbc:ID></cac:SellersItemIdentification>
<cac:StandardItemIdentification><cbc:ID schemeID="0160">4000001000036</cbc:ID></cac:StandardItemIdentification><cac:OriginCountry><cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:OriginCountry>
<cac:CommodityClassification><cbc:ItemClassificationCode listID="STI" listVersionID="2008">77211500</cbc:ItemClassificationCode></cac:CommodityClassification><cac:CommodityClassification><cbc:ItemClassificationCode listID="TST">77340000</cbc:ItemClassificationCode></cac:CommodityClassification>
<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory><cac:AdditionalItemProperty><cbc:Name>Höhe</cbc:Name><cbc:Value>18 m</cbc:Value></cac:AdditionalItemProperty></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">40.00</cbc:PriceAmount><cbc:BaseQuantity unitCode="HUR">1</cbc:BaseQuantity><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">2.50</cbc:Amount><cbc:BaseAmount currencyID="EUR">42.50</cbc:BaseAmount></cac:AllowanceCharge></cac:Price></cac:InvoiceLine>
</Invoice>`;
