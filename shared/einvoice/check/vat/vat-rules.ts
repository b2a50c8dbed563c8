// All rules about VAT categories: the ten that each has, and what single categories ask on top.
import type { SemanticInvoice } from "../../model.ts";
import type { Place, Rule } from "../rule.ts";
import { given } from "../terms.ts";
import { vatFamilies } from "./families.ts";
import { rulesOf } from "./family-rules.ts";
import { isUsed, taxedIn, type Taxed } from "./taxed.ts";

function onTop(id: string, code: string, broken: (taxed: Taxed, invoice: SemanticInvoice) => readonly Place[]): Rule {
  return { id, severity: "fatal", broken: (invoice) => broken(taxedIn(code, invoice), invoice) };
}

/** Everything in one of the lists that is of another category, where the breakdown has one that is not taxable. */
function besides(id: string, term: Place["term"], categories: (invoice: SemanticInvoice) => readonly (string | null | undefined)[]): Rule {
  return onTop(id, "O", ({ groups }, invoice) =>
    groups.length === 0
      ? []
      : categories(invoice).flatMap((category, index) => (category?.trim() === "O" || !given(category) ? [] : [{ term, index }])),
  );
}

/** The Italian split payment is for invoices within Italy. */
const isItalian = ({ seller, buyer }: SemanticInvoice): boolean =>
  seller.address?.country?.trim() === "IT" && buyer.address?.country?.trim() === "IT";

const singleRules: readonly Rule[] = [
  onTop("BR-IC-11", "K", ({ groups }, { delivery, period }) =>
    groups.length === 0 || given(delivery?.date) || given(period?.start) || given(period?.end) ? [] : [{ term: "BT-72" }],
  ),
  onTop("BR-IC-12", "K", ({ groups }, { delivery }) =>
    groups.length === 0 || given(delivery?.address?.country) ? [] : [{ term: "BT-80" }],
  ),
  besides("BR-O-11", "BT-118", ({ vatBreakdown }) => vatBreakdown.map(({ category }) => category)),
  besides("BR-O-12", "BT-151", ({ lines }) => lines.map(({ vat }) => vat?.category)),
  besides("BR-O-13", "BT-95", ({ allowances }) => allowances.map(({ vatCategory }) => vatCategory)),
  besides("BR-O-14", "BT-102", ({ charges }) => charges.map(({ vatCategory }) => vatCategory)),
  onTop("BR-B-01", "B", (taxed, invoice) =>
    (taxed.groups.length === 0 && !isUsed(taxed)) || isItalian(invoice) ? [] : [{ term: "BT-118" }],
  ),
  onTop("BR-B-02", "B", (taxed, invoice) => {
    const standard = taxedIn("S", invoice);
    return (taxed.groups.length > 0 || isUsed(taxed)) && (standard.groups.length > 0 || isUsed(standard)) ? [{ term: "BT-118" }] : [];
  }),
];

export const vatRules: readonly Rule[] = [...vatFamilies.flatMap(rulesOf), ...singleRules];
