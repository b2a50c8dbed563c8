// Above the fields: how many still wait for a person's word, the way to the next one, and what the keys do.
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";

export interface ConfirmGuideProps {
  readonly unconfirmed: readonly AllFieldName[];
  /** What became of the words one pointed at, where they could not be taken. */
  readonly message: string | undefined;
  readonly onNext: () => void;
}

const nextKey = "F8";

export function ConfirmGuide({ unconfirmed, message, onNext }: ConfirmGuideProps) {
  const { t } = useTranslation();
  const waits = unconfirmed.length > 0;
  const next = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== nextKey || event.defaultPrevented || !waits || document.querySelector(".overlay, .popover") !== null) return;
    event.preventDefault();
    onNext();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      next(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
  return (
    <div className="confirm-guide">
      {waits && (
        <div className="confirm-guide__line">
          <span className="confirm-guide__count" role="status">
            <Icon name="warning" />
            {t("invoices.confirm.waiting", { count: unconfirmed.length })}
          </span>
          <Button variant="secondary" shortcut={nextKey} onPress={onNext}>
            {t("invoices.confirm.next")}
          </Button>
        </div>
      )}
      <p className="confirm-guide__keys">{t(waits ? "invoices.confirm.keysWaiting" : "invoices.confirm.keys")}</p>
      <p className="confirm-guide__message" role="status">
        {message}
      </p>
    </div>
  );
}
