// What a refused step says: to copy it elsewhere, and to write its texts anew. Must never send anything before the person says so.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StepContent } from "../../../shared/desk/outbox-calls.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { stepTextLabels } from "../../../shared/text/de/screens-outbox.ts";
import { fieldLabel, lookUp, refusalText } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { useCall, useDeskCall } from "../../desk/use-call.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";

export interface StepDialogProps {
  readonly commandId: string;
  /** show: everything, to copy · edit: the texts, to write anew */
  readonly mode: "show" | "edit";
  readonly title: string;
  readonly onClose: () => void;
}

export function StepDialog({ commandId, mode, title, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const call = useDeskCall();
  const revise = useCall("reviseStep");
  const [content, setContent] = useState<StepContent | undefined>();
  const [failed, setFailed] = useState(false);
  const [texts, setTexts] = useState<StepContent["texts"]>([]);
  useEffect(() => {
    let over = false;
    call("stepContent", { commandId }).then(
      (found) => {
        if (over) return;
        setContent(found);
        setTexts(found.texts);
      },
      () => {
        if (!over) setFailed(true);
      },
    );
    return () => {
      over = true;
    };
  }, [call, commandId]);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const { directory } = useSignedIn();
  const send = async (): Promise<void> => {
    const answer = await revise.run({ commandId, texts: [...texts] });
    if (answer === undefined) return;
    if (answer.refusal !== null) return setRefusal(answer.refusal);
    notify({ tone: "success", text: t("outbox.resolved") });
    onClose();
  };
  const editable = mode === "edit" && texts.length > 0;
  return (
    <Dialog
      title={title}
      closeLabel={t("common.close")}
      isOpen
      onClose={onClose}
      keepOpenOnOutsideClick={mode === "edit"}
      actions={
        <>
          <Button onPress={onClose}>{mode === "edit" ? t("common.cancel") : t("common.close")}</Button>
          {editable ? (
            <Button variant="primary" icon="upload" isPending={revise.busy} onPress={() => void send()}>
              {t("outbox.reviseSend")}
            </Button>
          ) : null}
        </>
      }
    >
      {failed ? <Message tone="danger">{deskErrors.notFound}</Message> : null}
      {content === undefined && !failed ? <Skeleton lines={4} label={t("common.loading")} /> : null}
      {content === undefined ? null : mode === "show" ? (
        <Copyable text={content.content} />
      ) : texts.length === 0 ? (
        <p>{t("outbox.nothingToRevise")}</p>
      ) : (
        <div className="step-dialog">
          {texts.map(({ path, value }) => (
            <TextField
              key={path}
              label={textLabel(path)}
              value={value}
              onChange={(next) => setTexts(texts.map((one) => (one.path === path ? { path, value: next } : one)))}
            />
          ))}
          {refusal === undefined ? null : <Message tone="danger">{refusalText(refusal, directory)}</Message>}
          {revise.error === undefined ? null : <Message tone="danger">{deskErrors[revise.error.code]}</Message>}
        </div>
      )}
    </Dialog>
  );
}

/** "fields.purpose.to" is the field's own name. */
function textLabel(path: string): string {
  const name = /^fields\.([^.]+)\.to$/u.exec(path)?.[1] ?? path.slice(path.lastIndexOf(".") + 1);
  return lookUp(stepTextLabels, name) ?? fieldLabel(name);
}

/** Where the window may not write to the clipboard by itself, the text is marked for the person's own copy. */
function Copyable({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const [done, setDone] = useState<"copied" | "marked" | undefined>();
  const copy = async (): Promise<void> => {
    area.current?.focus();
    area.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setDone("copied");
    } catch {
      setDone("marked");
    }
  };
  return (
    <div className="step-dialog">
      <p className="muted">{t("outbox.contentHint")}</p>
      <textarea ref={area} className="step-dialog__content" aria-label={t("outbox.content")} readOnly rows={12} value={text} />
      <div className="step-dialog__copy">
        <Button icon="note" onPress={() => void copy()}>
          {t("outbox.copy")}
        </Button>
        <span role="status">{done === undefined ? "" : t(`outbox.${done}`)}</span>
      </div>
    </div>
  );
}
