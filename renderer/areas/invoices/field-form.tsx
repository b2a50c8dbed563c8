// The fields of an invoice with where each came from. Going to a field marks its place on the page; words of the page fill it.
import { useTranslation } from "react-i18next";
import { unconfirmedFields } from "../../../shared/domain/invoice/confirm.ts";
import { isPaymentField } from "../../../shared/domain/invoice/schema.ts";
import { allFieldsOf, type AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { invoiceFieldLabels } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { ConfirmGuide } from "./confirm-guide.tsx";
import { InvoiceField } from "./invoice-field.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";
import type { FieldEdits } from "./use-field-edits.ts";
import type { FieldPlaces } from "./use-field-places.ts";

/** Rows of the form (the account stands among the bookings); a field alone in its row takes the whole width. */
const rows: readonly (readonly AllFieldName[])[] = [
  ["supplier"],
  ["number", "issueDate"],
  ["iban"],
  ["net", "vat"],
  ["gross", "currency"],
  ["vatLines"],
  ["dueDate", "deliveryDate"],
  ["discounts"],
  ["customerNumber"],
  ["remittance"],
  ["bic", "orderReference"],
  ["supplierVatId", "supplierTaxNumber"],
  ["buyerReference"],
];

export interface FieldFormProps extends InvoiceProps {
  readonly edits: FieldEdits;
  readonly places: FieldPlaces;
}

export function FieldForm({ body, handle, edits, places }: FieldFormProps) {
  const { t } = useTranslation();
  const whyNot = handle.whyNot("editFields");
  const readOnly = whyNot !== undefined;
  const signed = body.order !== undefined || Object.values(body.certifications).some((one) => one !== undefined);
  const open = unconfirmedFields(body);
  const unconfirmed = rows.flat().filter((name) => open.some((one) => one === name) && !edits.changed.includes(name));
  const goToNext = (from: AllFieldName | null): void => {
    const order = rows.flat();
    const at = from === null ? -1 : order.indexOf(from);
    const others = unconfirmed.filter((name) => name !== from);
    const next = others.find((name) => order.indexOf(name) > at) ?? others[0];
    if (next !== undefined) places.focus(next);
  };
  const save = async (): Promise<void> => {
    if (edits.anyWrong || edits.changed.length === 0) return;
    if (!(await handle.submit("editFields", { ...edits.edits() }, t("invoices.saved")))) return;
    edits.forget();
    goToNext(places.active);
  };
  const confirm = async (name: AllFieldName): Promise<void> => {
    const done = t("invoices.confirm.done", { field: invoiceFieldLabels[name] ?? name });
    if (await handle.submit("confirmFields", { fields: { [name]: allFieldsOf(body)[name] } }, done)) goToNext(name);
  };
  return (
    <Section title={t("invoices.sections.fields")}>
      {!readOnly && (
        <ConfirmGuide
          unconfirmed={unconfirmed}
          message={places.message}
          onNext={() => {
            goToNext(places.active);
          }}
        />
      )}
      <form
        className="invoice-fields"
        aria-label={t("invoices.sections.fields")}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onBlur={({ relatedTarget }) => {
          // Pointing at words takes the cursor into the viewer: the field stays the one they go into.
          if (relatedTarget instanceof Element && relatedTarget.closest(".invoice-fields, .viewer, .popover") === null) places.leave();
        }}
      >
        {rows.map((row) => (
          <div key={row.join(" ")} className="invoice-fields__row">
            {row.map((name) => (
              <InvoiceField
                key={name}
                name={name}
                body={body}
                edits={edits}
                places={places}
                readOnly={readOnly}
                onConfirm={(one) => void confirm(one)}
              />
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
