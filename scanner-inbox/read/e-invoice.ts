// The invoice data of an XML in one shape, whatever its syntax (terms BT of EN 16931); never completed, never corrected.
import type { Cents } from "../../shared/base/money.ts";
import type { OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";

/** One line of the VAT breakdown (BG-23); `ratePercent` is written as in the XML. */
export type VatLine = {
  readonly ratePercent: string | null;
  readonly category: string | null;
  readonly net: Cents | null;
  readonly vat: Cents | null;
};

export type EInvoice = {
  readonly syntax: "ubl" | "cii";
  readonly kind: "invoice" | "creditNote";
  /** BT-3 and BT-24. */
  readonly typeCode: string | null;
  readonly profile: string | null;
  /** BT-1, BT-2, BT-9, BT-5. */
  readonly number: string | null;
  readonly issueDate: OfficeDate | null;
  readonly dueDate: OfficeDate | null;
  readonly currency: string | null;
  /** BT-10 (Leitweg-ID for German offices) and BT-13. */
  readonly buyerReference: string | null;
  readonly orderReference: string | null;
  /** BT-27, BT-31, BT-32, BT-44. */
  readonly sellerName: string | null;
  readonly sellerVatId: string | null;
  readonly sellerTaxNumber: string | null;
  readonly buyerName: string | null;
  /** BT-46 and BT-72, else the end of the period (BT-74), else its beginning. */
  readonly customerNumber: string | null;
  readonly deliveryDate: OfficeDate | null;
  /** BT-84, each once, and the BIC (BT-86) beside the first; BT-83, BT-20. */
  readonly ibans: readonly string[];
  readonly bic: string | null;
  readonly remittance: string | null;
  readonly paymentTerms: string | null;
  /** Steps of a discount where they stand in elements of their own and not in BT-20. */
  readonly discounts: readonly Discount[] | null;
  /** BT-109, BT-110, BT-112, BT-113, BT-115. */
  readonly net: Cents | null;
  readonly vat: Cents | null;
  readonly gross: Cents | null;
  readonly prepaid: Cents | null;
  readonly payable: Cents | null;
  readonly vatLines: readonly VatLine[];
};

/** Type codes (BT-3) that credit the buyer: credit note, factored credit note, self-billed credit note. */
const CREDIT_TYPE_CODES: ReadonlySet<string> = new Set(["81", "83", "261", "296", "308", "381", "396", "420", "458", "532"]);

/** Whether a document type code credits the buyer. */
export function isCreditTypeCode(typeCode: string | null): boolean {
  return typeCode !== null && CREDIT_TYPE_CODES.has(typeCode);
}
