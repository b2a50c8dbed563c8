// Asks why a supplier is blocked: the reason stands in its history.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";

export function BlockDialog({ handle, onClose }: { readonly handle: RecordHandle; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() !== "" && (await handle.submit("block", { reason: reason.trim() }, t("suppliers.blocking.done")))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("suppliers.blocking.title")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="lock" isPending={handle.busy} onPress={() => void submit()}>
            {t("suppliers.blocking.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <TextArea
          label={t("suppliers.blocking.reason")}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          ref={first}
          error={tried && reason.trim() === "" ? t("suppliers.blocking.reasonMissing") : undefined}
        />
        <p className="muted">{t("suppliers.blocking.hint")}</p>
      </div>
    </Dialog>
  );
}
