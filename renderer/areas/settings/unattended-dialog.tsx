// Lets a device take scans in while nobody is signed in, for one unit, or ends that: says beforehand what becomes of the files.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Message } from "../../components/messages.tsx";
import { Select } from "../../components/select.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";

export interface ScanningDevice {
  readonly id: string;
  readonly name: string;
  /** The unit it may scan for now. */
  readonly unit: string | null;
}

export interface UnattendedDialogProps {
  readonly device: ScanningDevice;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** No unit is called so. */
const none = "";
const effects = ["sealed", "booked", "deleted"] as const;

export function UnattendedDialog({ device, onClose, onChanged }: UnattendedDialogProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const { run, busy, error } = useCall("letDeviceScan");
  const [chosen, choose] = useState(device.unit ?? none);
  const options = [
    { id: none, label: t("devices.unattended.none") },
    ...(directory?.units ?? []).map(({ id, name }) => ({ id, label: name })),
  ];
  const save = async (): Promise<void> => {
    const unit = chosen === none ? null : chosen;
    if ((await run({ device: device.id, unit })) === undefined) return;
    notify({ tone: "success", text: t(unit === null ? "devices.unattended.ended" : "devices.unattended.done", { name: device.name }) });
    onChanged();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("devices.unattended.title")}
      closeLabel={t("common.close")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isPending={busy} onPress={() => void save()}>
            {t("devices.unattended.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p>{t("devices.unattended.what", { name: device.name })}</p>
        <ul className="devices__steps">
          {effects.map((effect) => (
            <li key={effect}>{t(`devices.unattended.effects.${effect}`)}</li>
          ))}
        </ul>
        {error === undefined ? null : (
          <Message tone="danger" live>
            {deskErrors[error.code]}
          </Message>
        )}
        <Select label={t("devices.unattended.unit")} options={options} value={chosen} onChange={choose} />
      </div>
    </Dialog>
  );
}
