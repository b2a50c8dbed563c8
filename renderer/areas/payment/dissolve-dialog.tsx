// Asks why a run is taken apart: the reason stands in its history and in that of its invoices.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaymentRun } from "../../../shared/domain/payment-run/schema.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";

interface DissolveDialogProps {
  readonly body: PaymentRun;
  readonly handle: RecordHandle;
  readonly onClose: () => void;
}

export function DissolveDialog({ body, handle, onClose }: DissolveDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const reason = text.trim();
  const submit = async (): Promise<void> => {
    setTried(true);
    const invoices = body.items.map(({ invoice }) => invoice);
    if (reason !== "" && (await handle.submit("dissolveRun", { invoices, reason }, t("payment.dissolving.done")))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("payment.dissolving.title")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="close" isPending={handle.busy} onPress={() => void submit()}>
            {t("payment.dissolving.submit")}
          </Button>
        </>
      }
    >
      <TextArea
        label={t("payment.dissolving.reason")}
        value={text}
        onChange={setText}
        maxLength={1000}
        ref={first}
        error={tried && reason === "" ? t("payment.dissolving.reasonMissing") : undefined}
      />
      <p className="muted">{t("payment.dissolving.hint")}</p>
    </Dialog>
  );
}
