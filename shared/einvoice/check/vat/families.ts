// The VAT categories of EN 16931-1 (6.4.3) and in what they differ: each has the same ten rules, worded for what is taxed in it.

/** What the sender has to say about itself, and what about the buyer. */
export type Names = "sellerTax" | "sellerVat" | "sellerTaxAndBuyer" | "sellerVatAndBuyerVat" | "nobody";

export type VatFamily = {
  /** The letters of its rules, `BR-S-01`. */
  readonly letters: string;
  /** Its code in UNTDID 5305. */
  readonly code: string;
  readonly names: Names;
  readonly rate: "aboveZero" | "zero" | "notNegative" | "none";
  /** Whether its groups of the breakdown are told apart by their rates; else there is exactly one. */
  readonly byRate: boolean;
  /** Whether the breakdown says why no tax is due, or must not say it. */
  readonly reason: boolean;
};

const free = { rate: "zero", byRate: false, reason: true } as const;
const taxed = { names: "sellerTax", byRate: true, reason: false } as const;

/** IC is intra-community supply, AF the IGIC of the Canary Islands, AG the IPSI of Ceuta and Melilla. */
export const vatFamilies: readonly VatFamily[] = [
  { letters: "S", code: "S", rate: "aboveZero", ...taxed },
  { letters: "Z", code: "Z", names: "sellerTax", ...free, reason: false },
  { letters: "E", code: "E", names: "sellerTax", ...free },
  { letters: "AE", code: "AE", names: "sellerTaxAndBuyer", ...free },
  { letters: "IC", code: "K", names: "sellerVatAndBuyerVat", ...free },
  { letters: "G", code: "G", names: "sellerVat", ...free },
  { letters: "O", code: "O", names: "nobody", ...free, rate: "none" },
  { letters: "AF", code: "L", rate: "notNegative", ...taxed },
  { letters: "AG", code: "M", rate: "notNegative", ...taxed },
];
