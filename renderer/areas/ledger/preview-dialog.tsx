// What a file would change, before anything is written: counts, each row with old and new, what is faulty and why. Only then it is taken over.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BookName, LedgerRow } from "../../../shared/desk/ledger-calls.ts";
import { Button } from "../../components/button.tsx";
import { CheckField } from "../../components/check-field.tsx";
import { Section } from "../../components/data-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Message } from "../../components/messages.tsx";
import { useCommand } from "../../desk/use-command.ts";
import { books, mappingOf } from "./import/books.ts";
import { commandsOf, differenceOf, nameOfEntry, type Fault } from "./import/difference.ts";
import { readCsv, type Csv } from "./import/read-csv.ts";
import { cellText, fieldName } from "./ledger-table.tsx";

export interface PreviewDialogProps {
  readonly book: BookName;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly rows: readonly LedgerRow[];
  readonly onClose: () => void;
}

/** One undo takes back so many; more in one group would keep others waiting at the server. */
const groupSize = 200;
const mostShown = 100;

export function PreviewDialog({ book, file, rows, onClose }: PreviewDialogProps) {
  const { t } = useTranslation();
  const csv = useMemo(() => readCsv(file.bytes), [file]);
  if (typeof csv !== "string") return <Preview book={book} file={file} rows={rows} csv={csv} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("ledger.preview.title", { file: file.name })}
      closeLabel={t("common.close")}
      actions={<Button onPress={onClose}>{t("common.close")}</Button>}
    >
      <Message tone="danger">{t(`ledger.faults.${csv}`)}</Message>
    </Dialog>
  );
}

function Preview({ book, file, rows: current, csv, onClose }: PreviewDialogProps & { readonly csv: Csv }) {
  const { t } = useTranslation();
  const { run, busy } = useCommand();
  const [takeOut, setTakeOut] = useState(false);
  // What the person has looked at is what is taken over: somebody else's change meanwhile must become a conflict, not be lost.
  const [rows] = useState(current);
  const difference = useMemo(() => differenceOf(book, csv, rows), [book, csv, rows]);
  const { added, changed, same, missing, faulty, missingColumns } = difference;
  const commands = commandsOf(book, difference, takeOut);
  const apply = async (): Promise<void> => {
    for (let from = 0; from < commands.length; from += groupSize) {
      const last = from + groupSize >= commands.length;
      if ((await run(commands.slice(from, from + groupSize), last ? t("ledger.preview.applied") : undefined)) === undefined) return;
    }
    onClose();
  };
  const typeOf = (field: string): string => books[book].columns.find((column) => column.field === field)?.type ?? "text";
  const value = (field: string, cell: string | number | null): string => cellText(typeOf(field), cell, t("ledger.none"));
  const faultText = ({ field, value: text, what, other = 0 }: Fault): string =>
    t(`ledger.faults.${what}`, { field: fieldName(field), value: text, line: other });
  const mapping = mappingOf(book, csv.headings);
  const used = (at: number): string => {
    const field = [...mapping].find(([, index]) => index === at)?.[0];
    return field === undefined ? t("ledger.preview.notUsed") : fieldName(field);
  };
  const more = (count: number) =>
    count > mostShown ? <p className="muted">{t("ledger.preview.more", { count: count - mostShown })}</p> : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      keepOpenOnOutsideClick
      title={t("ledger.preview.title", { file: file.name })}
      closeLabel={t("common.close")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          {commands.length > 0 && (
            <Button variant="primary" icon="check" isPending={busy} onPress={() => void apply()}>
              {t("ledger.preview.apply", { count: commands.length })}
            </Button>
          )}
        </>
      }
    >
      <div className="preview">
        <p className="muted">{t("ledger.preview.into", { ledger: t(`ledger.names.${book}`) })}</p>
        {missingColumns.length > 0 ? (
          <Message tone="danger">
            {t("ledger.preview.missingColumns", { columns: missingColumns.map((field) => fieldName(field)).join(", ") })}
          </Message>
        ) : (
          <>
            <p className="preview__counts" role="status">
              {t("ledger.preview.counts", {
                added: added.length,
                changed: changed.length,
                same,
                missing: missing.length,
                faulty: faulty.length,
              })}
            </p>
            {commands.length === 0 && faulty.length === 0 && missing.length === 0 && (
              <Message tone="success">{t("ledger.preview.nothing")}</Message>
            )}
          </>
        )}
        <details className="preview__mapping">
          <summary>{t("ledger.preview.mapping")}</summary>
          <ul>
            {csv.headings.map((heading, at) => (
              <li key={`${at}`}>
                {heading} → {used(at)}
              </li>
            ))}
          </ul>
        </details>
        {faulty.length > 0 && (
          <Section title={`${t("ledger.preview.faulty")} (${faulty.length})`}>
            <p className="muted">{t("ledger.preview.faultyHint")}</p>
            <ul className="preview__list">
              {faulty.slice(0, mostShown).map((fault) => (
                <li key={`${fault.line} ${fault.field}`}>
                  <span className="muted">{t("ledger.preview.line", { line: fault.line })}</span> {faultText(fault)}
                </li>
              ))}
            </ul>
            {more(faulty.length)}
          </Section>
        )}
        {changed.length > 0 && (
          <Section title={`${t("ledger.preview.changed")} (${changed.length})`}>
            <ul className="preview__list">
              {changed.slice(0, mostShown).map(({ id, name, changes }) => (
                <li key={id}>
                  <strong>{name}</strong>{" "}
                  {changes.map(({ field, from, to }) => (
                    <span key={field} className="preview__change">
                      {t("ledger.preview.change", { field: fieldName(field), from: value(field, from), to: value(field, to) })}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
            {more(changed.length)}
          </Section>
        )}
        {added.length > 0 && (
          <Section title={`${t("ledger.preview.added")} (${added.length})`}>
            <ul className="preview__list">
              {added.slice(0, mostShown).map(({ id, fields }) => (
                <li key={id}>
                  <strong>{nameOfEntry(fields)}</strong>{" "}
                  {books[book].columns
                    .filter(({ field, type }) => type === "amount" && fields[field] !== null)
                    .map(({ field }) => `${fieldName(field)} ${value(field, fields[field] ?? null)}`)
                    .join(", ")}
                </li>
              ))}
            </ul>
            {more(added.length)}
          </Section>
        )}
        {missing.length > 0 && (
          <Section title={`${t("ledger.preview.missing")} (${missing.length})`}>
            <CheckField label={t("ledger.preview.takeOut")} isSelected={takeOut} onChange={setTakeOut} error={undefined} />
            <p className="muted">{t("ledger.preview.takeOutHint")}</p>
            <ul className="preview__list">
              {missing.slice(0, mostShown).map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
            {more(missing.length)}
          </Section>
        )}
      </div>
    </Dialog>
  );
}
