// Puts a letter away that belongs into no file; the reason stays with it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";
import { useDraft } from "../../state/drafts.ts";

export interface DiscardPostProps {
  readonly id: string;
  readonly handle: RecordHandle;
  readonly onClose: () => void;
}

export function DiscardPost({ id, handle, onClose }: DiscardPostProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [reason, setReason] = useDraft(`post/${id}/reason`);
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === "";
  const submit = async (): Promise<void> => {
    setTried(true);
    if (missing || !(await handle.submit("discard", { reason: reason.trim() }, t("post.discarded")))) return;
    setReason("");
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("post.discarding.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="trash" isPending={handle.busy} onPress={() => void submit()}>
            {t("post.discarding.submit")}
          </Button>
        </>
      }
    >
      <TextArea
        label={t("post.discarding.reason")}
        description={t("post.discarding.hint")}
        value={reason}
        onChange={setReason}
        ref={first}
        rows={3}
        maxLength={1000}
        isRequired
        error={tried && missing ? t("post.discarding.missing") : undefined}
      />
    </Dialog>
  );
}
