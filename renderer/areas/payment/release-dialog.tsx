// The second person's word: what is released, in figures, before it is.
import { useTranslation } from "react-i18next";
import { runDigest, sumOf, type PaymentRun } from "../../../shared/domain/payment-run/schema.ts";
import { formatDate, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import type { RecordHandle } from "../../desk/use-record.ts";

interface ReleaseDialogProps {
  readonly body: PaymentRun;
  readonly handle: RecordHandle;
  readonly onClose: () => void;
}

export function ReleaseDialog({ body, handle, onClose }: ReleaseDialogProps) {
  const { t } = useTranslation();
  const submit = async (): Promise<void> => {
    const invoices = body.items.map(({ invoice }) => invoice);
    if (await handle.submit("releaseRun", { invoices, digest: runDigest(body) }, t("payment.releasing.done"))) onClose();
  };
  const words = { count: body.items.length, amount: formatMoney(sumOf(body)), date: formatDate(body.executeOn) };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("payment.releasing.title")}
      closeLabel={t("common.close")}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="stamp" isPending={handle.busy} onPress={() => void submit()}>
            {t("payment.releasing.submit")}
          </Button>
        </>
      }
    >
      <p className="strong">{t("payment.releasing.sentence", words)}</p>
      <p className="muted">{t("payment.releasing.hint")}</p>
    </Dialog>
  );
}
