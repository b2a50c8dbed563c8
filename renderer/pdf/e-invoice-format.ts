// How values of an electronic invoice are written for a person. Must never round or mend: what is no number or no day is shown as it stands.
import { decimalOf } from "../../shared/einvoice/decimal.ts";
import { formatDate, formatIban } from "../../shared/text/format.ts";
import { unitCodes } from "../../shared/text/de/screens-einvoice.ts";
import { lookUp } from "../../shared/text/refusal-text.ts";
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";

type Amount = ReadEInvoice["invoice"]["totals"]["net"];
type Identifier = ReadEInvoice["invoice"]["object"];
type Quantity = ReadEInvoice["lines"][number]["quantity"];
type Period = ReadEInvoice["invoice"]["period"];

/** Money with two decimals, or with as many as are needed where there are more. */
export function amountText(amount: Amount): string | null {
  if (amount === null) return null;
  const { value, currency } = amount;
  const digits = decimalOf(value);
  if (digits === null) return [value, currency].filter((part) => part !== null && part !== "").join(" ");
  const places = Math.max(2, significantPlaces(value));
  return `${grouped(digits.toFixed(places))}\u00a0${currency === "EUR" || currency === null ? "€" : currency}`;
}

/** A plain number: without zeros behind the last decimal that counts. */
export function numberText(value: string): string {
  const digits = decimalOf(value);
  return digits === null ? value : grouped(digits.toFixed(significantPlaces(value)));
}

export function percentText(value: string | null): string | null {
  return value === null ? null : `${numberText(value)}\u00a0%`;
}

export function quantityText(quantity: Quantity): string | null {
  if (quantity === null) return null;
  const { value, unit } = quantity;
  return unit === null ? numberText(value) : `${numberText(value)}\u00a0${lookUp(unitCodes, unit) ?? unit}`;
}

/** `0204:04011000-12345-03`: the scheme tells two equal identifiers apart. */
export function identifierText(identifier: Identifier): string | null {
  if (identifier === null) return null;
  const { id, scheme, version } = identifier;
  const of = [scheme, version].filter((part) => part !== null && part !== undefined && part !== "").join(" ");
  return of === "" ? id : `${id} (${of})`;
}

export function dayText(day: string | null): string | null {
  return day === null ? null : formatDate(day);
}

export function periodText(period: Period): string | null {
  if (period === null) return null;
  const [start, end] = [dayText(period.start), dayText(period.end)];
  return start === null && end === null ? null : `${start ?? "…"} – ${end ?? "…"}`;
}

export function accountText(account: string | null): string | null {
  return account === null ? null : formatIban(account);
}

function significantPlaces(value: string): number {
  return /\.(\d*?)0*\s*$/u.exec(value)?.[1]?.length ?? 0;
}

function grouped(fixed: string): string {
  const [whole = "", fraction] = fixed.replace("-", "−").split(".");
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/gu, ".");
  return fraction === undefined ? thousands : `${thousands},${fraction}`;
}
