// Small tables of an invoice (discounts, VAT per rate) as one text for drafts and inputs: rows parted by ";", cells by "|". Pure.
import { parseCents } from "../../shared/base/money.ts";
import { parseOfficeDate } from "../../shared/base/office-date.ts";
import type { Discount, VatLine } from "../../shared/domain/invoice/terms-schema.ts";
import { formatDate } from "../../shared/text/format.ts";
import { rateText } from "../../shared/text/terms-text.ts";
import { amountText } from "./amount-text.ts";

export type RowsName = "discounts" | "vatLines";
type Cells = readonly (readonly string[])[];

/** How many cells a row has. */
export const widthOfRow: Readonly<Record<RowsName, number>> = { discounts: 2, vatLines: 3 };

/** The text of a value as it is stored. */
export function textOfRows(rows: readonly (Discount | VatLine)[]): string {
  return textOfCells(
    rows.map((row) =>
      "until" in row ? [rateText(row.rate), formatDate(row.until)] : [rateText(row.rate), amountText(row.net), amountText(row.vat)],
    ),
  );
}

/** Cells as one text; empty rows at the end are none. */
export function textOfCells(cells: Cells): string {
  const plain = cells.map((row) => row.map((cell) => cell.replace(/[;|]/gu, "")));
  const last = plain.findLastIndex((row) => row.some((cell) => cell.trim() !== ""));
  return plain
    .slice(0, last + 1)
    .map((row) => row.join("|"))
    .join(";");
}

/** The cells of a text, each row as wide as its kind wants it. */
export function cellsOfText(name: RowsName, text: string): string[][] {
  if (text.trim() === "") return [];
  return text.split(";").map((row) => {
    const cells = row.split("|");
    return Array.from({ length: widthOfRow[name] }, (_, at) => cells[at] ?? "");
  });
}

/** The value of a text: null where all is empty, undefined where a cell is not written as it should be. */
export function rowsOfText(name: "vatLines", text: string): VatLine[] | null | undefined;
export function rowsOfText(name: RowsName, text: string): Discount[] | VatLine[] | null | undefined;
export function rowsOfText(name: RowsName, text: string): Discount[] | VatLine[] | null | undefined {
  const rows = cellsOfText(name, text).filter((row) => row.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) return null;
  if (name === "discounts") return complete(rows.map(discountOf), ({ until }) => until);
  return complete(rows.map(vatLineOf), ({ rate }) => String(10_000 - rate).padStart(5, "0"));
}

function complete<Row>(rows: readonly (Row | undefined)[], order: (row: Row) => string): Row[] | undefined {
  const whole = rows.filter((row) => row !== undefined);
  if (whole.length < rows.length) return undefined;
  return whole.toSorted((one, other) => (order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0));
}

function discountOf([rate = "", until = ""]: readonly string[]): Discount | undefined {
  const [hundredths, day] = [rateOf(rate), parseOfficeDate(until.trim())];
  return hundredths === undefined || hundredths === 0 || day === null ? undefined : { rate: hundredths, until: day };
}

function vatLineOf([rate = "", net = "", vat = ""]: readonly string[]): VatLine | undefined {
  const [hundredths, base, tax] = [rateOf(rate), parseCents(net.trim()), parseCents(vat.trim())];
  return hundredths === undefined || base === null || tax === null ? undefined : { rate: hundredths, net: base, vat: tax };
}

/** "2", "2,5", "19 %" in hundredths of a percent. */
function rateOf(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*%?$/u.exec(text.trim());
  return found === null ? undefined : Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}
