// Enters a supplier, or changes what is said of one. Only what really changed is sent, with what stood there before.
import { isValidIBAN } from "ibantools";
import { checkVAT, countries } from "jsvat";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sameJson } from "../../../shared/base/canonical-json.ts";
import { enteredId } from "../../../shared/domain/supplier/commands.ts";
import { supplierFieldNames, type Supplier, type SupplierFieldName, type SupplierFields } from "../../../shared/domain/supplier/schema.ts";
import { supplierFieldLabels } from "../../../shared/text/de/domain.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useCommand } from "../../desk/use-command.ts";
import { useQuery } from "../../desk/use-query.ts";
import { bicOf, ibanOf } from "./account-text.ts";

export interface SupplierDialogProps {
  /** Present: this one is changed; else a new one is entered. */
  readonly edited?: { readonly id: string; readonly body: Supplier };
  readonly onClose: () => void;
  readonly onEntered?: (id: string) => void;
}

type Texts = Readonly<Record<SupplierFieldName, string>>;

export function SupplierDialog({ edited, onClose, onEntered }: SupplierDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const { run, busy } = useCommand();
  // What the person saw when they began; somebody else's change meanwhile must become a conflict, not be lost.
  const [seen] = useState(edited?.body.fields);
  const [texts, setTexts] = useState<Texts>(() => textsOf(seen));
  const [iban, setIban] = useState("");
  const [bic, setBic] = useState("");
  const [tried, setTried] = useState(false);
  const fields = fieldsOf(texts);
  const vatIdWrong = fields.vatId !== null && !checkVAT(fields.vatId, countries).isValid;
  const plainBic = bicOf(bic);
  const account = ibanOf(iban);
  const ibanWrong = account !== "" && !isValidIBAN(account);
  const entering = { fields, ibans: account === "" || ibanWrong ? [] : [{ iban: account, bic: plainBic ?? null }] };
  const newId = enteredId(entering);
  const known = useQuery("record", edited === undefined ? refOf(newId) : null).value?.record;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (fields.name === "" || vatIdWrong || ibanWrong || plainBic === undefined) return;
    if (edited === undefined || seen === undefined) {
      const result = await run(
        [{ kind: "supplier", name: "enter", recordId: newId ?? null, args: entering }],
        t("suppliers.dialog.entered"),
      );
      const id = result?.results[0]?.recordId;
      if (id === undefined) return;
      onClose();
      onEntered?.(id);
      return;
    }
    const changed = supplierFieldNames.filter((name) => !sameJson(seen[name], fields[name]));
    const edits = Object.fromEntries(changed.map((name) => [name, { from: seen[name], to: fields[name] }]));
    const given = { kind: "supplier", name: "describe", recordId: edited.id, args: { fields: edits } };
    if (changed.length === 0 || (await run([given], t("suppliers.dialog.saved"))) !== undefined) onClose();
  };
  const field = (name: SupplierFieldName, more: { readonly error?: string | undefined; readonly description?: string } = {}) => (
    <TextField
      label={supplierFieldLabels[name] ?? name}
      value={texts[name]}
      onChange={(text) => setTexts({ ...texts, [name]: text })}
      maxLength={name === "otherNames" ? 2000 : 300}
      {...(name === "name" ? { ref: first, isRequired: true } : {})}
      {...more}
    />
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(edited === undefined ? "suppliers.dialog.newTitle" : "suppliers.dialog.editTitle")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" type="submit" form="supplier-fields" isPending={busy}>
            {edited === undefined ? t("suppliers.dialog.submit") : t("common.save")}
          </Button>
        </>
      }
    >
      <form
        id="supplier-fields"
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {known?.body["withdrawn"] === undefined && known !== null && known !== undefined && (
          <Message tone="info">{t("suppliers.dialog.known", { name: nameOf(known.body) })}</Message>
        )}
        {field("name", { error: tried && fields.name === "" ? t("suppliers.dialog.nameMissing") : undefined })}
        {field("otherNames", { description: t("suppliers.dialog.otherNamesHint") })}
        <div className="supplier-form__row">
          {field("vatId", { error: tried && vatIdWrong ? t("suppliers.dialog.vatIdWrong") : undefined })}
          {field("taxNumber")}
        </div>
        {field("customerNumber", { description: t("suppliers.dialog.customerNumberHint") })}
        {field("street")}
        <div className="supplier-form__row supplier-form__row--place">
          {field("postcode")}
          {field("city")}
        </div>
        {edited === undefined && (
          <div className="supplier-form__row supplier-form__row--account">
            <TextField
              label={t("suppliers.accounts.iban")}
              value={iban}
              onChange={setIban}
              maxLength={60}
              error={tried && ibanWrong ? t("suppliers.accounts.ibanWrong") : undefined}
            />
            <TextField
              label={t("suppliers.accounts.bic")}
              value={bic}
              onChange={setBic}
              maxLength={20}
              error={tried && plainBic === undefined ? t("suppliers.accounts.bicWrong") : undefined}
            />
          </div>
        )}
      </form>
    </Dialog>
  );
}

function refOf(id: string | undefined): { readonly kind: string; readonly id: string } | null {
  return id === undefined ? null : { kind: "supplier", id };
}

function nameOf(body: Readonly<Record<string, unknown>>): string {
  const { fields } = body;
  return typeof fields === "object" && fields !== null && "name" in fields ? String(fields.name) : "";
}

function textsOf(fields: SupplierFields | undefined): Texts {
  const text = (name: Exclude<SupplierFieldName, "otherNames">): string => fields?.[name] ?? "";
  return {
    name: text("name"),
    otherNames: fields?.otherNames.join("; ") ?? "",
    vatId: text("vatId"),
    taxNumber: text("taxNumber"),
    customerNumber: text("customerNumber"),
    street: text("street"),
    postcode: text("postcode"),
    city: text("city"),
  };
}

function fieldsOf(texts: Texts): SupplierFields {
  const value = (name: SupplierFieldName): string | null => (texts[name].trim() === "" ? null : texts[name].trim());
  const otherNames = texts.otherNames.split(";").map((name) => name.trim());
  return {
    name: texts.name.trim(),
    otherNames: otherNames.filter((name) => name !== "").slice(0, 20),
    vatId: value("vatId")?.replaceAll(/\s/gu, "").toUpperCase() ?? null,
    taxNumber: value("taxNumber"),
    customerNumber: value("customerNumber"),
    street: value("street"),
    postcode: value("postcode"),
    city: value("city"),
  };
}
