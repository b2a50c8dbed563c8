// One field of an invoice: its value, where that came from, what else it might be, and the word that it is right.
import { isValidIBAN } from "ibantools";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { parseCents } from "../../../shared/base/money.ts";
import { isUnsure } from "../../../shared/domain/invoice/confirm.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { allFieldsOf, type AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { vatLinesDoubt } from "../../../shared/domain/invoice/vat-sums.ts";
import { invoiceFieldLabels } from "../../../shared/text/de/domain.ts";
import { fieldValueText } from "../../../shared/text/history.ts";
import { Button } from "../../components/button.tsx";
import { classNames } from "../../components/class-names.ts";
import { fieldType, textOfField, type FieldValue } from "../../components/field-text.ts";
import { TextField } from "../../components/fields.tsx";
import { Pill } from "../../components/pill.tsx";
import { rowsOfText } from "../../components/row-text.ts";
import { FieldSuggestions } from "./field-suggestions.tsx";
import { OriginPill } from "./origin-pill.tsx";
import { RowsField } from "./rows-field.tsx";
import type { FieldEdits } from "./use-field-edits.ts";
import type { FieldPlaces } from "./use-field-places.ts";

export interface InvoiceFieldProps {
  readonly name: AllFieldName;
  readonly body: Invoice;
  readonly edits: FieldEdits;
  readonly places: FieldPlaces;
  readonly readOnly: boolean;
  /** Says that the value is right and goes on to the next one that waits for it. */
  readonly onConfirm: (name: AllFieldName) => void;
}

export function InvoiceField({ name, body, edits, places, readOnly, onConfirm }: InvoiceFieldProps) {
  const { t } = useTranslation();
  const [suggests, setSuggests] = useState(false);
  const edit = edits.of(name);
  const type = fieldType(name);
  const value = allFieldsOf(body)[name];
  const origin = body.origins[name];
  const label = invoiceFieldLabels[name] ?? name;
  const unsure = value !== null && !edit.changed && isUnsure(origin);
  const doubt = doubtKey(name, edits);
  const description =
    edit.meanwhile !== undefined
      ? t("invoices.changedMeanwhile", { value: meanwhileText(name, edit.meanwhile) || t("common.none") })
      : doubt === undefined
        ? undefined
        : t(doubt);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (readOnly || !(event.target instanceof HTMLInputElement)) return;
    if (event.key === "ArrowDown" && event.altKey && type !== "rows") setSuggests(true);
    else if (event.key === "Enter" && !event.altKey && !event.ctrlKey && unsure) onConfirm(name);
    else return;
    event.preventDefault();
  };
  const shared = {
    label,
    onChange: (text: string) => {
      edits.write(name, text);
    },
    isReadOnly: readOnly,
    error: edit.wrong ? t(wrongKey(name)) : undefined,
    ...(description === undefined ? {} : { description }),
    aside: (
      <span className="invoice-field__below">
        {!edit.changed && value !== null && <OriginPill origin={origin} />}
        {edit.changed && edits.placeOf(name) !== undefined && (
          <Pill plain tone="accent" icon="pen">
            {t("invoices.origin.fromPage")}
          </Pill>
        )}
        {unsure && !readOnly && (
          <Button
            variant="quiet"
            icon="check"
            label={t("invoices.confirm.one", { field: label })}
            onPress={() => {
              onConfirm(name);
            }}
          >
            {t("invoices.confirm.right")}
          </Button>
        )}
        {!readOnly && type !== "rows" && (
          <FieldSuggestions
            name={name}
            text={edit.text}
            alternatives={origin?.alternatives ?? []}
            places={places}
            isOpen={suggests}
            onOpenChange={setSuggests}
          />
        )}
      </span>
    ),
  };
  const input = (element: HTMLInputElement | null): void => {
    places.input(name, element);
  };
  return (
    <div
      role="presentation"
      className={classNames(
        "invoice-field",
        edit.changed && "invoice-field--changed",
        unsure && "invoice-field--unsure",
        places.active === name && "invoice-field--active",
      )}
      onFocus={(event) => {
        if (event.target instanceof HTMLInputElement) places.enter(name);
      }}
      onKeyDown={onKeyDown}
    >
      {name === "discounts" || name === "vatLines" ? (
        <RowsField
          {...shared}
          name={name}
          columns={columnsOf[name].map((column) => t(`invoices.rows.${column}`))}
          text={edit.text}
          firstCell={input}
          cellLabel={(row, column) => t("invoices.rows.cell", { label, row, column })}
        />
      ) : (
        <TextField
          {...shared}
          value={edit.text}
          numeric={type === "amount"}
          ref={input}
          {...(type === "amount" ? { inputMode: "decimal" as const } : {})}
          maxLength={300}
        />
      )}
    </div>
  );
}

/** What is said of a value that is not written as its field wants it. */
function wrongKey(name: AllFieldName) {
  if (name === "discounts") return "invoices.formatDiscounts";
  if (name === "vatLines") return "invoices.formatVatLines";
  return fieldType(name) === "date" ? "invoices.formatDate" : "invoices.formatAmount";
}

const columnsOf = { discounts: ["rate", "until"], vatLines: ["vatRate", "net", "vat"] } as const;

/** What of the text in the form contradicts itself or its neighbours, though each is written as it should be. */
function doubtKey(name: AllFieldName, edits: FieldEdits) {
  const { text, wrong } = edits.of(name);
  if (text === "" || wrong) return undefined;
  if (name === "iban") return isValidIBAN(text.replace(/\s/gu, "").toUpperCase()) ? undefined : "invoices.ibanWrong";
  if (name !== "vatLines") return undefined;
  const amountOf = (amount: "net" | "vat"): number | null => parseCents(edits.of(amount).text.trim());
  const doubt = vatLinesDoubt(rowsOfText(name, text) ?? [], amountOf("net"), amountOf("vat"));
  return doubt === undefined ? undefined : (`invoices.vatLinesDoubt.${doubt}` as const);
}

function meanwhileText(name: AllFieldName, value: FieldValue): string {
  return Array.isArray(value) ? fieldValueText(name, value) : textOfField(name, value);
}
