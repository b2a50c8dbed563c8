// What the inbox asks of an e-invoice: a summary of its semantic model in cents and days; never completed, never corrected.
import { centsOfDecimal, type Cents } from "../../shared/base/money.ts";
import { isOfficeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";
import type { AmountText, DayText, SemanticInvoice } from "../../shared/einvoice/model.ts";

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
  /** BT-27 and BT-44, else the trading name; BT-31, BT-32. */
  readonly sellerName: string | null;
  readonly sellerVatId: string | null;
  readonly sellerTaxNumber: string | null;
  readonly buyerName: string | null;
  /** BT-46 where it is no number of a scheme, and BT-72, else the end of the period (BT-74), else its beginning. */
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

/** The summary of an invoice, with the steps of a discount that its document has beside the model. */
export function summaryOf(invoice: SemanticInvoice, discounts: readonly Discount[] | null = null): EInvoice {
  const { seller, buyer, delivery, period, paymentMeans, totals } = invoice;
  const transfers = paymentMeans.flatMap(({ creditTransfers }) => creditTransfers);
  const ibans = transfers.map(({ account }) => tidy(account)).filter((account) => account !== null);
  return {
    syntax: invoice.syntax,
    kind: invoice.root === "creditNote" || isCreditTypeCode(invoice.typeCode) ? "creditNote" : "invoice",
    typeCode: invoice.typeCode,
    profile: tidy(invoice.specification),
    number: tidy(invoice.number),
    issueDate: dayOf(invoice.issueDate),
    dueDate: dayOf(invoice.dueDate),
    currency: invoice.currency,
    buyerReference: tidy(invoice.buyerReference),
    orderReference: tidy(invoice.purchaseOrder),
    sellerName: tidy(seller.name ?? seller.tradingName),
    sellerVatId: tidy(seller.vatId),
    sellerTaxNumber: tidy(seller.taxNumber),
    buyerName: tidy(buyer.name ?? buyer.tradingName),
    customerNumber: buyer.identifier?.scheme === null ? tidy(buyer.identifier.id) : null,
    deliveryDate: dayOf(delivery?.date) ?? dayOf(period?.end) ?? dayOf(period?.start),
    ibans: [...new Set(ibans)],
    bic: tidy(transfers[0]?.bic),
    remittance: tidy(paymentMeans.find(({ remittance }) => remittance !== null)?.remittance),
    paymentTerms: tidy(invoice.paymentTerms),
    discounts,
    net: centsOf(totals.net),
    vat: centsOf(totals.vat),
    gross: centsOf(totals.gross),
    prepaid: centsOf(totals.prepaid),
    payable: centsOf(totals.payable),
    vatLines: invoice.vatBreakdown.map(({ rate, category, base, amount }) => ({
      ratePercent: rate,
      category,
      net: centsOf(base),
      vat: centsOf(amount),
    })),
  };
}

/** A text in one line. */
function tidy(text: string | null | undefined): string | null {
  return text?.replace(/\s+/gu, " ").trim() ?? null;
}

function dayOf(text: DayText | null | undefined): OfficeDate | null {
  return text !== null && text !== undefined && isOfficeDate(text) ? text : null;
}

function centsOf(amount: AmountText | null): Cents | null {
  return amount === null ? null : centsOfDecimal(amount.value);
}
