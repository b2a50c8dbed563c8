// The budget lines that bookings draw on, with what is left of each; a line that does not suffice says so.
import { useTranslation } from "react-i18next";
import type { Booking } from "../../../../shared/domain/invoice/bookings-schema.ts";
import type { Invoice } from "../../../../shared/domain/invoice/schema.ts";
import { formatMoney } from "../../../../shared/text/format.ts";
import { Icon } from "../../../components/icon.tsx";
import { Message } from "../../../components/messages.tsx";
import { useSignedIn } from "../../../desk/use-session.tsx";
import { drawnOn, useLedger, type Drawn, type Ledger } from "./use-ledger.ts";

const isOver = ({ cents, available }: Drawn): boolean => cents > 0 && cents > available;

function useLineName(): (drawn: Drawn) => string {
  const { t } = useTranslation();
  return ({ line: { fields } }) => {
    const name = t("bookings.budget.line", { code: fields.code, year: String(fields.year) });
    return fields.costCentre === null ? name : `${name}, ${t("bookings.budget.centre", { number: fields.costCentre })}`;
  };
}

export interface BudgetListProps {
  readonly ledger: Ledger;
  readonly body: Invoice;
  readonly lines: readonly Booking[];
}

export function BudgetList({ ledger, body, lines }: BudgetListProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const nameOf = useLineName();
  const drawn = directory?.policy.budgetCheck === "off" ? [] : drawnOn(ledger, body, lines);
  if (drawn.length === 0) return null;
  return (
    <ul className="budget-list" aria-label={t("bookings.budget.title")}>
      {drawn.map((one) => (
        <li key={one.line.id} className={isOver(one) ? "budget-list__line budget-list__line--over" : "budget-list__line"}>
          <Icon name={isOver(one) ? "warning" : "check"} size={13} />
          <span className="budget-list__name">
            {nameOf(one)} {one.line.fields.name ?? ""}
          </span>
          <span className="budget-list__amounts">
            {t("bookings.budget.available", { available: formatMoney(one.available), planned: formatMoney(one.line.fields.planned) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Before somebody signs: which budget lines do not suffice, with figures, and what that means here. */
export function BudgetWarning({ body }: { readonly body: Invoice }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const ledger = useLedger();
  const nameOf = useLineName();
  const check = directory?.policy.budgetCheck ?? "warn";
  const over = ledger === undefined ? [] : drawnOn(ledger, body).filter(isOver);
  if (check === "off" || over.length === 0) return null;
  return (
    <Message tone={check === "block" ? "danger" : "warning"} title={t("bookings.budget.overTitle")}>
      {over.map((one) => (
        <p key={one.line.id}>
          {t("bookings.budget.over", { line: nameOf(one), available: formatMoney(one.available), amount: formatMoney(one.cents) })}
        </p>
      ))}
      <p>{t(`bookings.budget.${check}`)}</p>
    </Message>
  );
}
