// The letter with which an invoice goes back: made of a template with what the invoice says, and free to be written otherwise before it is sent.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea, TextField } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export function ReturnDialog({ body, handle, onClose }: InvoiceProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const { actor, directory, today } = useSignedIn();
  const [reason, setReason] = useState("");
  const [written, setWritten] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { supplier, number, issueDate, gross, currency } = body.fields;
  const none = t("common.none");
  // Until somebody writes in the letter, it follows the reason.
  const letter =
    written ??
    t("workflow.back.template", {
      supplier: supplier ?? none,
      number: number ?? none,
      date: issueDate === null ? none : formatDate(issueDate),
      amount: gross === null ? none : formatMoney(gross, currency ?? "EUR"),
      reason: reason.trim() === "" ? none : reason.trim(),
      today: formatDate(today),
      town: directory?.townName ?? "",
      actor: actor.name,
      interpolation: { escapeValue: false },
    });
  const send = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === "" || letter.trim() === "") return;
    if (await handle.submit("returnToSupplier", { reason: reason.trim(), letter: letter.trim() }, t("workflow.back.done"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("workflow.back.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" isPending={handle.busy} onPress={() => void send()}>
            {t("workflow.back.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <TextField
          label={t("workflow.reason")}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          ref={first}
          error={tried && reason.trim() === "" ? t("workflow.reasonMissing") : undefined}
        />
        <TextArea
          label={t("workflow.back.letter")}
          description={t("workflow.back.letterHint")}
          value={letter}
          onChange={setWritten}
          maxLength={10_000}
          rows={14}
          error={tried && letter.trim() === "" ? t("workflow.back.letterMissing") : undefined}
        />
      </div>
    </Dialog>
  );
}
