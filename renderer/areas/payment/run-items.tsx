// Whom a run pays, how much, and what the bank booked of each.
import { useTranslation } from "react-i18next";
import type { PaymentRun } from "../../../shared/domain/payment-run/schema.ts";
import { returnReasonText } from "../../../shared/text/de/payment.ts";
import { formatDate, formatIban } from "../../../shared/text/format.ts";
import { Money } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";
import { RecordButton } from "../../components/record-button.tsx";

export function RunItems({ body }: { readonly body: PaymentRun }) {
  const { t } = useTranslation();
  const bankText = (invoice: string): string => {
    const own = Object.values(body.booked).filter((one) => one.invoice === invoice);
    const returned = own.find(({ kind }) => kind === "returned");
    if (returned !== undefined)
      return t("payment.run.returned", { date: formatDate(returned.on), reason: returnReasonText(returned.reason ?? "") });
    const [paid] = own;
    return paid === undefined ? t("payment.run.open") : t("payment.run.paid", { date: formatDate(paid.on) });
  };
  return (
    <Section title={t("payment.run.items")}>
      <div className="payment__wide">
        <table className="table payment-table">
          <caption className="visually-hidden">{t("payment.run.items")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("payment.run.payee")}</th>
              <th scope="col">{t("payment.run.iban")}</th>
              <th scope="col">{t("payment.run.remittance")}</th>
              <th scope="col">{t("payment.run.bank")}</th>
              <th scope="col" className="amount">
                {t("payment.run.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {body.items.map((item) => (
              <tr key={item.invoice}>
                <td>
                  {item.payee}
                  <span className="payment__until">
                    <RecordButton kind="invoice" id={item.invoice} subject={item.number} />
                  </span>
                </td>
                <td className="payment__iban">{formatIban(item.iban)}</td>
                <td>{item.remittance}</td>
                <td>{bankText(item.invoice)}</td>
                <td className="amount">
                  <Money cents={item.cents} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
