// A layout of the evaluation set, and the writings that layouts share. A layout says which facts it leaves out; what it draws is the truth.
import type { OfficeDate } from "../../shared/base/office-date.ts";
import type { Cents } from "../../shared/base/money.ts";
import { formatDate, formatIban, formatLongDate, formatMoney } from "../../shared/text/format.ts";
import type { PlacedText, TestType } from "../../scanner-inbox/read/pdf-for-tests.ts";
import type { PaperFacts } from "./paper-facts.ts";

/** The fields that are scored. */
export const scoredFields = [
  "kind",
  "number",
  "issueDate",
  "deliveryDate",
  "dueDate",
  "discounts",
  "supplier",
  "supplierVatId",
  "supplierTaxNumber",
  "customerNumber",
  "orderReference",
  "buyerReference",
  "iban",
  "bic",
  "net",
  "vat",
  "vatLines",
  "gross",
] as const;
export type ScoredField = (typeof scoredFields)[number];

export type PaperLayout = {
  readonly name: string;
  readonly kind?: "creditNote" | "reminder";
  readonly type?: TestType;
  /** Lines of goods at most, and the VAT rates that may occur. */
  readonly most: number;
  readonly rates: readonly number[];
  /** What the paper does not say. */
  readonly omits: readonly ScoredField[];
  readonly draw: (facts: PaperFacts) => readonly (readonly PlacedText[])[];
};

/** "1.234,56", with a minus for what is negative. */
export const money = (cents: Cents): string =>
  formatMoney(cents)
    .replace(/[\u00a0\s]*€$/u, "")
    .replace("−", "-");
/** "1 234,56" */
export const spaced = (cents: Cents): string => money(cents).replaceAll(".", " ");
/** "1234.56" */
export const machine = (cents: Cents): string => (cents / 100).toFixed(2);
/** "1'234.56" as Swiss senders write. */
export const swiss = (cents: Cents): string => money(cents).replaceAll(".", "'").replace(",", ".");
/** "3.9.26" */
export const brief = (date: OfficeDate): string => `${Number(date.slice(8))}.${Number(date.slice(5, 7))}.${date.slice(2, 4)}`;
/** "2 %", "1,5 %" */
export const percent = (hundredths: number): string => `${String(hundredths / 100).replace(".", ",")} %`;
export const day = formatDate;
export const longDay = formatLongDate;
export const inFours = formatIban;

/** Texts one under the other. */
export function column(x: number, top: number, step: number, texts: readonly string[], size?: number): PlacedText[] {
  return texts.map((text, index): PlacedText => (size === undefined ? [x, top + index * step, text] : [x, top + index * step, text, size]));
}

/** Where the drawing is after so many steps. */
export const after = (top: number, step: number, count: number): number => top + step * count;

/** The town hall the papers are sent to. */
export const town = { name: "Samtgemeinde Bevensen-Ebstorf", street: "Lindenstraße 1", place: "29549 Bad Bevensen" } as const;
