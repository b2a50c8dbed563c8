// Ordered invoices that can be paid: when each is due, which discount its day keeps or loses, and the run that is made of those chosen.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addDays, parseOfficeDate, weekdayOf } from "../../../shared/base/office-date.ts";
import { mostInRun } from "../../../shared/domain/payment-run/schema.ts";
import type { PayableList, PayableRow } from "../../../shared/desk/payment-calls.ts";
import { formatDate, formatIban, formatMoney } from "../../../shared/text/format.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Deadline, Money } from "../../components/cells.tsx";
import { TextField } from "../../components/fields.tsx";
import { EmptyState, Message, Skeleton } from "../../components/messages.tsx";
import { RecordButton } from "../../components/record-button.tsx";
import { useCommand } from "../../desk/use-command.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";

/** Banks of the euro area rest at weekends. */
function nextBankDay(today: string): string {
  const next = addDays(today, 1);
  return weekdayOf(next) > 5 ? nextBankDay(next) : next;
}

const sum = (rows: readonly PayableRow[], of: (row: PayableRow) => number): number => rows.reduce((total, row) => total + of(row), 0);

export function ReadyPart({ whyNot, onMade }: { readonly whyNot: string | undefined; readonly onMade: () => void }) {
  const { t } = useTranslation();
  const { directory, today } = useSignedIn();
  const [text, setText] = useState(formatDate(nextBankDay(today)));
  const parsed = parseOfficeDate(text);
  const executeOn = parsed ?? nextBankDay(today);
  const { value, error } = useQuery("payable", { executeOn });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { run, busy } = useCommand();
  const open = usePlace((store) => store.open);
  if (error !== undefined) return <EmptyState icon="warning" title={t("payment.failed")} />;
  if (value?.rows.length === 0)
    return (
      <EmptyState icon="payment" title={t("payment.ready.empty")}>
        {t("payment.ready.emptyHint")}
      </EmptyState>
    );
  const able = (value?.rows ?? []).filter(({ refusal }) => refusal === null);
  const picked = able.filter(({ id }) => chosen.has(id));
  const account = directory?.policy.payingAccount;
  const stop =
    whyNot ??
    (account === undefined ? refusalText({ code: "payingAccountMissing", params: {} }, directory) : undefined) ??
    (parsed === null ? t("payment.ready.dateWrong") : undefined) ??
    (parsed !== null && parsed < today ? refusalText({ code: "executionPast", params: {} }, directory) : undefined) ??
    (picked.length === 0 ? t("payment.ready.none") : undefined) ??
    (picked.length > mostInRun ? t("payment.ready.tooMany", { count: mostInRun }) : undefined);
  const make = async (): Promise<void> => {
    const invoices = picked.map(({ id, digest }) => ({ id, digest }));
    const made = await run([{ kind: "paymentRun", name: "makeRun", recordId: null, args: { executeOn, invoices } }]);
    const [first] = made?.results ?? [];
    if (first === undefined) return;
    setChosen(new Set());
    open({ kind: "paymentRun", id: first.recordId });
    onMade();
  };
  const [won, lost] = [sum(picked, (row) => row.discount), sum(picked, (row) => row.lost)];
  return (
    <>
      <div className="pane__body payment__body" tabIndex={0} role="region" aria-label={t("payment.ready.table")}>
        {account === undefined ? (
          <Message tone="warning" title={t("payment.ready.noAccount")}>
            {refusalText({ code: "payingAccountMissing", params: {} }, directory)}
          </Message>
        ) : (
          <p className="muted">{t("payment.ready.from", { iban: formatIban(account.iban), name: account.name })}</p>
        )}
        {value === undefined ? (
          <Skeleton lines={6} label={t("common.loading")} />
        ) : (
          <ReadyTable list={value} able={able} chosen={chosen} isOff={whyNot !== undefined} onChoose={setChosen} />
        )}
      </div>
      <footer className="payment__foot">
        <div className="payment__day">
          <TextField
            label={t("payment.ready.executeOn")}
            value={text}
            onChange={setText}
            error={parsed === null ? t("payment.ready.dateWrong") : undefined}
          />
        </div>
        <p className="payment__sum" role="status">
          <span>{t("payment.ready.chosen", { count: picked.length })}</span>
          <strong className="money">{t("payment.ready.sum", { amount: formatMoney(sum(picked, (row) => row.cents)) })}</strong>
          {won > 0 && <span className="muted">{t("payment.ready.won", { amount: formatMoney(won) })}</span>}
          {lost > 0 && <span className="payment__lost">{t("payment.ready.lostSum", { amount: formatMoney(lost) })}</span>}
        </p>
        <ActionButton
          icon="payment"
          variant="primary"
          label={t("payment.ready.make")}
          whyNot={stop}
          isPending={busy}
          onPress={() => void make()}
        />
      </footer>
    </>
  );
}

