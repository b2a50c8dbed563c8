// Leaving while work waits: how much, what becomes of it, and the choice. Must never sign anybody out by itself.
import { useTranslation } from "react-i18next";
import type { SyncState } from "../../shared/desk/session-calls.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Message } from "../components/messages.tsx";
import { useCall } from "../desk/use-call.ts";

export interface LeaveDialogProps {
  readonly isOpen: boolean;
  readonly sync: SyncState;
  readonly onClose: () => void;
  readonly onLeave: () => void;
}

export function LeaveDialog({ isOpen, sync, onClose, onLeave }: LeaveDialogProps) {
  const { t } = useTranslation();
  const syncNow = useCall("syncNow");
  const { waiting, refused } = sync;
  return (
    <Dialog
      title={t("frame.leave.title")}
      closeLabel={t("common.close")}
      size="small"
      role="alertdialog"
      keepOpenOnOutsideClick
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant={waiting === 0 ? "primary" : "secondary"} isDisabled={syncNow.busy} onPress={onLeave}>
            {waiting === 0 ? t("frame.signOut") : t("frame.leave.anyway")}
          </Button>
          {waiting === 0 ? null : (
            <Button variant="primary" icon="upload" isPending={syncNow.busy} onPress={() => void syncNow.run({})}>
              {t("frame.leave.sendNow")}
            </Button>
          )}
        </>
      }
    >
      <div className="leave" role="status">
        {waiting === 0 ? null : <p className="strong">{t("frame.leave.waiting", { count: waiting })}</p>}
        {refused === 0 ? null : <p className="strong">{t("frame.leave.refused", { count: refused })}</p>}
        {waiting === 0 && refused === 0 ? <p>{t("frame.leave.nothing")}</p> : <p>{t("frame.leave.stays")}</p>}
        {syncNow.error === undefined || waiting === 0 ? null : (
          <Message tone="warning">
            {deskErrors[syncNow.error.code]} {t("frame.leave.notSent")}
          </Message>
        )}
      </div>
    </Dialog>
  );
}
