// Between an invoice's field and the text in its input: German writing in both directions. Pure.
import { parseCents } from "../../shared/base/money.ts";
import { parseOfficeDate } from "../../shared/base/office-date.ts";
import type { AllFieldName, AllFields } from "../../shared/domain/invoice/terms.ts";
import { formatDate, formatIban } from "../../shared/text/format.ts";
import { amountText } from "./amount-text.ts";
import { rowsOfText, textOfRows } from "./row-text.ts";

export type FieldValue = AllFields[AllFieldName];

const amounts: readonly AllFieldName[] = ["net", "vat", "gross"];
const dates: readonly AllFieldName[] = ["issueDate", "dueDate", "deliveryDate"];

export function fieldType(name: AllFieldName): "amount" | "date" | "text" | "rows" {
  if (name === "discounts" || name === "vatLines") return "rows";
  if (amounts.includes(name)) return "amount";
  return dates.includes(name) ? "date" : "text";
}

/** A value as the input shows it: "1.234,56", "24.11.2026", an IBAN in groups of four. */
export function textOfField(name: AllFieldName, value: FieldValue): string {
  if (value === null) return "";
  if (typeof value === "number") return amountText(value);
  if (typeof value !== "string") return textOfRows(value);
  if (name === "iban") return formatIban(value);
  return fieldType(name) === "date" ? formatDate(value) : value;
}

/** The value of a typed text; undefined where it is not written as the field wants it. Empty is null. */
export function fieldOfText(name: AllFieldName, text: string): FieldValue | undefined {
  const plain = text.trim();
  if (plain === "") return null;
  if (name === "discounts" || name === "vatLines") return rowsOfText(name, plain);
  const type = fieldType(name);
  if (type === "amount") return parseCents(plain) ?? undefined;
  if (type === "date") return parseOfficeDate(plain) ?? undefined;
  if (name === "iban" || name === "bic") return plain.replace(/\s/gu, "").toUpperCase();
  return name === "currency" ? plain.toUpperCase() : plain;
}
