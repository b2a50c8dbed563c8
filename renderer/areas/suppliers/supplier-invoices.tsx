// The newest invoices of a supplier that lie on this device, each a way to the invoice.
import { useTranslation } from "react-i18next";
import { states } from "../../../shared/text/de/domain.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { Money } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";
import { RecordButton } from "../../components/record-button.tsx";
import { useQuery } from "../../desk/use-query.ts";

const limit = 20;

export function SupplierInvoices({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { value } = useQuery("supplierInvoices", { id, limit });
  if (value === undefined) return null;
  const further = value.total - value.rows.length;
  return (
    <Section title={t("suppliers.invoices.title")}>
      {value.rows.length === 0 ? (
        <p className="muted">{t("suppliers.invoices.none")}</p>
      ) : (
        <table className="table supplier-invoices">
          <caption className="visually-hidden">{t("suppliers.invoices.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("suppliers.invoices.number")}</th>
              <th scope="col">{t("suppliers.invoices.date")}</th>
              <th scope="col" className="supplier-invoices__gross">
                {t("suppliers.invoices.gross")}
              </th>
              <th scope="col">{t("suppliers.invoices.state")}</th>
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <RecordButton kind="invoice" id={row.id} subject={row.number ?? t("suppliers.invoices.open")} />
                </td>
                <td>{row.issueDate === null ? t("suppliers.none") : formatDate(row.issueDate)}</td>
                <td className="supplier-invoices__gross">
                  {row.gross === null ? t("suppliers.none") : <Money cents={row.gross} currency={row.currency} />}
                </td>
                <td>{states[row.state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {further > 0 && <p className="muted">{t("suppliers.invoices.more", { count: further })}</p>}
    </Section>
  );
}
