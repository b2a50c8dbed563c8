// The lines as one types them into a ledger: Enter goes from cell to cell and at the end to a new line, without a mouse.
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../components/button.tsx";
import { TextField } from "../../../components/fields.tsx";
import { isValidIn } from "../../../../shared/domain/ledger/entries.ts";
import { formatMoney } from "../../../../shared/text/format.ts";
import { columns, emptyRow, percentText, type Column, type Row } from "./booking-draft.ts";
import { SuggestingCell } from "./suggesting-cell.tsx";
import type { BookingDraft } from "./use-booking-draft.ts";
import { accountsFor, costCentresFor, type Ledger } from "./use-ledger.ts";

export interface BookingGridProps {
  readonly draft: BookingDraft;
  readonly ledger: Ledger;
  readonly year: number;
  readonly isReadOnly: boolean;
  /** The person tried to save: what is wrong is said. */
  readonly tried: boolean;
  readonly onSave: () => void;
}

const nameOf = (row: number, column: Column): string => `${row}.${column}`;

export function BookingGrid({ draft, ledger, year, isReadOnly, tried, onSave }: BookingGridProps) {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  // A cell that is not drawn yet gets the cursor once it is.
  const [wanted, setWanted] = useState<string | undefined>(undefined);
  const { rows, lines, wrong } = draft;
  useEffect(() => {
    if (wanted === undefined) return;
    focusCell(grid.current, wanted);
    setWanted(undefined);
  }, [wanted]);
  const write = (at: number, change: Partial<Row>): void => {
    draft.write(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  };
  const remove = (at: number): void => {
    const left = rows.filter((_row, index) => index !== at);
    draft.write(left.length === 0 ? [emptyRow(year)] : left);
    setWanted(nameOf(Math.max(0, Math.min(at, left.length - 1)), "account"));
  };
  const next = (row: number, column: Column): void => {
    const following = columns[columns.indexOf(column) + 1];
    if (following !== undefined) return setWanted(nameOf(row, following));
    if (row === rows.length - 1) draft.write([...rows, emptyRow(year)]);
    setWanted(nameOf(row + 1, "account"));
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { target } = event;
    if (isReadOnly || !(target instanceof HTMLInputElement)) return;
    const [row, column] = cellOf(target);
    if (row === undefined || column === undefined) return;
    const chooses = target.getAttribute("aria-activedescendant") !== null;
    if (event.key === "Enter" && !chooses) {
      event.preventDefault();
      event.stopPropagation();
      if (event.ctrlKey) onSave();
      else next(row, column);
    } else if (event.key === "F4") {
      event.preventDefault();
      remove(row);
    } else if (event.key === "F3") {
      event.preventDefault();
      draft.undo?.();
    }
  };
  const errorOf = (row: number, column: "account" | "year" | "share"): string | undefined => {
    if (!tried) return undefined;
    if (wrong.some((one) => one.row === row && one.column === column)) return t(`bookings.wrong.${column}`);
    const line = lines[row];
    if (column !== "account" || line === undefined || ledger.accounts.length === 0) return undefined;
    const known = ledger.accounts.find(({ number }) => number === line.account);
    return known === undefined || !isValidIn(known, line.year) ? t("bookings.wrong.accountUnknown") : undefined;
  };
  return (
    <div className="booking-grid" role="group" aria-label={t("bookings.title")} ref={grid} onKeyDownCapture={onKey}>
      {rows.map((row, at) => {
        const line = lines[at];
        const label = (column: Column): string => t("bookings.cell", { column: t(`bookings.${column}`), row: at + 1 });
        const plain = (column: "costObject" | "year" | "taxCode" | "text") => (
          <div className={`booking-cell booking-cell--${column}`} data-cell={nameOf(at, column)}>
            <TextField
              label={label(column)}
              value={row[column]}
              onChange={(value) => write(at, { [column]: value })}
              isReadOnly={isReadOnly}
              maxLength={column === "text" ? 140 : 40}
              error={column === "year" ? errorOf(at, "year") : undefined}
            />
          </div>
        );
        return (
          // Lines have no name but their place.
          <div
            className="booking-line"
            key={`${at}`}
            role="group"
            aria-label={t("bookings.cell", { column: t("bookings.title"), row: at + 1 })}
          >
            <div className="booking-line__main">
              <div className="booking-cell booking-cell--account">
                <span className="booking-cell__label" aria-hidden="true">
                  {t("bookings.account")}
                </span>
                <SuggestingCell
                  cell={nameOf(at, "account")}
                  label={label("account")}
                  value={row.account}
                  entries={accountsFor(ledger.accounts, row.account, Number(row.year)).map(({ number, name, product }) => ({
                    number,
                    name,
                    more: product ?? "",
                  }))}
                  none={t("bookings.noAccount")}
                  isReadOnly={isReadOnly}
                  error={errorOf(at, "account")}
                  onChange={(account) => write(at, { account })}
                  onChosen={(account) => {
                    const taxCode = ledger.accounts.find(({ number }) => number === account)?.taxCode;
                    write(at, { account, ...(row.taxCode === "" && taxCode !== undefined && taxCode !== null ? { taxCode } : {}) });
                    setWanted(nameOf(at, "costCentre"));
                  }}
                />
                <span className="booking-cell__name">
                  {ledger.accounts.find(({ number }) => number === row.account.trim())?.name ?? ""}
                </span>
              </div>
              <div className="booking-cell booking-cell--centre">
                <span className="booking-cell__label" aria-hidden="true">
                  {t("bookings.costCentre")}
                </span>
                <SuggestingCell
                  cell={nameOf(at, "costCentre")}
                  label={label("costCentre")}
                  value={row.costCentre}
                  entries={costCentresFor(ledger.costCentres, row.costCentre, Number(row.year)).map(({ number, name }) => ({
                    number,
                    name,
                    more: "",
                  }))}
                  none={t("ledger.nothing")}
                  isReadOnly={isReadOnly}
                  error={undefined}
                  onChange={(costCentre) => write(at, { costCentre })}
                  onChosen={(costCentre) => {
                    write(at, { costCentre });
                    setWanted(nameOf(at, "share"));
                  }}
                />
                <span className="booking-cell__name">
                  {ledger.costCentres.find(({ number }) => number === row.costCentre.trim())?.name ?? ""}
                </span>
              </div>
              <div className="booking-cell booking-cell--share" data-cell={nameOf(at, "share")}>
                <TextField
                  label={label("share")}
                  value={row.share}
                  onChange={(share) => write(at, { share })}
                  isReadOnly={isReadOnly}
                  numeric
                  maxLength={20}
                  error={errorOf(at, "share")}
                />
                <span className="booking-cell__name booking-cell__amount">
                  {line === undefined
                    ? ""
                    : line.percent === undefined
                      ? formatMoney(line.cents)
                      : t("bookings.percentOf", { percent: percentText(line.percent), amount: formatMoney(line.cents) })}
                </span>
              </div>
              {!isReadOnly && <IconButton icon="trash" label={t("bookings.removeLine", { row: at + 1 })} onPress={() => remove(at)} />}
            </div>
            <div className="booking-line__more">
              {plain("costObject")}
              {plain("year")}
              {plain("taxCode")}
              {plain("text")}
            </div>
          </div>
        );
      })}
    </div>
  );
}

function focusCell(grid: HTMLElement | null, name: string): void {
  const input = grid?.querySelector<HTMLInputElement>(`[data-cell="${name}"] input, input[data-cell="${name}"]`);
  input?.focus();
  input?.select();
}

function cellOf(input: HTMLInputElement): readonly [number | undefined, Column | undefined] {
  const name = input.dataset["cell"] ?? input.closest<HTMLElement>("[data-cell]")?.dataset["cell"] ?? "";
  const [row, column] = name.split(".");
  const known = columns.find((one) => one === column);
  return known === undefined ? [undefined, undefined] : [Number(row), known];
}
