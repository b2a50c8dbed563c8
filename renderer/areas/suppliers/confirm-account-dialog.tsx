// The second person at a supplier's account says how they checked it; without that it neither counts nor goes.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isConfirmed } from "../../../shared/domain/supplier/accounts.ts";
import type { SupplierAccount } from "../../../shared/domain/supplier/schema.ts";
import { formatIban } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";

export interface ConfirmAccountDialogProps {
  readonly account: SupplierAccount;
  readonly handle: RecordHandle;
  readonly onClose: () => void;
}

export function ConfirmAccountDialog({ account, handle, onClose }: ConfirmAccountDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const { iban } = account;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (note.trim() !== "" && (await handle.submit("confirmIban", { iban, note: note.trim() }, t("suppliers.accounts.settled")))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isConfirmed(account) ? "suppliers.accounts.confirmRemovalTitle" : "suppliers.accounts.confirmTitle")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" isPending={handle.busy} onPress={() => void submit()}>
            {t("suppliers.accounts.confirmSubmit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="strong numeric">{formatIban(iban)}</p>
        <TextArea
          label={t("suppliers.accounts.note")}
          description={t("suppliers.accounts.noteHint")}
          value={note}
          onChange={setNote}
          maxLength={1000}
          ref={first}
          error={tried && note.trim() === "" ? t("suppliers.accounts.noteMissing") : undefined}
        />
      </div>
    </Dialog>
  );
}
