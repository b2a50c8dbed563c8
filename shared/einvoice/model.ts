// An electronic invoice after the semantic model of EN 16931-1, whatever its syntax: every business term (BT) in its group (BG).
// Must never complete, round or correct: text stands as the sender wrote it, so that a rule can say what is wrong with it.

/** A number as written (`xs:decimal`); may be anything, since senders write anything. `decimalOf` reads it. */
export type DecimalText = string;

/** A day as ISO `YYYY-MM-DD` where it could be read, else the text as written. */
export type DayText = string;

export type AmountText = { readonly value: DecimalText; readonly currency: string | null };

/** An identifier with its scheme; `version` only where the scheme is a list of classes (BT-158). */
export type Identifier = { readonly id: string; readonly scheme: string | null; readonly version?: string | null };

export type Quantity = { readonly value: DecimalText; readonly unit: string | null };

/** BG-1: BT-21 and BT-22. */
export type InvoiceNote = { readonly subject: string | null; readonly text: string | null };

/** BG-3: BT-25 and BT-26. */
export type PrecedingInvoice = { readonly number: string | null; readonly issueDate: DayText | null };

/** BG-5, BG-8, BG-12, BG-15. */
export type Address = {
  /** BT-35, 50, 64, 75. */
  readonly line1: string | null;
  /** BT-36, 51, 65, 76. */
  readonly line2: string | null;
  /** BT-162, 163, 164, 165. */
  readonly line3: string | null;
  /** BT-37, 52, 66, 77. */
  readonly city: string | null;
  /** BT-38, 53, 67, 78. */
  readonly postCode: string | null;
  /** BT-39, 54, 68, 79. */
  readonly subdivision: string | null;
  /** BT-40, 55, 69, 80. */
  readonly country: string | null;
};

/** BG-6 and BG-9. */
export type Contact = {
  /** BT-41, BT-56. */
  readonly name: string | null;
  /** BT-42, BT-57. */
  readonly phone: string | null;
  /** BT-43, BT-58. */
  readonly email: string | null;
};

/** BG-4. */
export type Seller = {
  /** BT-27, BT-28. */
  readonly name: string | null;
  readonly tradingName: string | null;
  /** BT-29: any number; those of scheme SEPA are BT-90 and stand in `DirectDebit` where the document has one. */
  readonly identifiers: readonly Identifier[];
  /** BT-30, BT-31, BT-32, BT-33. */
  readonly registration: Identifier | null;
  readonly vatId: string | null;
  readonly taxNumber: string | null;
  readonly legalInformation: string | null;
  /** BT-34. */
  readonly electronicAddress: Identifier | null;
  readonly address: Address | null;
  readonly contact: Contact | null;
};

/** BG-7. */
export type Buyer = {
  /** BT-44, BT-45, BT-46, BT-47, BT-48, BT-49. */
  readonly name: string | null;
  readonly tradingName: string | null;
  readonly identifier: Identifier | null;
  readonly registration: Identifier | null;
  readonly vatId: string | null;
  readonly electronicAddress: Identifier | null;
  readonly address: Address | null;
  readonly contact: Contact | null;
};

/** BG-10: BT-59, BT-60, BT-61. */
export type Payee = { readonly name: string | null; readonly identifier: Identifier | null; readonly registration: Identifier | null };

/** BG-11: BT-62, BT-63 and BG-12. */
export type TaxRepresentative = { readonly name: string | null; readonly vatId: string | null; readonly address: Address | null };

/** BG-14 (BT-73, BT-74) and BG-26 (BT-134, BT-135). */
export type Period = { readonly start: DayText | null; readonly end: DayText | null };

/** BG-13: BT-70, BT-71, BT-72 and BG-15. */
export type Delivery = {
  readonly name: string | null;
  readonly location: Identifier | null;
  readonly date: DayText | null;
  readonly address: Address | null;
};

/** BG-17: BT-84, BT-85, BT-86. */
export type CreditTransfer = { readonly account: string | null; readonly accountName: string | null; readonly bic: string | null };

/** BG-18: BT-87, BT-88. */
export type PaymentCard = { readonly number: string | null; readonly holder: string | null };

/** BG-19: BT-89, BT-90, BT-91. */
export type DirectDebit = { readonly mandate: string | null; readonly creditor: string | null; readonly account: string | null };

/** BG-16, one entry for each means the document names; the norm knows one. */
export type PaymentMeans = {
  /** BT-81, BT-82, BT-83. */
  readonly code: string | null;
  readonly text: string | null;
  readonly remittance: string | null;
  readonly creditTransfers: readonly CreditTransfer[];
  readonly card: PaymentCard | null;
  readonly directDebit: DirectDebit | null;
};

/** BG-20, BG-21 of the document and BG-27, BG-28 of a line; VAT of a line's is that of the line, so null there. */
export type AllowanceOrCharge = {
  /** BT-92, 99, 136, 141. */
  readonly amount: AmountText | null;
  /** BT-93, 100, 137, 142. */
  readonly base: AmountText | null;
  /** BT-94, 101, 138, 143. */
  readonly percent: DecimalText | null;
  /** BT-95, BT-102. */
  readonly vatCategory: string | null;
  /** BT-96, BT-103. */
  readonly vatRate: DecimalText | null;
  /** BT-97, 104, 139, 144. */
  readonly reason: string | null;
  /** BT-98, 105, 140, 145. */
  readonly reasonCode: string | null;
};

