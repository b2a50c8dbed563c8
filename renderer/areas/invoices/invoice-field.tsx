// One field of an invoice: its value, where that came from, what else it might be, and the word that it is right.
import { isValidIBAN } from "ibantools";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { isUnsure } from "../../../shared/domain/invoice/confirm.ts";
import type { FieldOrigin, Invoice, InvoiceFieldName } from "../../../shared/domain/invoice/schema.ts";
import { invoiceFieldLabels } from "../../../shared/text/de/domain.ts";
import { Button } from "../../components/button.tsx";
import { classNames } from "../../components/class-names.ts";
import { fieldType, textOfField } from "../../components/field-text.ts";
import { TextField } from "../../components/fields.tsx";
import { Pill } from "../../components/pill.tsx";
import { FieldSuggestions } from "./field-suggestions.tsx";
import type { FieldEdits } from "./use-field-edits.ts";
import type { FieldPlaces } from "./use-field-places.ts";

export interface InvoiceFieldProps {
  readonly name: InvoiceFieldName;
  readonly body: Invoice;
  readonly edits: FieldEdits;
  readonly places: FieldPlaces;
  readonly readOnly: boolean;
  /** Says that the value is right and goes on to the next one that waits for it. */
  readonly onConfirm: (name: InvoiceFieldName) => void;
}

export function InvoiceField({ name, body, edits, places, readOnly, onConfirm }: InvoiceFieldProps) {
  const { t } = useTranslation();
  const [suggests, setSuggests] = useState(false);
  const edit = edits.of(name);
  const type = fieldType(name);
  const value = body.fields[name];
  const origin = body.origins[name];
  const label = invoiceFieldLabels[name] ?? name;
  const unsure = value !== null && !edit.changed && isUnsure(origin);
  const error = edit.wrong ? t(type === "date" ? "invoices.formatDate" : "invoices.formatAmount") : undefined;
  const doubt = name === "iban" && edit.text !== "" && !isValidIBAN(edit.text.replace(/\s/gu, "").toUpperCase());
  const description =
    edit.meanwhile !== undefined
      ? t("invoices.changedMeanwhile", { value: textOfField(name, edit.meanwhile) || t("common.none") })
      : doubt
        ? t("invoices.ibanWrong")
        : undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (readOnly || !(event.target instanceof HTMLInputElement)) return;
    if (event.key === "ArrowDown" && event.altKey) setSuggests(true);
    else if (event.key === "Enter" && !event.altKey && !event.ctrlKey && unsure) onConfirm(name);
    else return;
    event.preventDefault();
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
      <TextField
        label={label}
        value={edit.text}
        onChange={(text) => {
          edits.write(name, text);
        }}
        isReadOnly={readOnly}
        numeric={type === "amount"}
        error={error}
        ref={(element) => {
          places.input(name, element);
        }}
        {...(description === undefined ? {} : { description })}
        {...(type === "amount" ? { inputMode: "decimal" as const } : {})}
        maxLength={300}
        aside={
          <span className="invoice-field__below">
            {!edit.changed && value !== null && <Origin origin={origin} />}
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
            {!readOnly && (
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
        }
      />
    </div>
  );
}

function Origin({ origin }: { readonly origin: FieldOrigin | undefined }) {
  const { t } = useTranslation();
  if (origin === undefined) return null;
  const percent = Math.round(origin.confidence * 100);
  const unsure = isUnsure(origin);
  const byHand = origin.source === "person";
  const words = origin.confirmedBy !== undefined ? "confirmed" : wordsOf(origin);
  return (
    <Pill plain tone={unsure ? "warning" : "neutral"} icon={unsure ? "warning" : byHand ? "pen" : "check"}>
      {t(`invoices.origin.${words}`, { percent })}
    </Pill>
  );
}

function wordsOf({ source, code, repaired, recognised, learned, box }: FieldOrigin) {
  if (source === "person") return box === undefined ? "person" : "fromPage";
  if (code === true) return "code";
  if (repaired === true) return "repaired";
  if (recognised === true) return "recognised";
  return learned === true ? "learned" : source;
}
