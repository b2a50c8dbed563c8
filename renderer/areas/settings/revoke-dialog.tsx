// Locks a device out for good: says beforehand what becomes of it and of the work on it, and asks for the reason.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useCall } from "../../desk/use-call.ts";
import { notify } from "../../state/notices.ts";

export interface RevokedDevice {
  readonly id: string;
  readonly name: string;
  /** The person sits at it. */
  readonly here: boolean;
}

export interface RevokeDialogProps {
  readonly device: RevokedDevice;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

const effects = ["tokens", "replica", "sent", "unsent", "forGood"] as const;

export function RevokeDialog({ device, onClose, onRevoked }: RevokeDialogProps) {
  const { t } = useTranslation();
  const { run, busy, error } = useCall("revokeDevice");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useFirstFocus<HTMLInputElement>();
  const revoke = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === "") return field.current?.focus();
    if ((await run({ device: device.id, reason })) === undefined) return;
    notify({ tone: "success", text: t("devices.revoke.done", { name: device.name }) });
    onRevoked();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t("devices.revoke.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form="revoke-device" variant="danger" icon="lock" isPending={busy}>
            {t("devices.revoke.submit")}
          </Button>
        </>
      }
    >
      <form
        id="revoke-device"
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void revoke();
        }}
      >
        <p>{t("devices.revoke.what", { name: device.name })}</p>
        <ul className="devices__steps">
          {effects.map((effect) => (
            <li key={effect}>{t(`devices.revoke.effects.${effect}`)}</li>
          ))}
        </ul>
        {device.here ? <Message tone="warning">{t("devices.revoke.here")}</Message> : null}
        {error === undefined ? null : (
          <Message tone="danger" live>
            {deskErrors[error.code]}
          </Message>
        )}
        <TextField
          ref={field}
          label={t("devices.revoke.reason")}
          description={t("devices.revoke.reasonHint")}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
          error={tried && reason.trim() === "" ? t("devices.revoke.missingReason") : undefined}
        />
      </form>
    </Dialog>
  );
}
