// Makes an enrolment code and shows it once, large enough to be read out. Must never keep it anywhere: closed, it is gone.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useCall } from "../../desk/use-call.ts";
import { useSessionState } from "../../desk/use-session.tsx";

interface MadeCode {
  readonly code: string;
  readonly expiresAt: string;
}

export function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<MadeCode>();
  return made === undefined ? <AskForCode onMade={setMade} onClose={onClose} /> : <ShowCode made={made} onClose={onClose} />;
}

function AskForCode({ onMade, onClose }: { readonly onMade: (made: MadeCode) => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { run, busy, error } = useCall("makeEnrolmentCode");
  const [deviceName, setDeviceName] = useState("");
  const field = useFirstFocus<HTMLInputElement>();
  const make = async (): Promise<void> => {
    const made = await run({ deviceName });
    if (made !== undefined) onMade(made);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("devices.code.title")}
      closeLabel={t("common.close")}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form="make-code" variant="primary" isPending={busy}>
            {t("devices.code.submit")}
          </Button>
        </>
      }
    >
      <form
        id="make-code"
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <p className="muted">{t("devices.code.hint")}</p>
        {error === undefined ? null : (
          <Message tone="danger" live>
            {deskErrors[error.code]}
          </Message>
        )}
        <TextField
          label={t("devices.code.deviceName")}
          description={t("devices.code.deviceNameHint")}
          value={deviceName}
          onChange={setDeviceName}
          maxLength={100}
          ref={field}
        />
      </form>
    </Dialog>
  );
}

function ShowCode({ made, onClose }: { readonly made: MadeCode; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const done = useFirstFocus<HTMLButtonElement>();
  const server = useSessionState().value?.serverUrl ?? "";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("devices.code.ready")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <Button variant="primary" onPress={onClose} ref={done}>
          {t("devices.code.done")}
        </Button>
      }
    >
      <div className="form">
        <output className="devices__code">{made.code}</output>
        <p className="devices__expiry">{t("devices.code.expires", { at: formatDateTime(made.expiresAt) })}</p>
        <ol className="devices__steps">
          <li>{t("devices.code.steps.start")}</li>
          <li>{t("devices.code.steps.type", { server })}</li>
          <li>{t("devices.code.steps.signIn")}</li>
        </ol>
        <Message tone="warning">{t("devices.code.careful")}</Message>
      </div>
    </Dialog>
  );
}
