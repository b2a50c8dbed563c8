// Asks before a file in quarantine is taken over unread.
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";

interface AnywayDialogProps {
  /** The file that is asked for; null while none is. */
  readonly name: string | null;
  readonly onClose: () => void;
  readonly onAnyway: (name: string) => void;
}

export function AnywayDialog({ name, onClose, onAnyway }: AnywayDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t("scans.anywayTitle")}
      closeLabel={t("common.close")}
      size="small"
      role="alertdialog"
      isOpen={name !== null}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" onPress={() => (name === null ? undefined : onAnyway(name))}>
            {t("scans.anyway")}
          </Button>
        </>
      }
    >
      <p>{t("scans.anywayText", { name: name ?? "" })}</p>
    </Dialog>
  );
}