/** BG-22, and BT-111 beside BT-110. */
export type Totals = {
  /** BT-106 … BT-115 by their numbers. */
  readonly lines: AmountText | null;
  readonly allowances: AmountText | null;
  readonly charges: AmountText | null;
  readonly net: AmountText | null;
  readonly vat: AmountText | null;
  readonly vatInAccountingCurrency: AmountText | null;
  readonly gross: AmountText | null;
  readonly prepaid: AmountText | null;
  readonly rounding: AmountText | null;
  readonly payable: AmountText | null;
};

/** BG-23: BT-116, BT-117, BT-118, BT-119, BT-120, BT-121. */
export type VatBreakdown = {
  readonly base: AmountText | null;
  readonly amount: AmountText | null;
  readonly category: string | null;
  readonly rate: DecimalText | null;
  readonly exemptionReason: string | null;
  readonly exemptionCode: string | null;
};

/** BG-24: BT-122 … BT-125; `base64` is the file as it stands in the document, unread. */
export type SupportingDocument = {
  readonly reference: string | null;
  readonly description: string | null;
  readonly location: string | null;
  readonly file: { readonly base64: string; readonly mimeType: string | null; readonly name: string | null } | null;
};

/** BG-29: BT-146 … BT-150. */
export type Price = {
  readonly net: AmountText | null;
  readonly discount: AmountText | null;
  readonly gross: AmountText | null;
  readonly baseQuantity: Quantity | null;
};

/** BG-30: BT-151, BT-152; reasons stand in BG-23. */
export type LineVat = { readonly category: string | null; readonly rate: DecimalText | null };

/** BG-32: BT-160, BT-161. */
export type ItemAttribute = { readonly name: string | null; readonly value: string | null };

/** BG-31. */
export type Item = {
  /** BT-153 … BT-159. */
  readonly name: string | null;
  readonly description: string | null;
  readonly sellerId: string | null;
  readonly buyerId: string | null;
  readonly standardId: Identifier | null;
  readonly classifications: readonly Identifier[];
  readonly originCountry: string | null;
  readonly attributes: readonly ItemAttribute[];
};

/** BG-25. */
export type InvoiceLine = {
  /** BT-126, BT-127, BT-128. */
  readonly id: string | null;
  readonly note: string | null;
  readonly object: Identifier | null;
  /** BT-129 with BT-130 as its unit, BT-131. */
  readonly quantity: Quantity | null;
  readonly net: AmountText | null;
  /** BT-132, BT-133. */
  readonly orderLine: string | null;
  readonly accountingReference: string | null;
  readonly period: Period | null;
  readonly allowances: readonly AllowanceOrCharge[];
  readonly charges: readonly AllowanceOrCharge[];
  readonly price: Price | null;
  readonly vat: LineVat | null;
  readonly item: Item | null;
  /** Lines below this one (extension of XRechnung, BG-DEX-01); their amounts are part of this line's. */
  readonly subLines: readonly InvoiceLine[];
};

/** A payment by a third party (extension of XRechnung, BG-DEX-09: BT-DEX-001 … BT-DEX-003). */
export type ThirdPartyPayment = { readonly type: string | null; readonly amount: AmountText | null; readonly description: string | null };

export type SemanticInvoice = {
  readonly syntax: "ubl" | "cii";
  /** The root of the document: a UBL CreditNote has another than an Invoice; CII has one for both. */
  readonly root: "invoice" | "creditNote";
  /** BG-2: BT-23 and BT-24. */
  readonly businessProcess: string | null;
  readonly specification: string | null;
  /** BT-1, BT-2, BT-3, BT-5, BT-6. */
  readonly number: string | null;
  readonly issueDate: DayText | null;
  readonly typeCode: string | null;
  readonly currency: string | null;
  readonly vatCurrency: string | null;
  /** BT-7, BT-8, BT-9. */
  readonly taxPointDate: DayText | null;
  readonly taxPointCode: string | null;
  readonly dueDate: DayText | null;
  /** BT-10 … BT-19. */
  readonly buyerReference: string | null;
  readonly project: string | null;
  readonly contract: string | null;
  readonly purchaseOrder: string | null;
  readonly salesOrder: string | null;
  readonly receivingAdvice: string | null;
  readonly despatchAdvice: string | null;
  readonly tender: string | null;
  readonly object: Identifier | null;
  readonly accountingReference: string | null;
  /** BT-20; several terms are joined by a line break. */
  readonly paymentTerms: string | null;
  readonly notes: readonly InvoiceNote[];
  readonly precedingInvoices: readonly PrecedingInvoice[];
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly payee: Payee | null;
  readonly taxRepresentative: TaxRepresentative | null;
  readonly delivery: Delivery | null;
  readonly period: Period | null;
  readonly paymentMeans: readonly PaymentMeans[];
  readonly allowances: readonly AllowanceOrCharge[];
  readonly charges: readonly AllowanceOrCharge[];
  readonly totals: Totals;
  readonly vatBreakdown: readonly VatBreakdown[];
  readonly supportingDocuments: readonly SupportingDocument[];
  readonly lines: readonly InvoiceLine[];
  readonly thirdPartyPayments: readonly ThirdPartyPayment[];
};
