// What discount an invoice offers: what it saves, until when somebody has to order for it, and what was lost. It warns three working days ahead.
import { useTranslation } from "react-i18next";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { discountsOf } from "../../../shared/domain/invoice/discount.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { formatDate, formatMoney } from "../../../shared/text/format.ts";
import { rateText } from "../../../shared/text/terms-text.ts";
import { Message } from "../../components/messages.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";

export function DiscountNotice({ body }: { readonly body: Invoice }) {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  const orderedOn = body.order === undefined ? undefined : officeDateAt(Date.parse(body.order.at));
  const steps = discountsOf(body, today, orderedOn);
  // Of what can still be had the highest counts; else what was won; else what was lost.
  const shown = ["near", "open", "won", "lost"].flatMap((is) => steps.filter((step) => step.is === is))[0];
  if (shown === undefined) return null;
  const { rate, until, cents, orderBy, is } = shown;
  const words = {
    rate: rateText(rate),
    until: formatDate(until),
    orderBy: formatDate(orderBy),
    amount: formatMoney(cents, body.fields.currency ?? "EUR"),
  };
  return (
    <div className="own-steps">
      <Message tone={is === "near" ? "warning" : is === "won" ? "success" : "info"} title={t(`workflow.discount.${is}Title`, words)}>
        {t(`workflow.discount.${is}`, words)}
      </Message>
    </div>
  );
}
