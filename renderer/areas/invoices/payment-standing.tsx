// How far an invoice is with the cash office: in a run, paid in part, or come back from the bank. Nothing where none of it is.
import { useTranslation } from "react-i18next";
import { payableOn } from "../../../shared/domain/invoice/payable.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { returnReasonText } from "../../../shared/text/de/payment.ts";
import { formatMoney } from "../../../shared/text/format.ts";
import { Message } from "../../components/messages.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";

export function PaymentStanding({ body }: { readonly body: Invoice }) {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  if (body.payment !== undefined) return null;
  const parts = Object.values(body.payments ?? {}).sort((one, two) => one.at.localeCompare(two.at));
  const { paid, open } = payableOn(body, today);
  const back = parts.findLast(({ cents }) => cents < 0);
  const lines = [
    ...(body.inRun === undefined ? [] : [t("payment.invoice.inRun", { number: body.inRun.number })]),
    ...(paid === 0 ? [] : [t("payment.invoice.partly", { paid: formatMoney(paid), owed: formatMoney(paid + open) })]),
    ...(back === undefined ? [] : [t("payment.invoice.returned", { reason: returnReasonText(back.returned ?? "") })]),
  ];
  if (lines.length === 0) return null;
  return (
    <div className="own-steps">
      <Message tone={back === undefined ? "info" : "warning"} title={t("payment.invoice.title")}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Message>
    </div>
  );
}
