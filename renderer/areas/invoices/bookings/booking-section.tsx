// The account assignment of an invoice: its lines, what they draw on the budget, and ways to fill them quickly.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fiscalYearOf } from "../../../../shared/domain/invoice/bookings.ts";
import { formatMoney } from "../../../../shared/text/format.ts";
import { ActionButton } from "../../../components/action-button.tsx";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/data-list.tsx";
import { Message, Skeleton } from "../../../components/messages.tsx";
import type { InvoiceProps } from "../invoice-view.tsx";
import { BookingGrid } from "./booking-grid.tsx";
import { BookingHelp } from "./booking-help.tsx";
import { BudgetList } from "./budget-list.tsx";
import { emptyRow } from "./booking-draft.ts";
import { useBookingDraft } from "./use-booking-draft.ts";
import { useLedger } from "./use-ledger.ts";
import "./bookings.css";

export function BookingSection({ id, body, handle }: InvoiceProps) {
  const { t } = useTranslation();
  const ledger = useLedger();
  const draft = useBookingDraft(id, body);
  const [tried, setTried] = useState(false);
  const whyNot = handle.whyNot("assignBookings");
  const readOnly = whyNot !== undefined || !handle.has("assignBookings");
  const year = fiscalYearOf(body);
  const { gross, currency } = body.fields;
  if (readOnly && body.bookings === undefined && body.fields.account === null) return null;
  const signed = body.order !== undefined || Object.values(body.certifications).some((one) => one !== undefined);
  const save = async (): Promise<void> => {
    setTried(true);
    if (draft.wrong.length > 0 || draft.gap !== 0) return;
    if (!(await handle.submit("assignBookings", { fields: { bookings: draft.edit() } }, t("bookings.saved")))) return;
    draft.forget();
    setTried(false);
  };
  const booked = draft.lines.filter((line) => line !== undefined);
  return (
    <Section title={t("bookings.title")} aside={readOnly ? undefined : <span className="bookings__keys">{t("bookings.keys")}</span>}>
      {ledger === undefined ? (
        <Skeleton lines={3} label={t("common.loading")} />
      ) : gross === null ? (
        <p className="muted">{t("bookings.noGross")}</p>
      ) : (
        <>
          {!readOnly && <BookingHelp id={id} body={body} ledger={ledger} draft={draft} />}
          <BookingGrid draft={draft} ledger={ledger} year={year} isReadOnly={readOnly} tried={tried} onSave={() => void save()} />
          <div className="bookings__foot">
            {!readOnly && (
              <Button variant="quiet" icon="plus" onPress={() => draft.write([...draft.rows, emptyRow(year)])}>
                {t("bookings.addLine")}
              </Button>
            )}
            {!readOnly && draft.undo !== undefined && (
              <Button variant="quiet" icon="undo" onPress={draft.undo}>
                {t("bookings.takeBack")}
              </Button>
            )}
            <p className={draft.gap === 0 ? "bookings__rest" : "bookings__rest bookings__rest--open"} role="status">
              {draft.gap === 0
                ? t("bookings.restNone")
                : t(draft.gap > 0 ? "bookings.rest" : "bookings.restOver", { amount: formatMoney(Math.abs(draft.gap), currency ?? "EUR") })}
            </p>
          </div>
          <BudgetList ledger={ledger} body={body} lines={booked} />
          {draft.changed && !readOnly && (
            <div className="bookings__save" role="status">
              <p>{signed ? t("bookings.voids") : ""}</p>
              <Button onPress={draft.forget}>{t("bookings.discard")}</Button>
              <ActionButton icon="check" variant="primary" label={t("bookings.save")} isPending={handle.busy} onPress={() => void save()} />
            </div>
          )}
          {tried && draft.gap !== 0 && draft.wrong.length === 0 && (
            <Message tone="warning" live>
              {t(draft.gap > 0 ? "bookings.rest" : "bookings.restOver", { amount: formatMoney(Math.abs(draft.gap), currency ?? "EUR") })}
            </Message>
          )}
        </>
      )}
    </Section>
  );
}
