// The fields of an invoice with where each came from. Going to a field marks its place in the picture.
import { isValidIBAN } from "ibantools";
import { useTranslation } from "react-i18next";
import { isPaymentField, type FieldOrigin, type InvoiceFieldName } from "../../../shared/domain/invoice/schema.ts";
import { invoiceFieldLabels } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { TextField } from "../../components/fields.tsx";
import { Pill } from "../../components/pill.tsx";
import { fieldType, textOfField } from "../../components/field-text.ts";
import type { InvoiceProps, ShowPlace } from "./invoice-view.tsx";
import { useFieldEdits, type FieldEdits } from "./use-field-edits.ts";

/** Rows of the form; a field alone in its row takes the whole width. */
const rows: readonly (readonly InvoiceFieldName[])[] = [
  ["supplier"],
  ["number", "issueDate"],
  ["iban"],
  ["net", "vat"],
  ["gross", "currency"],
  ["dueDate", "account"],
  ["remittance"],
  ["bic", "orderReference"],
  ["supplierVatId", "supplierTaxNumber"],
  ["buyerReference"],
];

/** Below this a value from text is worth a second look. */
const sure = 0.8;

export interface FieldFormProps extends InvoiceProps {
  readonly onShowPlace: ShowPlace;
}

export function FieldForm(props: FieldFormProps) {
  const { id, body, handle } = props;
  const { t } = useTranslation();
  const edits = useFieldEdits(id, body.fields);
  const whyNot = handle.whyNot("editFields");
  const signed = body.order !== undefined || Object.values(body.certifications).some((one) => one !== undefined);
  const save = async (): Promise<void> => {
    if (edits.anyWrong || edits.changed.length === 0) return;
    if (await handle.submit("editFields", { fields: edits.edits() }, t("invoices.saved"))) edits.forget();
  };
  return (
    <Section title={t("invoices.sections.fields")}>
      <form
        className="invoice-fields"
        aria-label={t("invoices.sections.fields")}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {rows.map((row) => (
          <div key={row.join(" ")} className="invoice-fields__row">
            {row.map((name) => (
              <InvoiceField key={name} name={name} edits={edits} readOnly={whyNot !== undefined} {...props} />
            ))}
          </div>
        ))}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
      {whyNot !== undefined && <p className="muted invoice-fields__why">{whyNot}</p>}
      {edits.changed.length > 0 && (
        <div className="invoice-fields__save" role="status">
          <p>
            {t("invoices.changes", { count: edits.changed.length })}
            {signed && edits.changed.some(isPaymentField) ? ` ${t("invoices.voids")}` : ""}
          </p>
          <Button onPress={edits.forget}>{t("invoices.discard")}</Button>
          <ActionButton
            icon="check"
            variant="primary"
            label={t("invoices.save")}
            whyNot={whyNot}
            isPending={handle.busy}
            onPress={() => void save()}
          />
        </div>
      )}
    </Section>
  );
}

interface InvoiceFieldProps extends FieldFormProps {
  readonly name: InvoiceFieldName;
  readonly edits: FieldEdits;
  readonly readOnly: boolean;
}

function InvoiceField({ name, edits, readOnly, body, onShowPlace }: InvoiceFieldProps) {
  const { t } = useTranslation();
  const edit = edits.of(name);
  const type = fieldType(name);
  const value = body.fields[name];
  const origin = body.origins[name];
  const error = edit.wrong ? t(type === "date" ? "invoices.formatDate" : "invoices.formatAmount") : undefined;
  const doubt = name === "iban" && edit.text !== "" && !isValidIBAN(edit.text.replace(/\s/gu, "").toUpperCase());
  const description =
    edit.meanwhile !== undefined
      ? t("invoices.changedMeanwhile", { value: textOfField(name, edit.meanwhile) || t("common.none") })
      : doubt
        ? t("invoices.ibanWrong")
        : undefined;
  return (
    <div
      className={edit.changed ? "invoice-field invoice-field--changed" : "invoice-field"}
      onFocus={() => {
        const shown = textOfField(name, value);
        if (shown !== "") onShowPlace(placeOf(origin) ?? shown, shown);
      }}
    >
      <TextField
        label={invoiceFieldLabels[name] ?? name}
        value={edit.text}
        onChange={(text) => {
          edits.write(name, text);
        }}
        isReadOnly={readOnly}
        numeric={type === "amount"}
        error={error}
        aside={edit.changed || value === null ? null : <Origin origin={origin} />}
        {...(description === undefined ? {} : { description })}
        {...(type === "amount" ? { inputMode: "decimal" as const } : {})}
        maxLength={300}
      />
    </div>
  );
}

/** The line of the file the value was read from; the reader cuts long ones. */
function placeOf(origin: FieldOrigin | undefined): string | undefined {
  const line = origin?.excerpt?.replace(/…$/u, "").trim();
  return line === undefined || line === "" ? undefined : line;
}

function Origin({ origin }: { readonly origin: FieldOrigin | undefined }) {
  const { t } = useTranslation();
  if (origin === undefined) return null;
  const percent = Math.round(origin.confidence * 100);
  const unsure = origin.source !== "person" && origin.confidence < sure;
  return (
    <Pill plain tone={unsure ? "warning" : "neutral"} icon={unsure ? "warning" : origin.source === "person" ? "pen" : "check"}>
      {t(`invoices.origin.${origin.repaired === true ? "repaired" : origin.recognised === true ? "recognised" : origin.source}`, {
        percent,
      })}
    </Pill>
  );
}
