// The entries of one book, a line each; amounts at the right edge in columns of figures.
import { useTranslation } from "react-i18next";
import type { BookName, LedgerRow } from "../../../shared/desk/ledger-calls.ts";
import { ledger } from "../../../shared/text/de/screens-bookings.ts";
import { formatMoney } from "../../../shared/text/format.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { classNames } from "../../components/class-names.ts";
import { books, type Cell } from "./import/books.ts";

export function LedgerTable({ book, rows }: { readonly book: BookName; readonly rows: readonly LedgerRow[] }) {
  const { t } = useTranslation();
  const columns = books[book].columns;
  const budget = book === "budgetLine";
  return (
    <table className="table ledger-table">
      <caption className="visually-hidden">{t(`ledger.names.${book}`)}</caption>
      <thead>
        <tr>
          {columns.map(({ field, type }) => (
            <th key={field} scope="col" className={classNames(type === "amount" && "ledger-table__amount")}>
              {fieldName(field)}
            </th>
          ))}
          {budget && (
            <>
              <th scope="col" className="ledger-table__amount">
                {t("ledger.fields.reserved")}
              </th>
              <th scope="col" className="ledger-table__amount">
                {t("ledger.fields.available")}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, fields, reserved }) => {
          const available = Number(fields["planned"] ?? 0) - reserved;
          return (
            <tr key={id}>
              {columns.map(({ field, type }) => (
                <td key={field} className={classNames(type === "amount" && "ledger-table__amount")}>
                  {cellText(type, fields[field] ?? null, t("ledger.none"))}
                </td>
              ))}
              {budget && (
                <>
                  <td className="ledger-table__amount">{formatMoney(reserved)}</td>
                  <td className={classNames("ledger-table__amount", available < 0 && "ledger-table__amount--over")}>
                    {formatMoney(available)}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A field's German name; each column of a book has one. */
export function fieldName(field: string): string {
  return lookUp(ledger.fields, field) ?? field;
}

export function cellText(type: string, value: Cell, none: string): string {
  if (value === null || value === "") return none;
  return type === "amount" ? formatMoney(Number(value)) : String(value);
}
