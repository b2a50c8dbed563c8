// The books of account: what stands in them, found as one types, and the way in for a file. It draws what this device holds and judges nothing.
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { bookNames, type BookName, type LedgerRow } from "../../../shared/desk/ledger-calls.ts";
import { ledgerKeeperOnly } from "../../../shared/domain/ledger/ledger-kind.ts";
import { defaultPolicy } from "../../../shared/domain/policy.ts";
import { keeperOnly } from "../../../shared/domain/supplier/rights.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Choice } from "../../components/choice.tsx";
import { SearchField } from "../../components/fields.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { LedgerTable } from "./ledger-table.tsx";
import { PreviewDialog } from "./preview-dialog.tsx";
import "./ledger.css";

const mostShown = 300;

export function LedgerScreen() {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const [book, setBook] = useState<BookName>("account");
  const [text, setText] = useState("");
  const [file, setFile] = useState<{ readonly name: string; readonly bytes: Uint8Array } | undefined>(undefined);
  const { value, error } = useQuery("ledger", { ledgers: [book] });
  const refusal =
    book === "supplier" ? keeperOnly({ actor, context: { today } }) : ledgerKeeperOnly(actor, directory?.policy ?? defaultPolicy);
  const rows = value?.rows.filter(({ ledger }) => ledger === book);
  const found = rows?.filter((row) => matches(row, text)) ?? [];
  const take = async (files: FileList | null): Promise<void> => {
    const chosen = files?.[0];
    if (chosen !== undefined) setFile({ name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) });
  };
  return (
    <section className="pane ledger" aria-label={t("ledger.title")}>
      <header className="ledger__head">
        <h1 className="visually-hidden">{t("ledger.title")}</h1>
        <Choice
          label={t("ledger.choose")}
          value={book}
          onChange={setBook}
          options={bookNames.map((id) => ({ id, label: t(`ledger.names.${id}`) }))}
        />
        <div className="ledger__line">
          <div className="ledger__search" data-main-search>
            <SearchField
              label={t("ledger.search")}
              placeholder={t("ledger.searchPlaceholder")}
              clearLabel={t("common.clear")}
              value={text}
              onChange={setText}
              shortcut="/"
            />
          </div>
          {refusal === undefined ? (
            <FileTrigger acceptedFileTypes={[".csv", ".txt", "text/csv"]} onSelect={(files) => void take(files)}>
              <ActionButton icon="upload" label={t("ledger.import")} onPress={() => undefined} />
            </FileTrigger>
          ) : (
            <ActionButton icon="upload" label={t("ledger.import")} whyNot={refusalText(refusal, directory)} onPress={() => undefined} />
          )}
        </div>
        <span className="muted ledger__total" role="status">
          {rows === undefined ? "" : t("ledger.total", { count: found.length })}
        </span>
      </header>
      {/* Scrolled by keys too. */}
      <div className="pane__body ledger__body" role="group" aria-label={t(`ledger.names.${book}`)} tabIndex={0}>
        {error !== undefined ? (
          <EmptyState icon="warning" title={t("ledger.failed")} />
        ) : rows === undefined ? (
          <Skeleton lines={8} label={t("common.loading")} />
        ) : found.length === 0 ? (
          <EmptyState icon={rows.length === 0 ? "ledger" : "search"} title={t(rows.length === 0 ? "ledger.empty" : "ledger.nothing")}>
            {t(rows.length === 0 ? "ledger.emptyHint" : "ledger.nothingHint")}
          </EmptyState>
        ) : (
          <>
            <LedgerTable book={book} rows={found.slice(0, mostShown)} />
            {found.length > mostShown && (
              <p className="muted">{t("ledger.more", { shown: mostShown, total: found.length.toLocaleString("de-DE") })}</p>
            )}
          </>
        )}
      </div>
      {file !== undefined && rows !== undefined && <PreviewDialog book={book} file={file} rows={rows} onClose={() => setFile(undefined)} />}
    </section>
  );
}

function matches({ fields }: LedgerRow, typed: string): boolean {
  const text = Object.values(fields).join(" ").toLocaleLowerCase("de");
  return typed
    .toLocaleLowerCase("de")
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
