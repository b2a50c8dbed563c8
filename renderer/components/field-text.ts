// Between an invoice's field and the text in its input: German writing in both directions. Pure.
import { parseCents } from "../../shared/base/money.ts";
import { parseOfficeDate } from "../../shared/base/office-date.ts";
import type { InvoiceFieldName, InvoiceFields } from "../../shared/domain/invoice/schema.ts";
import { formatDate, formatIban } from "../../shared/text/format.ts";

export type FieldValue = InvoiceFields[InvoiceFieldName];

const amounts: readonly InvoiceFieldName[] = ["net", "vat", "gross"];
const dates: readonly InvoiceFieldName[] = ["issueDate", "dueDate"];

export function fieldType(name: InvoiceFieldName): "amount" | "date" | "text" {
  if (amounts.includes(name)) return "amount";
  return dates.includes(name) ? "date" : "text";
}

/** A value as the input shows it: "1.234,56", "24.11.2026", an IBAN in groups of four. */
export function textOfField(name: InvoiceFieldName, value: FieldValue): string {
  if (value === null) return "";
  if (typeof value === "number") return amountText(value);
  if (name === "iban") return formatIban(value);
  return fieldType(name) === "date" ? formatDate(value) : value;
}

/** The value of a typed text; undefined where it is not written as the field wants it. Empty is null. */
export function fieldOfText(name: InvoiceFieldName, text: string): FieldValue | undefined {
  const plain = text.trim();
  if (plain === "") return null;
  const type = fieldType(name);
  if (type === "amount") return parseCents(plain) ?? undefined;
  if (type === "date") return parseOfficeDate(plain) ?? undefined;
  if (name === "iban" || name === "bic") return plain.replace(/\s/gu, "").toUpperCase();
  return name === "currency" ? plain.toUpperCase() : plain;
}

function amountText(cents: number): string {
  const digits = Math.abs(cents).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/gu, ".");
  return `${cents < 0 ? "-" : ""}${whole},${digits.slice(-2)}`;
}
