// Asks for the password of a file in quarantine. Must never keep it: it goes to the desk and out of the field.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";

export interface PasswordDialogProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onPassword: (password: string) => void;
}

export function PasswordDialog({ name, onClose, onPassword }: PasswordDialogProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const field = useFirstFocus<HTMLInputElement>();
  const submit = (): void => {
    setTried(true);
    if (password === "") field.current?.focus();
    else onPassword(password);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("scans.passwordTitle")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form="scan-password" variant="primary">
            {t("scans.passwordSubmit")}
          </Button>
        </>
      }
    >
      <form
        id="scan-password"
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>{t("scans.passwordText", { name })}</p>
        <TextField
          ref={field}
          label={t("scans.passwordLabel")}
          type="password"
          autoComplete="off"
          maxLength={500}
          value={password}
          onChange={setPassword}
          error={tried && password === "" ? t("scans.passwordMissing") : undefined}
        />
      </form>
    </Dialog>
  );
}
