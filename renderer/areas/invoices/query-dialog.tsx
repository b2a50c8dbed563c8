// Asks a colleague about an invoice: offered is whoever works on invoices of its unit, so that nobody is asked who may not see it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askable } from "../../../shared/domain/invoice/query.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { PersonField } from "../../components/person-field.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export function QueryDialog({ unit, handle, onClose }: InvoiceProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const { actor, directory, today } = useSignedIn();
  const [to, setTo] = useState<string | null>(null);
  const [question, setQuestion] = useState("");
  const [tried, setTried] = useState(false);
  const asked = askable({ today, authorities: directory?.authorities, duties: directory?.duties }, unit);
  const people = (directory?.people ?? []).filter(({ id }) => id !== actor.personId && (asked === undefined || asked.includes(id)));
  const send = async (): Promise<void> => {
    setTried(true);
    if (to === null || question.trim() === "") return;
    if (await handle.submit("query", { to, question: question.trim() }, t("workflow.query.done"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("workflow.query.title")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" isPending={handle.busy} onPress={() => void send()}>
            {t("workflow.query.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <PersonField
          label={t("workflow.query.to")}
          people={people}
          value={to}
          onChange={setTo}
          ref={first}
          error={tried && to === null ? t("workflow.query.toMissing") : undefined}
        />
        <TextArea
          label={t("workflow.query.question")}
          description={t("workflow.query.hint")}
          value={question}
          onChange={setQuestion}
          maxLength={1000}
          error={tried && question.trim() === "" ? t("workflow.query.missing") : undefined}
        />
      </div>
    </Dialog>
  );
}
