// The picture of an electronic invoice beside its XML, which is the one that counts: what differs side by side, the rest in a line.
import { useTranslation } from "react-i18next";
import type { ReadEInvoice } from "../../../shared/desk/einvoice-calls.ts";
import { formatDate, formatIban } from "../../../shared/text/format.ts";
import { termLabel } from "../../../shared/text/einvoice-text.ts";
import { Icon } from "../../components/icon.tsx";
import { Message } from "../../components/messages.tsx";
import { amountText } from "../../pdf/e-invoice-format.ts";

type Difference = ReadEInvoice["differences"][number];

export function EInvoiceComparison({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useTranslation();
  const of = (verdict: Difference["verdict"]): readonly Difference[] => differences.filter((one) => one.verdict === verdict);
  const [different, same, notFound] = [of("different"), of("same"), of("notFound")];
  return (
    <>
      {different.length > 0 && (
        <Message tone="warning" title={t("eInvoice.differs", { count: different.length })}>
          <p>{t("eInvoice.differsHint")}</p>
          <table className="e-invoice-comparison">
            <caption className="visually-hidden">{t("eInvoice.comparison")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("eInvoice.field")}</th>
                <th scope="col">{t("eInvoice.inXml")}</th>
                <th scope="col">{t("eInvoice.inPdf")}</th>
              </tr>
            </thead>
            <tbody>
              {different.map(({ term, xml, pdf }) => (
                <tr key={`${term} ${xml}`}>
                  <th scope="row">{termLabel(term)}</th>
                  <td className="strong">{written(term, xml)}</td>
                  <td>{pdf === null ? t("eInvoice.none") : written(term, pdf)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Message>
      )}
      {same.length > 0 && (
        <p className="e-invoice-comparison__line">
          <Icon name="check" size={14} />
          <span>{t("eInvoice.same", { fields: names(same) })}</span>
        </p>
      )}
      {notFound.length > 0 && (
        <p className="e-invoice-comparison__line">
          <Icon name="eye" size={14} />
          <span>{t("eInvoice.notFound", { fields: names(notFound) })}</span>
        </p>
      )}
    </>
  );
}

function names(differences: readonly Difference[]): string {
  return [...new Set(differences.map(({ term }) => termLabel(term)))].join(", ");
}

function written(term: Difference["term"], value: string): string {
  switch (term) {
    case "BT-2":
    case "BT-9":
      return formatDate(value);
    case "BT-84":
      return formatIban(value);
    case "BT-109":
    case "BT-110":
    case "BT-112":
      return amountText({ value, currency: null }) ?? value;
    default:
      return value;
  }
}