interface ReadyTableProps {
  readonly list: PayableList;
  /** Those of the list that can be transferred. */
  readonly able: readonly PayableRow[];
  readonly chosen: ReadonlySet<string>;
  readonly isOff: boolean;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function ReadyTable({ list, able, chosen, isOff, onChoose }: ReadyTableProps) {
  const { t } = useTranslation();
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <>
      <table className="table payment-table">
        <caption className="visually-hidden">{t("payment.ready.table")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={t("payment.ready.all")}
                title={t("payment.ready.all")}
                checked={able.length > 0 && able.every(({ id }) => chosen.has(id))}
                disabled={isOff || able.length === 0}
                onChange={(event) => onChoose(new Set(event.target.checked ? able.map(({ id }) => id) : []))}
              />
            </th>
            <th scope="col">{t("payment.ready.payee")}</th>
            <th scope="col">{t("payment.ready.number")}</th>
            <th scope="col">{t("payment.ready.due")}</th>
            <th scope="col" className="amount">
              {t("payment.ready.gross")}
            </th>
            <th scope="col" className="amount">
              {t("payment.ready.discount")}
            </th>
            <th scope="col" className="amount">
              {t("payment.ready.pay")}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <ReadyRow key={row.id} row={row} isChosen={chosen.has(row.id)} isOff={isOff} onToggle={() => toggle(row.id)} />
          ))}
        </tbody>
      </table>
      {list.more && <p className="muted">{t("payment.ready.more")}</p>}
    </>
  );
}

interface ReadyRowProps {
  readonly row: PayableRow;
  readonly isChosen: boolean;
  readonly isOff: boolean;
  readonly onToggle: () => void;
}

function ReadyRow({ row, isChosen, isOff, onToggle }: ReadyRowProps) {
  const { t } = useTranslation();
  const { directory, today } = useSignedIn();
  const { payee, number, dueDate, gross, discount, cents, discountUntil, lost, refusal } = row;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={t("payment.ready.one", { payee, number })}
          checked={isChosen && refusal === null}
          disabled={isOff || refusal !== null}
          onChange={onToggle}
        />
      </td>
      <td>
        {payee}
        {refusal !== null && <span className="payment__why">{refusalText(refusal, directory)}</span>}
      </td>
      <td>
        <RecordButton kind="invoice" id={row.id} subject={number} />
      </td>
      <td>{dueDate === null ? <span className="muted">{t("payment.ready.noDue")}</span> : <Deadline date={dueDate} today={today} />}</td>
      <td className="amount">
        <Money cents={gross} />
      </td>
      <td className="amount">
        {discount > 0 && <Money cents={discount} />}
        {discount > 0 && discountUntil !== null && (
          <span className="payment__until">{t("payment.ready.until", { date: formatDate(discountUntil) })}</span>
        )}
        {lost > 0 && discountUntil !== null && (
          <span className="payment__lost">{t("payment.ready.lost", { amount: formatMoney(lost), date: formatDate(discountUntil) })}</span>
        )}
      </td>
      <td className="amount">
        <strong>
          <Money cents={cents} />
        </strong>
      </td>
    </tr>
  );
}
