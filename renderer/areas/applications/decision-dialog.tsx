// The decision over an application: outcome and reason. The rules ask for a reason where the person does not get all they asked for.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import { decisionOutcomes } from "../../../shared/domain/application/schema.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useDraft } from "../../state/drafts.ts";

type Outcome = (typeof decisionOutcomes)[number];

export interface DecisionDialogProps {
  readonly draftKey: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (outcome: Outcome, reason: string) => void;
}

export function DecisionDialog({ draftKey, busy, onClose, onSubmit }: DecisionDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const [outcome, setOutcome] = useState<Outcome>("approved");
  const [reason, setReason] = useDraft(`${draftKey}/reason`);
  const [tried, setTried] = useState(false);
  const needsReason = outcome !== "approved";
  const submit = (): void => {
    setTried(true);
    if (!needsReason || reason.trim() !== "") onSubmit(outcome, reason.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("applications.decision.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="stamp" isPending={busy} onPress={submit}>
            {t(`applications.decision.${outcome}`)}
          </Button>
        </>
      }
    >
      <div className="form">
        <RadioGroup
          className="radios"
          value={outcome}
          onChange={(value) => {
            const chosen = decisionOutcomes.find((one) => one === value);
            if (chosen !== undefined) setOutcome(chosen);
          }}
        >
          <Label className="field__label">{t("applications.decision.outcome")}</Label>
          {decisionOutcomes.map((one) => (
            <RadioField key={one} value={one} {...(one === "approved" ? { inputRef: first } : {})}>
              <RadioButton className="radio">
                <span className="radio__mark" aria-hidden="true" />
                <span className="radio__text">
                  <span className="radio__label">{t(`applications.decision.${one}`)}</span>
                  <span className="radio__hint">{t(`applications.decision.${one}Hint`)}</span>
                </span>
              </RadioButton>
            </RadioField>
          ))}
        </RadioGroup>
        <TextArea
          label={needsReason ? t("applications.decision.reason") : t("applications.decision.reasonOptional")}
          description={t("applications.decision.reasonHint")}
          value={reason}
          onChange={setReason}
          rows={5}
          maxLength={4000}
          isRequired={needsReason}
          error={tried && needsReason && reason.trim() === "" ? t("applications.decision.reasonMissing") : undefined}
        />
      </div>
    </Dialog>
  );
}
