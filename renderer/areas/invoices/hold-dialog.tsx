// Until which day an invoice is put off, and why.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addDays, parseOfficeDate } from "../../../shared/base/office-date.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea, TextField } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";
import { useSignedIn } from "../../desk/use-session.tsx";

/** What is offered until the person says another day. */
const usualDays = 7;

export function HoldDialog({ handle, onClose }: { readonly handle: RecordHandle; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const { today } = useSignedIn();
  const [day, setDay] = useState(formatDate(addDays(today, usualDays)));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const until = parseOfficeDate(day);
  const untilWrong = until === null || until <= today;
  const send = async (): Promise<void> => {
    setTried(true);
    if (untilWrong || reason.trim() === "") return;
    if (await handle.submit("hold", { until, reason: reason.trim() }, t("workflow.hold.done"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("workflow.hold.title")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="calendar" isPending={handle.busy} onPress={() => void send()}>
            {t("workflow.hold.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <TextField
          label={t("workflow.hold.until")}
          description={t("workflow.hold.hint")}
          value={day}
          onChange={setDay}
          ref={first}
          error={untilWrong ? t("workflow.hold.untilWrong") : undefined}
        />
        <TextArea
          label={t("workflow.reason")}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          error={tried && reason.trim() === "" ? t("workflow.reasonMissing") : undefined}
        />
      </div>
    </Dialog>
  );
}
