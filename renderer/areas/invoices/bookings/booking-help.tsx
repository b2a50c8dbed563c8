// Ways to fill the lines quickly: the order the invoice names, how the supplier's earlier invoices were booked, one's own favourites.
import { useTranslation } from "react-i18next";
import { z } from "../../../../shared/base/zod.ts";
import type { Invoice } from "../../../../shared/domain/invoice/schema.ts";
import { fiscalYearOf } from "../../../../shared/domain/invoice/bookings.ts";
import { plainMark } from "../../../../shared/domain/supplier/names.ts";
import { formatDate, formatMoney } from "../../../../shared/text/format.ts";
import { Button, IconButton } from "../../../components/button.tsx";
import { useQuery } from "../../../desk/use-query.ts";
import { useDraft } from "../../../state/drafts.ts";
import { emptyRow, rowSchema, rowsOf, type Row } from "./booking-draft.ts";
import type { BookingDraft } from "./use-booking-draft.ts";
import type { Ledger } from "./use-ledger.ts";

export interface BookingHelpProps {
  readonly id: string;
  readonly body: Invoice;
  readonly ledger: Ledger;
  readonly draft: BookingDraft;
}

const favouritesSchema = z.array(z.array(rowSchema).min(1)).max(12);

export function BookingHelp({ id, body, ledger, draft }: BookingHelpProps) {
  const { t } = useTranslation();
  const earlier = useQuery("bookingSuggestions", { id }).value?.earlier ?? [];
  const [stored, store] = useDraft("bookings/favourites");
  const favourites = stored === "" ? [] : (favouritesSchema.safeParse(JSON.parse(stored)).data ?? []);
  const { orderReference, gross } = body.fields;
  const order = orderReference === null ? undefined : ledger.orders.find(({ number }) => plainMark(number) === plainMark(orderReference));
  const year = fiscalYearOf(body);
  const nameOf = (rows: readonly Row[]): string =>
    rows.map(({ account, share }) => (rows.length > 1 ? `${account} ${share}` : account)).join(" + ");
  const keep = (): void => {
    // Amounts of one invoice are no favourite: single lines take everything, of several the percents stay.
    const rows = draft.rows
      .filter(({ account }) => account.trim() !== "")
      .map((row) => ({ ...row, share: row.share.includes("%") ? row.share : "" }));
    if (rows.length > 0) store(JSON.stringify([rows, ...favourites].slice(0, 12)));
  };
  return (
    <div className="booking-help">
      {order !== undefined && order.account !== null && (
        <div className="booking-help__group">
          <Button
            icon="link"
            onPress={() => draft.write([{ ...emptyRow(year), account: order.account ?? "", costCentre: order.costCentre ?? "" }])}
          >
            {`${t("bookings.order", { number: order.number })}: ${order.account}`}
          </Button>
          <span className="muted">
            {t("bookings.orderLine", {
              supplier: order.supplier,
              open: formatMoney(order.amount - order.invoiced),
              amount: formatMoney(order.amount),
            })}
          </span>
          {gross !== null && gross > order.amount - order.invoiced && <span className="booking-help__over">{t("bookings.orderOver")}</span>}
        </div>
      )}
      {earlier.length > 0 && (
        <ul className="booking-help__group" aria-label={t("bookings.suggestions")}>
          {earlier.map(({ lines, count, number, issueDate }) => {
            const date = formatDate(issueDate ?? "");
            const like = number === null ? t("bookings.likeNoNumber", { date }) : t("bookings.like", { number, date });
            const rows = rowsOf(lines).map((row, _at, all) => (all.length === 1 ? { ...row, share: "" } : row));
            return (
              <li key={JSON.stringify(lines)} className="booking-help__item">
                <Button variant="quiet" icon="history" onPress={() => draft.write(rows)}>
                  {nameOf(rows)}
                </Button>
                <span className="muted">
                  {like} · {t("bookings.times", { count })}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {favourites.length > 0 && (
        <ul className="booking-help__group" aria-label={t("bookings.favourites")}>
          {favourites.map((rows, at) => (
            <li key={JSON.stringify(rows)} className="booking-help__item">
              <Button variant="quiet" icon="stamp" onPress={() => draft.write(rows.map((row) => ({ ...row, year: String(year) })))}>
                {nameOf(rows)}
              </Button>
              <IconButton
                icon="close"
                label={t("bookings.forgetFavourite", { name: nameOf(rows) })}
                onPress={() => store(favourites.length === 1 ? "" : JSON.stringify(favourites.filter((_rows, index) => index !== at)))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button variant="quiet" icon="plus" onPress={keep}>
        {t("bookings.keepFavourite")}
      </Button>
    </div>
  );
}
