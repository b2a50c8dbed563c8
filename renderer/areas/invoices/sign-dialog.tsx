// The moment of signing: the exact words, what they are about, and what they are bound to.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "../../../shared/base/zod.ts";
import { bookingsOf } from "../../../shared/domain/invoice/bookings.ts";
import { bookingsText } from "../../../shared/text/bookings-text.ts";
import { certifierHands, paymentDigest } from "../../../shared/domain/invoice/schema.ts";
import { payableOf } from "../../../shared/domain/invoice/stage.ts";
import { invoiceFieldLabels, statements } from "../../../shared/text/de/domain.ts";
import { formatDate, formatIban, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { DataList } from "../../components/data-list.tsx";
import { CheckField } from "../../components/check-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea, TextField } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn, useSync } from "../../desk/use-session.tsx";
import { AlikeMessage } from "./alike-message.tsx";
import { BudgetWarning } from "./bookings/budget-list.tsx";
import { CompareDialog } from "./compare-dialog.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export interface SignDialogProps extends InvoiceProps {
  readonly as: "factual" | "arithmetic" | "technical" | "order";
  readonly onClose: () => void;
}

/** More would hide the statement; the invoice itself names them all. */
const mostShown = 2;
/** As many as a signature may name. */
const mostNamed = 20;

export function SignDialog({ as, onClose, ...invoice }: SignDialogProps) {
  const { id, body, handle } = invoice;
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLButtonElement>();
  // Where there is a field for the password, work begins there: asked for second, it gets the focus.
  const passwordField = useFirstFocus<HTMLInputElement>();
  const { actor, directory } = useSignedIn();
  const offline = useSync()?.network === "offline";
  const needsPassword = directory?.policy.signaturesNeedPassword === true;
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  // What the person sees is what they sign: a change while the dialog is open makes the desk refuse.
  const [digest] = useState(() => paymentDigest(body));
  const [{ fields }] = useState(body);
  // The desk and the server judge; this only decides whether the field for the reason is there.
  const certifiers = certifierHands(body);
  const needsReason = as === "order" && directory?.policy.certifierMayOrderWithReason === true && certifiers.includes(actor.personId);
  const found = useQuery("duplicates", { id });
  const alike = (found.value ?? []).filter(({ standing }) => standing === "undecided");
  const [compared, setCompared] = useState<string | undefined>(undefined);
  const [knowing, setKnowing] = useState(false);
  const statement = statements[as];
  const payable = as === "order" ? payableOf(body) : fields.gross;
  const sign = async (): Promise<void> => {
    if (handle.busy || found.loading) return;
    setTried(true);
    setWrong(undefined);
    if (needsPassword && password === "") return passwordField.current?.focus();
    if ((needsReason && reason.trim() === "") || (alike.length > 0 && !knowing)) return;
    const refused = (sentence: string): void => {
      setWrong(sentence);
      setPassword("");
      passwordField.current?.focus();
    };
    const secret = needsPassword ? { password, onRefused: refused } : undefined;
    const known = alike.length === 0 ? {} : { alike: alike.slice(0, mostNamed).map((row) => row.id) };
    const went =
      as === "order"
        ? await handle.submit(
            "order",
            { digest, statement, ...known, ...(needsReason ? { exceptionReason: reason.trim() } : {}) },
            t("invoices.ordered"),
            secret,
          )
        : as === "technical"
          ? await handle.submit("certifyTechnical", { digest, statement, ...known }, t("workflow.technical.certified"), secret)
          : await handle.submit(
              "certify",
              { as, digest, statement, ...known },
              as === "factual" ? t("invoices.certifiedFactual") : t("invoices.certifiedArithmetic"),
              secret,
            );
    if (went) onClose();
  };
  const shown = [
    { label: invoiceFieldLabels["supplier"] ?? "", value: fields.supplier },
    { label: invoiceFieldLabels["number"] ?? "", value: fields.number },
    { label: invoiceFieldLabels["issueDate"] ?? "", value: fields.issueDate === null ? null : formatDate(fields.issueDate) },
    { label: invoiceFieldLabels["iban"] ?? "", value: fields.iban === null ? null : formatIban(fields.iban) },
    { label: invoiceFieldLabels["bookings"] ?? "", value: bookingsText(z.json().array().parse(bookingsOf(body))) ?? null },
  ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  if (compared !== undefined)
    return (
      <CompareDialog
        {...invoice}
        otherId={compared}
        // What was set aside takes no signature.
        onClose={(decided) => (decided === "setAside" ? onClose() : setCompared(undefined))}
      />
    );
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
          <Button
            type="submit"
            form="sign"
            variant="primary"
            icon={as === "order" ? "pen" : "stamp"}
            isPending={handle.busy || found.loading}
            ref={first}
          >
            {t(`invoices.sign.${as}`)}
          </Button>
        </>
      }
    >
      <form
        id="sign"
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void sign();
        }}
      >
        <div className="sign__amount">{payable === null ? t("common.none") : formatMoney(payable, fields.currency ?? "EUR")}</div>
        <DataList items={shown} />
        <BudgetWarning body={body} />
        {alike.slice(0, mostShown).map((row) => (
          <AlikeMessage key={row.id} row={row} onCompare={() => setCompared(row.id)} />
        ))}
        {alike.length <= mostShown ? null : (
          <Message tone="warning">{t("invoices.duplicate.more", { count: alike.length - mostShown })}</Message>
        )}
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
        {alike.length > 0 && (
          <CheckField
            label={t("invoices.duplicate.signAnyway")}
            isSelected={knowing}
            onChange={setKnowing}
            error={tried && !knowing ? t("invoices.duplicate.signMissing") : undefined}
          />
        )}
        {needsPassword && (
          <TextField
            ref={passwordField}
            label={t("signing.password")}
            description={offline ? t("signing.passwordHintOffline") : t("signing.passwordHint")}
            type="password"
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={setPassword}
            error={wrong ?? (tried && password === "" ? t("signing.missing") : undefined)}
          />
        )}
        <p className="muted">
          {t("invoices.sign.bound")} {offline ? t("invoices.sign.offline") : ""}
        </p>
      </form>
    </Dialog>
  );
}
