// Who is named in an invoice, and how: EN 16931-1, seller (BG-4), buyer (BG-7), payee (BG-10) and tax representative (BG-11).
import { countries } from "../codes/countries.ts";
import type { Rule } from "./rule.ts";
import { given, once, required, requiredIf, right } from "./terms.ts";

/** Greece writes EL before its VAT identifiers where ISO 3166 says GR. */
function hasCountryPrefix(vatId: string): boolean {
  const prefix = vatId.trim().slice(0, 2);
  return prefix === "EL" || countries.has(prefix);
}

export const partyRules: readonly Rule[] = [
  required("BR-06", "BT-27", ({ seller }) => given(seller.name)),
  required("BR-07", "BT-44", ({ buyer }) => given(buyer.name)),
  required("BR-08", "BG-5", ({ seller }) => seller.address !== null),
  requiredIf(
    "BR-09",
    "BT-40",
    ({ seller }) => seller.address,
    ({ country }) => given(country),
  ),
  required("BR-10", "BG-8", ({ buyer }) => buyer.address !== null),
  requiredIf(
    "BR-11",
    "BT-55",
    ({ buyer }) => buyer.address,
    ({ country }) => given(country),
  ),
  requiredIf(
    "BR-17",
    "BT-59",
    ({ payee }) => payee,
    ({ name }) => given(name),
  ),
  requiredIf(
    "BR-18",
    "BT-62",
    ({ taxRepresentative }) => taxRepresentative,
    ({ name }) => given(name),
  ),
  requiredIf(
    "BR-19",
    "BG-12",
    ({ taxRepresentative }) => taxRepresentative,
    ({ address }) => address !== null,
  ),
  requiredIf(
    "BR-20",
    "BT-69",
    ({ taxRepresentative }) => taxRepresentative?.address ?? null,
    ({ country }) => given(country),
  ),
  requiredIf(
    "BR-56",
    "BT-63",
    ({ taxRepresentative }) => taxRepresentative,
    ({ vatId }) => given(vatId),
  ),
  requiredIf(
    "BR-62",
    "BT-34",
    ({ seller }) => seller.electronicAddress,
    ({ scheme }) => given(scheme),
  ),
  requiredIf(
    "BR-63",
    "BT-49",
    ({ buyer }) => buyer.electronicAddress,
    ({ scheme }) => given(scheme),
  ),
  right(
    "BR-CO-09",
    [
      once("BT-31", ({ seller }) => seller.vatId),
      once("BT-63", ({ taxRepresentative }) => taxRepresentative?.vatId),
      once("BT-48", ({ buyer }) => buyer.vatId),
    ],
    hasCountryPrefix,
    (vatId) => vatId,
  ),
  // The creditor identifier of a direct debit (BT-90) counts: in UBL it is one of the seller's identifiers.
  required(
    "BR-CO-26",
    "BT-29",
    ({ seller, paymentMeans }) =>
      seller.identifiers.some(({ id }) => given(id)) ||
      given(seller.registration?.id) ||
      given(seller.vatId) ||
      paymentMeans.some(({ directDebit }) => given(directDebit?.creditor)),
  ),
];
