// Takes one account for a supplier. Its check digits are looked at here; whose account it is no program can tell.
import { isValidIBAN } from "ibantools";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";
import { bicOf, ibanOf } from "./account-text.ts";

export function AccountDialog({ handle, onClose }: { readonly handle: RecordHandle; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const [iban, setIban] = useState("");
  const [bic, setBic] = useState("");
  const [tried, setTried] = useState(false);
  const ibanWrong = !isValidIBAN(ibanOf(iban));
  const plainBic = bicOf(bic);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (ibanWrong || plainBic === undefined) return;
    if (await handle.submit("addIban", { iban: ibanOf(iban), bic: plainBic }, t("suppliers.accounts.added"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("suppliers.accounts.title")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" type="submit" form="supplier-account" isPending={handle.busy}>
            {t("suppliers.accounts.submit")}
          </Button>
        </>
      }
    >
      <form
        id="supplier-account"
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t("suppliers.accounts.iban")}
          value={iban}
          onChange={setIban}
          maxLength={60}
          ref={first}
          error={tried && ibanWrong ? t("suppliers.accounts.ibanWrong") : undefined}
        />
        <TextField
          label={t("suppliers.accounts.bic")}
          value={bic}
          onChange={setBic}
          maxLength={20}
          error={tried && plainBic === undefined ? t("suppliers.accounts.bicWrong") : undefined}
        />
        <Message tone="warning">{t("suppliers.accounts.hint")}</Message>
      </form>
    </Dialog>
  );
}
