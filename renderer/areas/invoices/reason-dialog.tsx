// Asks for one text, which stays in the history: why, or what came of it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";

export interface ReasonDialogProps {
  readonly title: string;
  readonly label: string;
  readonly missing: string;
  readonly hint?: string;
  /** What is answered, above the text. */
  readonly about?: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: (text: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ReasonDialog({ title, label, missing, hint, about, submit, busy, onSubmit, onClose }: ReasonDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const send = async (): Promise<void> => {
    setTried(true);
    if (text.trim() !== "" && (await onSubmit(text.trim()))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" isPending={busy} onPress={() => void send()}>
            {submit}
          </Button>
        </>
      }
    >
      <div className="form">
        {about === undefined ? null : <blockquote className="clarify__quote">{about}</blockquote>}
        <TextArea
          label={label}
          value={text}
          onChange={setText}
          maxLength={1000}
          ref={first}
          error={tried && text.trim() === "" ? missing : undefined}
          {...(hint === undefined ? {} : { description: hint })}
        />
      </div>
    </Dialog>
  );
}
