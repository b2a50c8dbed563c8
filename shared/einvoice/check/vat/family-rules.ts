// The ten rules that every VAT category has: EN 16931-1, BR-S-01 to BR-S-10 and their likes.
import { amountOf, cents, decimalOf } from "../../decimal.ts";
import type { DecimalText, SemanticInvoice, VatBreakdown } from "../../model.ts";
import { taxFits } from "../breakdown-rules.ts";
import type { Place, Rule } from "../rule.ts";
import { given } from "../terms.ts";
import type { Names, VatFamily } from "./families.ts";
import { baseOf, isUsed, taxedIn, type Taxed } from "./taxed.ts";

type Broken = (taxed: Taxed, invoice: SemanticInvoice) => readonly Place[];

/** The rules of a category, in the order of their numbers. */
export function rulesOf(family: VatFamily): readonly Rule[] {
  const { letters, code, names } = family;
  const rule = (number: string, broken: Broken): Rule => ({
    id: `BR-${letters}-${number}`,
    severity: "fatal",
    broken: (invoice) => broken(taxedIn(code, invoice), invoice),
  });
  return [
    rule("01", (taxed) => groupMissing(family, taxed)),
    rule("02", ({ lines }, invoice) => (lines.length === 0 ? [] : wrongNames(names, invoice))),
    rule("03", ({ allowances }, invoice) => (allowances.length === 0 ? [] : wrongNames(names, invoice))),
    rule("04", ({ charges }, invoice) => (charges.length === 0 ? [] : wrongNames(names, invoice))),
    rule("05", ({ lines }) => lines.flatMap(({ entry, index }) => wrongRate(family, "BT-152", entry.vat?.rate ?? null, index))),
    rule("06", ({ allowances }) => allowances.flatMap(({ entry, index }) => wrongRate(family, "BT-96", entry.vatRate, index))),
    rule("07", ({ charges }) => charges.flatMap(({ entry, index }) => wrongRate(family, "BT-103", entry.vatRate, index))),
    rule("08", (taxed) => taxed.groups.flatMap(({ entry, index }) => wrongBase(family, taxed, entry, index))),
    rule("09", ({ groups }) => groups.flatMap(({ entry, index }) => wrongTax(family, entry, index))),
    rule("10", ({ groups }) =>
      groups.flatMap(({ entry, index }) => (hasReason(entry) === family.reason ? [] : [{ term: "BT-120", index } as const])),
    ),
  ];
}

function groupMissing({ byRate }: VatFamily, taxed: Taxed): readonly Place[] {
  const { length } = taxed.groups;
  const enough = byRate ? length > 0 : length === 1;
  return enough || (length === 0 && !isUsed(taxed)) ? [] : [{ term: "BG-23" }];
}

/** What has to be said, or for what is not taxable must not be said, about seller, tax representative and buyer. */
function wrongNames(names: Names, { seller, buyer, taxRepresentative }: SemanticInvoice): readonly Place[] {
  const vat = given(seller.vatId) || given(taxRepresentative?.vatId);
  if (names === "nobody")
    return [
      ...(given(seller.vatId) ? [{ term: "BT-31" } as const] : []),
      ...(given(taxRepresentative?.vatId) ? [{ term: "BT-63" } as const] : []),
      ...(given(buyer.vatId) ? [{ term: "BT-48" } as const] : []),
    ];
  const bySellerVat = names === "sellerVat" || names === "sellerVatAndBuyerVat";
  const seller31 = vat || (!bySellerVat && given(seller.taxNumber));
  const buyer48 =
    names === "sellerVatAndBuyerVat"
      ? given(buyer.vatId)
      : names !== "sellerTaxAndBuyer" || given(buyer.vatId) || given(buyer.registration?.id);
  return [...(seller31 ? [] : [{ term: "BT-31" } as const]), ...(buyer48 ? [] : [{ term: "BT-48" } as const])];
}

/** A missing rate is none where the category has one; that it must be there is the breakdown's rule. */
function wrongRate({ rate: wanted }: VatFamily, term: Place["term"], rate: DecimalText | null, index: number): readonly Place[] {
  const number = decimalOf(rate);
  const right = {
    none: !given(rate),
    zero: number?.eq(0) ?? false,
    aboveZero: number?.gt(0) ?? false,
    notNegative: number?.gte(0) ?? false,
  }[wanted];
  return right ? [] : [{ term, index, values: { stated: rate ?? "–" } }];
}

/** By rate the publishers allow less than one unit of the currency in between, else nothing. */
function wrongBase({ byRate }: VatFamily, taxed: Taxed, { base, rate }: VatBreakdown, index: number): readonly Place[] {
  const stated = amountOf(base);
  if (stated === null) return [];
  const computed = cents(byRate ? baseOf(taxed, rate) : baseOf(taxed));
  const off = stated.minus(computed).abs();
  if (byRate ? off.lt(1) : off.eq(0)) return [];
  return [{ term: "BT-116", index, values: { stated: stated.toString(), computed: computed.toString() } }];
}

function wrongTax({ byRate }: VatFamily, { amount, base, rate }: VatBreakdown, index: number): readonly Place[] {
  const [stated, basis, percent] = [amountOf(amount), amountOf(base), decimalOf(rate)];
  if (stated === null || (byRate && (basis === null || percent === null))) return [];
  const fits = byRate && basis !== null && percent !== null ? taxFits(stated, basis, percent) : stated.eq(0);
  const computed = byRate && basis !== null && percent !== null ? cents(basis.times(percent).div(100)).toString() : "0";
  return fits ? [] : [{ term: "BT-117", index, values: { stated: stated.toString(), computed } }];
}

function hasReason({ exemptionReason, exemptionCode }: VatBreakdown): boolean {
  return given(exemptionReason) || given(exemptionCode);
}
