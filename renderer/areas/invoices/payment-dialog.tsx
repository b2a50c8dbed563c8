// The cash office notes on which day the money went out, all of it or a part.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseCents } from "../../../shared/base/money.ts";
import { parseOfficeDate } from "../../../shared/base/office-date.ts";
import { payableOn } from "../../../shared/domain/invoice/payable.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { formatDate, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useQuery } from "../../desk/use-query.ts";
import type { RecordHandle } from "../../desk/use-record.ts";
import { AlikeMessage } from "./alike-message.tsx";

export interface PaymentDialogProps {
  readonly id: string;
  readonly body: Invoice;
  readonly handle: RecordHandle;
  readonly today: string;
  readonly onClose: () => void;
}

export function PaymentDialog({ id, body, handle, today, onClose }: PaymentDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const [text, setText] = useState(formatDate(today));
  const alike = (useQuery("duplicates", { id }).value ?? []).filter(({ standing }) => standing === "undecided");
  const paidOn = parseOfficeDate(text);
  const [amount, setAmount] = useState("");
  const { open } = payableOn(body, paidOn ?? today);
  const cents = amount.trim() === "" ? undefined : parseCents(amount);
  const amountWrong = cents === null || (cents !== undefined && (cents <= 0 || cents > open));
  const submit = async (): Promise<void> => {
    if (paidOn === null || cents === null || amountWrong) return;
    const args = { paidOn, ...(cents === undefined ? {} : { cents }) };
    if (await handle.submit("recordPayment", args, t("invoices.paid"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("invoices.payment.title")}
      closeLabel={t("common.close")}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" isPending={handle.busy} onPress={() => void submit()}>
            {t("invoices.payment.submit")}
          </Button>
        </>
      }
    >
      {alike.slice(0, 1).map((row) => (
        <AlikeMessage key={row.id} row={row} />
      ))}
      <TextField
        label={t("invoices.payment.paidOn")}
        description={t("invoices.payment.hint")}
        value={text}
        onChange={setText}
        ref={first}
        error={paidOn === null ? t("invoices.formatDate") : undefined}
      />
      {open > 0 && (
        <TextField
          label={t("payment.invoice.part")}
          description={t("payment.invoice.partHint", { amount: formatMoney(open) })}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
          numeric
          error={amountWrong ? t("payment.invoice.partWrong", { amount: formatMoney(open) }) : undefined}
        />
      )}
    </Dialog>
  );
}
