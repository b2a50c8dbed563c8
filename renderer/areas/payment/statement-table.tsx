// Entries of a statement that stand alike: day, other side, text, amount, and which payment each is.
import { useTranslation } from "react-i18next";
import type { MatchedRow } from "../../../shared/desk/payment-calls.ts";
import { returnReasonText } from "../../../shared/text/de/payment.ts";
import { formatDate, formatIban } from "../../../shared/text/format.ts";
import { Money } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";

interface StatementTableProps {
  readonly title: string;
  readonly hint?: string;
  readonly rows: readonly MatchedRow[];
}

export function StatementTable({ title, hint, rows }: StatementTableProps) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <Section title={title} aside={<span className="muted">{t("payment.statement.count", { count: rows.length })}</span>}>
      {hint !== undefined && <p className="muted">{hint}</p>}
      <div className="payment__wide">
        <table className="table payment-table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("payment.statement.day")}</th>
              <th scope="col">{t("payment.statement.other")}</th>
              <th scope="col">{t("payment.statement.text")}</th>
              <th scope="col">{t("payment.statement.is")}</th>
              <th scope="col" className="amount">
                {t("payment.statement.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.entry.entry}>
                <td>{formatDate(row.entry.on)}</td>
                <td>
                  {row.entry.name ?? t("payment.statement.unknown")}
                  {row.entry.iban !== null && <span className="payment__until payment__iban">{formatIban(row.entry.iban)}</span>}
                </td>
                <td>{row.entry.text}</td>
                <td>
                  <Standing row={row} />
                </td>
                <td className="amount">
                  <Money cents={row.entry.debit ? -row.entry.cents : row.entry.cents} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Standing({ row }: { readonly row: MatchedRow }) {
  const { t } = useTranslation();
  if (row.by === null) return <span className="muted">–</span>;
  const run = row.runNumber ?? "";
  const text =
    row.settles.length > 1
      ? t("payment.statement.batch", { count: row.settles.length, run })
      : row.entry.debit
        ? t("payment.statement.paid", { run })
        : t("payment.statement.returned", { run, reason: returnReasonText(row.entry.returned ?? "") });
  return (
    <>
      {text}
      <span className="payment__until">{t(`payment.statement.by.${row.by}`)}</span>
    </>
  );
}
