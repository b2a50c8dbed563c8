// The moment of signing: the exact words, what they are about, and what they are bound to.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { paymentDigest } from "../../../shared/domain/invoice/schema.ts";
import { invoiceFieldLabels, statements } from "../../../shared/text/de/domain.ts";
import { formatDate, formatIban, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { DataList } from "../../components/data-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useSignedIn, useSync } from "../../desk/use-session.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export interface SignDialogProps extends InvoiceProps {
  readonly as: "factual" | "arithmetic" | "order";
  readonly onClose: () => void;
}

export function SignDialog({ as, body, handle, onClose }: SignDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLButtonElement>();
  const { actor, directory } = useSignedIn();
  const offline = useSync()?.network === "offline";
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  // What the person sees is what they sign: a change while the dialog is open makes the desk refuse.
  const [digest] = useState(() => paymentDigest(body));
  const [{ fields }] = useState(body);
  // The desk and the server judge; this only decides whether the field for the reason is there.
  const certifiers = [body.certifications.factual?.by, body.certifications.arithmetic?.by];
  const needsReason = as === "order" && directory?.policy.certifierMayOrderWithReason === true && certifiers.includes(actor.personId);
  const statement = statements[as];
  const sign = async (): Promise<void> => {
    setTried(true);
    if (needsReason && reason.trim() === "") return;
    const went =
      as === "order"
        ? await handle.submit(
            "order",
            { digest, statement, ...(needsReason ? { exceptionReason: reason.trim() } : {}) },
            t("invoices.ordered"),
          )
        : await handle.submit(
            "certify",
            { as, digest, statement },
            as === "factual" ? t("invoices.certifiedFactual") : t("invoices.certifiedArithmetic"),
          );
    if (went) onClose();
  };
  const shown = [
    { label: invoiceFieldLabels["supplier"] ?? "", value: fields.supplier },
    { label: invoiceFieldLabels["number"] ?? "", value: fields.number },
    { label: invoiceFieldLabels["issueDate"] ?? "", value: fields.issueDate === null ? null : formatDate(fields.issueDate) },
    { label: invoiceFieldLabels["iban"] ?? "", value: fields.iban === null ? null : formatIban(fields.iban) },
    { label: invoiceFieldLabels["account"] ?? "", value: fields.account },
  ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`invoices.sign.${as}Title`)}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon={as === "order" ? "pen" : "stamp"} isPending={handle.busy} ref={first} onPress={() => void sign()}>
            {t(`invoices.sign.${as}`)}
          </Button>
        </>
      }
    >
      <div className="form">
        <div className="sign__amount">{fields.gross === null ? t("common.none") : formatMoney(fields.gross, fields.currency ?? "EUR")}</div>
        <DataList items={shown} />
        <figure className="sign__statement">
          <figcaption>{t("invoices.sign.youSign")}</figcaption>
          <blockquote>{statement}</blockquote>
          <p>{actor.name}</p>
        </figure>
        {needsReason && (
          <TextArea
            label={t("invoices.sign.exception")}
            description={t("invoices.sign.exceptionHint")}
            value={reason}
            onChange={setReason}
            maxLength={1000}
            isRequired
            error={tried && reason.trim() === "" ? t("invoices.sign.exceptionMissing") : undefined}
          />
        )}
        <p className="muted">
          {t("invoices.sign.bound")} {offline ? t("invoices.sign.offline") : ""}
        </p>
      </div>
    </Dialog>
  );
}
