// What both syntaxes of e-invoices write alike, from an element to a value of the semantic model; never completed, never corrected.
import { isOfficeDate } from "../../shared/base/office-date.ts";
import type { AmountText, DayText, Identifier, Quantity } from "../../shared/einvoice/model.ts";
import { attributeOf, writtenOf, type XmlElement } from "./xml-element.ts";

export function amountIn(element: XmlElement | undefined): AmountText | null {
  const value = writtenOf(element);
  return value === null ? null : { value, currency: attributeOf(element, "currencyID") };
}

export function quantityIn(element: XmlElement | undefined): Quantity | null {
  const value = writtenOf(element);
  return value === null ? null : { value, unit: attributeOf(element, "unitCode") };
}

/** An identifier with its scheme, which some elements call by another name. */
export function identifierIn(element: XmlElement | undefined, scheme = "schemeID"): Identifier | null {
  const id = writtenOf(element);
  return id === null ? null : { id, scheme: attributeOf(element, scheme) };
}

/** BT-158 with the list of classes and its version. */
export function classificationsIn(codes: readonly XmlElement[]): readonly Identifier[] {
  return present(codes.map((code) => identifierIn(code, "listID"))).map((found, index) => {
    const version = attributeOf(codes[index], "listVersionID");
    return version === null ? found : { ...found, version };
  });
}

/** The day a text begins with: an `xs:date` may carry a time zone, `YYYYMMDD` is what CII calls format 102. Any other text stays. */
export function dayOf(text: string | null): DayText | null {
  const [, year = "", , month = "", day = ""] = /^(\d{4})(-?)(\d{2})\2(\d{2})/u.exec(text ?? "") ?? [];
  const iso = `${year}-${month}-${day}`;
  return isOfficeDate(iso) ? iso : text;
}

/** Several texts of one term, a line each; null where there is none. */
export function lines(texts: readonly (string | null)[]): string | null {
  const given = present(texts);
  return given.length === 0 ? null : given.join("\n");
}

/** A group, or null where the document gives none of its terms. */
export function orNull<Group extends object>(group: Group): Group | null {
  const given = Object.values(group).some((term) => term !== null && !(Array.isArray(term) && term.length === 0));
  return given ? group : null;
}

/** What is there of a list. */
export function present<T>(list: readonly (T | null)[]): readonly T[] {
  return list.filter((entry) => entry !== null);
}

/**
 * BT-110 and BT-111: which of the VAT totals is that of the invoice's currency (BT-5) and which that of the accounting currency (BT-6);
 * either may stand first.
 */
export function vatTotals<T>(
  totals: readonly T[],
  currencyOf: (total: T) => string | null,
  currency: string | null,
  vatCurrency: string | null,
): { readonly inInvoiceCurrency: T | undefined; readonly inAccountingCurrency: T | undefined } {
  const foreign = (total: T): boolean => vatCurrency !== null && vatCurrency !== currency && currencyOf(total) === vatCurrency;
  const inInvoiceCurrency =
    totals.find((total) => currency !== null && currencyOf(total) === currency) ?? totals.find((total) => !foreign(total));
  const others = totals.filter((total) => total !== inInvoiceCurrency);
  return {
    inInvoiceCurrency,
    inAccountingCurrency: vatCurrency === null ? undefined : others.find((total) => currencyOf(total) === vatCurrency),
  };
}
