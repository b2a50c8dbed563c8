// Sets a credit note off against an invoice: offered are those of the same supplier that fit, as the rules themselves say.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, formatMoney } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Select } from "../../components/select.tsx";
import { useQuery } from "../../desk/use-query.ts";
import type { InvoiceProps } from "./invoice-view.tsx";

export function CreditDialog({ id, handle, onClose }: InvoiceProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const found = useQuery("creditNotes", { id });
  const notes = found.value ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const credit = chosen ?? notes[0]?.id;
  const send = async (): Promise<void> => {
    if (credit !== undefined && (await handle.submit("matchCredit", { credit }, t("workflow.credit.done")))) onClose();
  };
  const none = t("common.none");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("workflow.credit.title")}
      closeLabel={t("common.close")}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="primary"
            icon="check"
            isDisabled={credit === undefined}
            isPending={handle.busy || found.loading}
            onPress={() => void send()}
          >
            {t("workflow.credit.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        {notes.length === 0 && !found.loading ? (
          <p>{t("workflow.credit.none")}</p>
        ) : (
          <>
            <p className="muted">{t("workflow.credit.hint")}</p>
            <Select
              label={t("workflow.credit.which")}
              options={notes.map(({ id: note, number, issueDate, cents, currency }) => ({
                id: note,
                label: t("workflow.credit.line", {
                  number: number ?? none,
                  date: issueDate === null ? none : formatDate(issueDate),
                  amount: formatMoney(cents, currency ?? "EUR"),
                }),
              }))}
              value={credit ?? null}
              onChange={setChosen}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
