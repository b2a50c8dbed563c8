// A file in quarantine as the viewer shows any content, without scripts; where it is not shown, the reason.
import { useTranslation } from "react-i18next";
import { scanFailures, scanWaits } from "../../../shared/text/de/screens-scans.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { useLookAtScan } from "../../desk/use-look-at-scan.ts";
import { ContentViewer } from "../../pdf/content-viewer.tsx";

export interface LookDialogProps {
  readonly folder: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function LookDialog({ folder, name, onClose }: LookDialogProps) {
  const { t } = useTranslation();
  const { look, failed, read } = useLookAtScan(folder, name);
  const why = look?.reason ?? "";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("scans.lookTitle", { name })}
      closeLabel={t("common.close")}
      size="large"
      actions={<Button onPress={onClose}>{t("common.close")}</Button>}
    >
      {failed ? <Message tone="danger">{t("scans.lookGone")}</Message> : null}
      {look === undefined && !failed ? <Skeleton lines={9} label={t("scans.lookWaits")} /> : null}
      {look?.content === null ? (
        <Message tone="warning">{lookUp(scanFailures, why) ?? lookUp(scanWaits, why) ?? t("scans.lookNot")}</Message>
      ) : null}
      {look?.content ? (
        <div className="scan-look">
          <ContentViewer content={look.content} read={read} />
        </div>
      ) : null}
    </Dialog>
  );
}
