// What the reader proposes for one file: values that a person confirms; never a decision.
import type { Cents } from "../../shared/base/money.ts";
import type { OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount, VatLine } from "../../shared/domain/invoice/terms-schema.ts";
import type { PageBox } from "../../shared/domain/page-box.ts";

/** Where a value came from: the file's XML, its text, text recognised in a picture, or worked out from other values. */
export type FieldSource = "xml" | "text" | "ocr" | "derived";

/** Where a value stands: the file's page, from 1, the box of its own characters, and the line around it. Only of values found in text. */
export type ValuePlace = { readonly page?: number; readonly box?: PageBox; readonly excerpt?: string };

/** Another value that the rules found for a field, less sure than the one they chose. */
export type OtherValue<T> = ValuePlace & { readonly value: T; readonly confidence: number };

/** Why a value that nobody wrote down was worked out: from a term of payment, other amounts, words that free from tax, and so on. */
export type DerivedReason =
  "termOfPayment" | "atOnce" | "amounts" | "taxFree" | "usualCurrency" | "sameAsNumber" | "sameAsIssueDate" | "endOfMonth";

export type ProposedField<T> = ValuePlace & {
  readonly value: T;
  readonly source: FieldSource;
  /** Of a derived value. */
  readonly reason?: DerivedReason;
  /** How sure the reader is, 0 to 1; an order of trust, not a probability. */
  readonly confidence: number;
  /** What else it might be, the surest first, none of them the value itself. */
  readonly alternatives?: readonly OtherValue<T>[];
  /** It was read from a payment code on the page. */
  readonly code?: true;
  /** Check digits told what a slip of the recognition must have been. */
  readonly repaired?: true;
  /** It stands where earlier papers of this supplier have taught to look. */
  readonly learned?: true;
};

export type InvoiceFields = {
  readonly number: ProposedField<string> | null;
  readonly issueDate: ProposedField<OfficeDate> | null;
  readonly dueDate: ProposedField<OfficeDate> | null;
  /** BT-72; the last day where it was a period (BT-74). */
  readonly deliveryDate: ProposedField<OfficeDate> | null;
  /** Shortest term first. */
  readonly discounts: ProposedField<readonly Discount[]> | null;
  readonly supplier: ProposedField<string> | null;
  readonly supplierVatId: ProposedField<string> | null;
  readonly supplierTaxNumber: ProposedField<string> | null;
  /** BT-10, for German offices the Leitweg-ID. */
  readonly buyerReference: ProposedField<string> | null;
  readonly orderReference: ProposedField<string> | null;
  /** BT-46. */
  readonly customerNumber: ProposedField<string> | null;
  /** Without blanks. */
  readonly iban: ProposedField<string> | null;
  readonly bic: ProposedField<string> | null;
  readonly net: ProposedField<Cents> | null;
  readonly vat: ProposedField<Cents> | null;
  readonly gross: ProposedField<Cents> | null;
  /** Highest rate first; only where its sums are those of the invoice. */
  readonly vatLines: ProposedField<readonly VatLine[]> | null;
  /** What is left to pay where the invoice says so; differs from gross after a payment on account. */
  readonly payable: ProposedField<Cents> | null;
  /** Three letters of ISO 4217. */
  readonly currency: ProposedField<string> | null;
  readonly remittance: ProposedField<string> | null;
};

export type FieldName = keyof InvoiceFields;

export type ProposalKind = "invoice" | "creditNote" | "reminder" | "picture" | "other";

export type CheckCode =
  | "number-missing"
  | "issue-date-missing"
  | "supplier-missing"
  | "gross-missing"
  | "iban-missing"
  | "amounts-sum"
  | "vat-lines-sum"
  | "vat-lines-rate"
  | "discount-before-due"
  | "reminder"
  | "payable-differs"
  | "iban-check-digits"
  | "iban-repaired"
  | "several-ibans"
  | "vat-id-check-digits"
  | "vat-id-repaired"
  | "buyer-reference-check-digits"
  | "buyer-reference-repaired"
  | "due-after-issue"
  | "currency-foreign"
  | "attachment-refused"
  | "pages-unread"
  | "pages-without-text"
  | "pdf-signed"
  | "pdf-encrypted"
  | "text-recognised"
  | "giro-code-agrees"
  | "giro-code-iban-differs"
  | "giro-code-amount-differs"
  | "giro-code-bic-differs"
  | "giro-code-damaged"
  | "giro-codes-several";

/** One check that was made; an `ok` one is kept so that the screen can say what was looked at. */
export type ProposalCheck = { readonly code: CheckCode; readonly severity: "ok" | "warning" | "error" };

export type InvoiceProposal = {
  readonly kind: ProposalKind;
  readonly readState: "read" | "notReadYet";
  readonly pageCount: number;
  readonly fields: InvoiceFields;
  readonly checks: readonly ProposalCheck[];
};

export const emptyFields: InvoiceFields = {
  number: null,
  issueDate: null,
  dueDate: null,
  deliveryDate: null,
  discounts: null,
  supplier: null,
  supplierVatId: null,
  supplierTaxNumber: null,
  buyerReference: null,
  orderReference: null,
  customerNumber: null,
  iban: null,
  bic: null,
  net: null,
  vat: null,
  gross: null,
  vatLines: null,
  payable: null,
  currency: null,
  remittance: null,
};
