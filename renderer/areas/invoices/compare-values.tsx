// What two invoices say, line beside line, and what the rule of duplicates makes of it: equal, different, or taken for one another.
import { useTranslation } from "react-i18next";
import { sameJson } from "../../../shared/base/canonical-json.ts";
import { factsOf } from "../../../shared/domain/invoice/duplicates.ts";
import { formOf } from "../../../shared/domain/invoice/form.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { allFieldNames, allFieldsOf, type AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { invoiceFieldLabels, states } from "../../../shared/text/de/domain.ts";
import { record } from "../../../shared/text/de/screens-record.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { fieldValueText } from "../../../shared/text/history.ts";
import { lookUp, personName } from "../../../shared/text/refusal-text.ts";
import { Icon } from "../../components/icon.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";

type Verdict = "equal" | "alike" | "unequal";

interface Row {
  readonly label: string;
  readonly texts: readonly [string, string];
  /** Undefined where being unlike says nothing. */
  readonly verdict: Verdict | undefined;
}

const rowLooks = { equal: "", alike: " compare__row--unequal", unequal: " compare__row--unequal" } as const;

export function CompareValues({ one, other }: { readonly one: Invoice; readonly other: Invoice }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const [here, there] = [allFieldsOf(one), allFieldsOf(other)];
  const { agree, differ } = factsOf(one, other);
  const verdictOf = (name: AllFieldName): Verdict => {
    // Where the rule knows the fact it decides: paper and XML write the same number with other blanks.
    if (name === "number" && agree.includes("numberAlike")) return "alike";
    if (agree.some((fact) => fact === name)) return "equal";
    if (differ.some((fact) => fact === name)) return "unequal";
    return sameJson(here[name], there[name]) ? "equal" : "unequal";
  };
  const arrived = ({ arrivals: [first], receivedAt }: Invoice): string =>
    [formatDateTime(receivedAt), lookUp(record.arrival.channels, first?.channel ?? "") ?? "", personName(first?.by ?? "", directory)]
      .filter((part) => part !== "")
      .join(", ");
  const formText = (invoice: Invoice): string => {
    const { form, byMail } = formOf(invoice);
    const text = t(`invoices.duplicate.forms.${form}`);
    return byMail ? t("invoices.duplicate.byMail", { form: text }) : text;
  };
  const pagesOf = ({ pages }: Invoice): string =>
    pages === undefined ? t("invoices.duplicate.allPages") : pages.shown.map(({ page }) => page).join(", ");
  const says = (label: string, text: (invoice: Invoice) => string): Row => ({ label, texts: [text(one), text(other)], verdict: undefined });
  const rows: readonly Row[] = [
    says(t("invoices.duplicate.form"), formText),
    ...allFieldNames.flatMap((name): readonly Row[] => {
      const [left, right] = [here[name], there[name]];
      if (left === null && right === null) return [];
      const texts = [fieldValueText(name, left), fieldValueText(name, right)] as const;
      return [{ label: invoiceFieldLabels[name] ?? name, texts, verdict: verdictOf(name) }];
    }),
    says(t("record.arrival.file"), ({ document }) => document.name),
    ...(agree.includes("pages") ? [says(t("invoices.duplicate.pages"), pagesOf)] : []),
    says(t("invoices.duplicate.arrived"), arrived),
    says(t("invoices.duplicate.state"), ({ state }) => states[state] ?? ""),
  ];
  return (
    <table className="compare__values">
      <thead>
        <tr>
          <th scope="col">{t("invoices.duplicate.field")}</th>
          <th scope="col">{t("invoices.duplicate.here")}</th>
          <th scope="col">{t("invoices.duplicate.there")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, texts, verdict }) => (
          <tr key={label} className={`compare__row${verdict === undefined ? "" : rowLooks[verdict]}`}>
            <th scope="row">
              {label}
              {verdict === undefined ? null : (
                <span className="compare__mark">
                  <Icon name={verdict === "equal" ? "check" : "warning"} size={12} />
                  {t(`invoices.duplicate.${verdict}`)}
                </span>
              )}
            </th>
            <td>{texts[0]}</td>
            <td>{texts[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
